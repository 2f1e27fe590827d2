/** Item marks (규칙 §2①, 편람): their order, the blank behind them; in the editor they are never typed. */

import { looksDated, readMark } from '../item-mark.ts';
import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type ItemCode = Extract<RuleCode, `ITEM_${string}`>;

const ARTICLE = '규칙 제2조제1항, 편람';
/** Marks that no word can be, with Hangul right behind; `①항` and `가.나` are left alone. */
const TIGHT =
  /^\s*(?:\d{1,2}\.|[가나다라마바사아자차카타파하]\.|\d{1,2}\)|[가나다라마바사아자차카타파하]\)|[①-⑳](?!항|호|번|부터|과|와|은|는|의|에|및|을|를)|[㉮-㉻])(?=[가-힣「“"(])/;
const WIDE =
  /^\s*(?:\d{1,2}\.|[가나다라마바사아자차카타파하]\.|\d{1,2}\)|[가나다라마바사아자차카타파하]\)|\(\d{1,2}\)|\([가나다라마바사아자차카타파하]\)|[①-⑳]|[㉮-㉻])([ \t]{2,})(?=\S)/;

function blank(text: string): Finding[] {
  const tight = TIGHT.exec(text);
  if (tight !== null) {
    const mark = tight[0].trimStart();
    const start = tight[0].length - mark.length;
    return [{ code: 'ITEM_SPACE', start, end: tight[0].length, found: mark, fix: `${mark} ` }];
  }
  const wide = WIDE.exec(text);
  if (wide === null || looksDated(text.trim())) return [];
  const end = wide[0].length;
  return [{ code: 'ITEM_SPACE', start: end - (wide[1]?.length ?? 0), end, found: wide[1] ?? '', fix: ' ' }];
}

/** A mark typed at the start of an item, which has its mark from its level. */
export function typedMark(text: string): Finding[] {
  const mark = readMark(text);
  if (mark === null || mark.rest === '' || looksDated(text)) return [];
  const end = text.length - mark.rest.length;
  return [{ code: 'ITEM_TYPED', start: 0, end, found: text.slice(0, end), fix: '' }];
}

/** Rules of items. */
export const ITEMS: RuleFamily<ItemCode> = {
  texts: {
    ITEM_SPACE: { id: 'ITEM-1', title: '항목 기호 뒤가 한 타가 아님', article: ARTICLE, explanation: '항목 기호와 그 내용 사이는 한 타를 띄웁니다.' },
    ITEM_ORDER: {
      id: 'ITEM-2',
      title: '항목 기호의 차례가 맞지 않음',
      article: ARTICLE,
      explanation: '같은 단계의 기호는 차례대로 씁니다. 하 다음은 거, 너, 더로 이어집니다.',
    },
    ITEM_TYPED: { id: 'ITEM-3', title: '항목 기호를 직접 씀', article: ARTICLE, explanation: '기호는 단계에 따라 저절로 붙습니다. 직접 쓰면 두 번 나옵니다.' },
  },
  find: blank,
};
