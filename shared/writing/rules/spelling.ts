/** Spellings that are wrong wherever they stand (영 §7①: 어문규범). Few on purpose: each is wrong in every sentence. */

import { findingAt, type RuleCode, type RuleFamily } from './rule.ts';

const WRONG: readonly (readonly [RegExp, string])[] = [
  [/(?<![가-힣])몇일/g, '며칠'],
  [/있슴(?![가-힣])/g, '있음'],
  [/없슴(?![가-힣])/g, '없음'],
  [/됬/g, '됐'],
  [/(?<=[가-힣])바램니다/g, '바랍니다'],
  [/바랍니디/g, '바랍니다'],
  [/할려고/g, '하려고'],
  [/하실려/g, '하시려'],
  [/되야(?=(?:\s|한다|함|합니다|하며|하고|할))/g, '되어야'],
  [/있읍니다/g, '있습니다'],
  [/없읍니다/g, '없습니다'],
  [/일일히/g, '일일이'],
  [/곰곰히/g, '곰곰이'],
  [/깨끗히/g, '깨끗이'],
  [/틈틈히/g, '틈틈이'],
  [/번번히/g, '번번이'],
  [/역활/g, '역할'],
  [/희안(?=하|한|할)/g, '희한'],
  [/어의없/g, '어이없'],
  [/왠만/g, '웬만'],
  [/오랫만/g, '오랜만'],
  [/댓가/g, '대가'],
  [/갯수/g, '개수'],
  [/촛점/g, '초점'],
  [/싯점/g, '시점'],
  [/칫과/g, '치과'],
  [/휴계실/g, '휴게실'],
  [/계시판/g, '게시판'],
];

/** Rules of spelling. */
export const SPELLING: RuleFamily<Extract<RuleCode, 'SPELLING'>> = {
  texts: {
    SPELLING: {
      id: 'SPELL-1',
      title: '맞춤법에 맞지 않음',
      article: '영 제7조제1항, 한글 맞춤법',
      explanation: '문서는 어문규범에 맞게 씁니다. 어느 문장에서나 틀린 표기만 알려 줍니다.',
    },
  },
  find: (text) => WRONG.flatMap(([pattern, right]) => [...text.matchAll(pattern)].map((match) => findingAt('SPELLING', match, right))),
};
