/** Foreign words (영 §7①): Hangul first, the foreign or Chinese word in brackets behind it, `업무협약(MOU)`. */

import type { Finding, RuleCode, RuleFamily } from './rule.ts';

type ForeignCode = Extract<RuleCode, `FOREIGN_${string}`>;

/** Words whose Hangul is shorter than what the general rule asks for. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  MOU: ['양해각서', '업무협약', '협약'],
  TF: ['전담팀', '전담반', '특별팀', '작업반', '태스크포스'],
  AI: ['인공지능'],
  SW: ['소프트웨어'],
  HW: ['하드웨어'],
  IT: ['정보기술', '정보통신'],
  ICT: ['정보통신기술'],
  R: ['연구'],
  ID: ['아이디'],
  PC: ['컴퓨터', '개인용컴퓨터'],
  OJT: ['직장 내 교육', '현장 교육', '직무교육'],
  PT: ['발표', '설명'],
  CEO: ['최고경영자', '대표'],
  NGO: ['비정부기구', '시민단체'],
  Q: ['질문'],
  DB: ['자료', '데이터베이스'],
  DM: ['우편 광고'],
  RFP: ['제안요청서'],
  BI: ['상징'],
  CI: ['상징'],
  VR: ['가상현실'],
  AR: ['증강현실'],
  IoT: ['사물인터넷'],
  FTA: ['자유무역협정'],
  EU: ['유럽연합'],
  UN: ['국제연합', '유엔'],
  WTO: ['세계무역기구'],
  OECD: ['경제협력개발기구'],
  GDP: ['국내총생산'],
  SOC: ['사회기반시설', '사회간접자본'],
  workshop: ['연수회', '공동연수'],
  Workshop: ['연수회', '공동연수'],
};
/** The Hangul of a general term: one word of four letters or more; shorter ones may be remarks (`CCTV(실외)`, `PDF(원본)`). */
const LATIN = /(?<![A-Za-z가-힣\d/.&-])([A-Za-z][A-Za-z&+-]*(?: [A-Za-z][A-Za-z&+-]*){0,4})[ ]?\(([가-힣][가-힣·ㆍ ]*)\)(?:([을를은는이가과와])(?![가-힣]))?/g;
const HAN = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,12})[ ]?\(([가-힣]{2,12})\)(?:([을를은는이가과와])(?![가-힣]))?/gu;
/** Endings of remarks about a thing, not names of it. */
const REMARK =
  /(?:포함|제외|별도|참고|기준|사용|소유|이용|설치|필수|선택|가능|불가|대상|경우|이하|이상|전용|파일|형식|양식|제출|첨부|작성|겸용|버전|방식|화면|메뉴|원본|사본|신규|교체|보유|예정|완료|실외|실내|야외|조명|한글)$/;

/** Particles by whether the word before ends in a consonant: the Hangul decides, which now stands in front of the bracket. */
const PARTICLES: readonly (readonly [string, string])[] = [
  ['을', '를'],
  ['은', '는'],
  ['이', '가'],
  ['과', '와'],
];

function withParticle(hangul: string, particle: string): string {
  const closed = ((hangul.at(-1) ?? '').charCodeAt(0) - 0xac00) % 28 > 0;
  const pair = PARTICLES.find((both) => both.includes(particle));
  return pair === undefined ? particle : pair[closed ? 0 : 1];
}

function turned(match: RegExpMatchArray): Finding {
  const [all, term = '', hangul = '', particle = ''] = match;
  const start = match.index ?? 0;
  return { code: 'FOREIGN_FIRST', start, end: start + all.length, found: all, fix: `${hangul}(${term})${withParticle(hangul, particle)}` };
}

function latin(match: RegExpMatchArray): Finding[] {
  const [, term = '', hangul = ''] = match;
  const known = KNOWN[term]?.includes(hangul) === true;
  const general = term.length > 1 && /^[가-힣·ㆍ]{4,}$/.test(hangul) && !REMARK.test(hangul);
  return known || general ? [turned(match)] : [];
}

function han(match: RegExpMatchArray): Finding[] {
  return match[1]?.length === match[2]?.length ? [turned(match)] : [];
}

/** Rules of foreign words. */
export const FOREIGN: RuleFamily<ForeignCode> = {
  texts: {
    FOREIGN_FIRST: {
      id: 'FOR-1',
      title: '외국어를 한글보다 먼저 씀',
      article: '영 제7조제1항',
      explanation: '한글로 먼저 적고, 필요하면 괄호 안에 한자나 외국어를 적습니다.',
    },
  },
  find: (text) => (text.includes('(') ? [...[...text.matchAll(LATIN)].flatMap(latin), ...[...text.matchAll(HAN)].flatMap(han)] : []),
};
