/** 문서요지 and 키워드 proposed from what a paper says, for the drafter to confirm (영 §5②). Rules only: nothing is guessed by a model. */

import type { Block } from '../collab/content.ts';

/** Longest proposal of a 문서요지. */
const SUMMARY_MOST = 120;
const KEYWORDS_MOST = 5;

/** Words of every official title, which tell nothing of this one. */
const EVERYWHERE = new Set(
  '계획 보고 통보 알림 요청 협조 제출 회신 안내 추진 결과 관련 관한 대한 위한 따른 시행 개최 송부 검토 의견 승인 변경 등 및 또는 그 이 건 사항 자료 년 월 일'.split(
    ' ',
  ),
);

/** Particles behind a noun, longest first. */
const PARTICLE = /(?:으로서|으로써|에서는|에게는|까지|부터|에서|에게|으로|이나|라는|에는|과의|와의|의|을|를|이|가|은|는|에|와|과|로|도|만)$/;

/** Polite endings as a 요지 writes them. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/알려\s?드립니다$/, '알림'],
  [/(?:통보|보고|요청|제출|회신|안내)(?:합니다|드립니다)$/, ''],
  [/하고자\s?합니다$/, '하고자 함'],
  [/바랍니다$/, '바람'],
  [/합니다$/, '함'],
  [/입니다$/, '임'],
  [/습니다$/, '음'],
];

function textOf(block: Block): string {
  return block.type !== 'block' ? '' : block.inlines.map(({ text }) => text).join('');
}

/** Syllables of a word without a particle; a word of two letters keeps what may be its own ending. */
function bare(word: string): string {
  const without = word.replace(PARTICLE, '');
  return Array.from(without).length >= 2 ? without : word;
}

function wordsOf(text: string): string[] {
  return (text.normalize('NFC').match(/[가-힣A-Za-z]{2,}/g) ?? []).map(bare);
}

/** Words of the title that the text uses most, at most five. */
export function proposeKeywords(title: string, blocks: readonly Block[]): string[] {
  const counts = new Map<string, number>();
  for (const word of blocks.flatMap((block) => wordsOf(textOf(block)))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const telling = [...new Set(wordsOf(title))].filter((word) => !EVERYWHERE.has(word));
  return telling.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, KEYWORDS_MOST);
}

function asSummary(sentence: string): string {
  const plain = sentence.replace(/다음과 같이 /, '').replace(/[.\s]+$/, '');
  const ending = ENDINGS.find(([polite]) => polite.test(plain));
  if (ending === undefined) return plain;
  const [polite, short] = ending;
  return short === '' ? plain.replace(/(?:합니다|드립니다)$/, '함') : plain.replace(polite, short);
}

/** At most so long, cut between words. */
function shortened(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= SUMMARY_MOST) return text;
  const cut = letters.slice(0, SUMMARY_MOST - 1).join('');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), SUMMARY_MOST / 2)).trimEnd()}…`;
}

/** The first sentence that says what is wanted, else the first one; '' where nothing is written. References (`관련:`) say nothing of it. */
export function proposeSummary(blocks: readonly Block[]): string {
  const sentences = blocks
    .map(textOf)
    .filter((text) => !/^\s*관련\s*[:：]/.test(text))
    .flatMap((text) => text.split(/(?<=다\.)\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const telling = sentences.find((sentence) => /(?:하고자|합니다|드립니다|바랍니다|입니다|함|임)\.?$|하고자/.test(sentence));
  return shortened(asSummary(telling ?? sentences[0] ?? ''));
}
