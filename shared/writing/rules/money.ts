/** Amounts of money (규칙 §2②): `금113,560원(금일십일만삼천오백육십원)`. Amounts without 금 in front are none of these rules' business. */

import { hangulAmount, officialAmount } from '../hangul-amount.ts';
import { findingAt, type Finding, type RuleCode, type RuleFamily } from './rule.ts';

type MoneyCode = Extract<RuleCode, `MONEY_${string}`>;

const ARTICLE = '규칙 제2조제2항';
/** Factors of shortened units such as `113천원`. */
const SHORT_UNITS: Readonly<Record<string, number>> = { 천: 1000, 백만: 1_000_000, 십억: 1_000_000_000 };
/** 금 that ends no other word (`임금`, `보조금`), the figures, and the bracket behind them if it says an amount in Hangul. */
const WRITTEN = /(?<![가-힣])금([ \t]*)(\d[\d,]{0,19})([ \t]*)원(?:([ \t]*)\(([ \t]*금?[ \t]*[영일이삼사오육칠팔구십백천만억조경 ]+원?정?[ \t]*)\))?/g;
/** One figure before 천원 is a number in words (`34만 5천원`), two or more are a unit of accounts. */
const SHORT = /(?<![\d,.])(\d[\d,]{1,14})[ \t]?(천|백만|십억)[ \t]?원/g;
const COMMAS = /^\d{1,3}(?:,\d{3})*$/;

function checkWritten(match: RegExpMatchArray): Finding[] {
  const [, space = '', digits = '', beforeWon = '', beforeBracket = '', inside] = match;
  const amount = Number(digits.replaceAll(',', ''));
  const fix = officialAmount(amount);
  if (fix === null) return [];
  const faults: readonly (readonly [MoneyCode, boolean])[] = [
    ['MONEY_HANGUL_MISSING', inside === undefined],
    ['MONEY_HANGUL_DIFFERS', inside !== undefined && inside !== `금${hangulAmount(amount) ?? ''}원`],
    ['MONEY_SPACE', space !== '' || beforeWon !== '' || beforeBracket !== ''],
    ['MONEY_COMMA', !COMMAS.test(digits)],
  ];
  const [code, ...also] = faults.flatMap(([fault, wrong]) => (wrong ? [fault] : []));
  return code === undefined ? [] : [{ ...findingAt(code, match, fix), ...(also.length === 0 ? {} : { also }) }];
}

function checkShort(match: RegExpMatchArray): Finding[] {
  const [, digits = '', unit = ''] = match;
  const fix = officialAmount(Number(digits.replaceAll(',', '')) * (SHORT_UNITS[unit] ?? 1));
  return fix === null ? [] : [findingAt('MONEY_SHORT_UNIT', match, fix)];
}

/** Rules of amounts. */
export const MONEY: RuleFamily<MoneyCode> = {
  texts: {
    MONEY_SPACE: { id: 'AMT-5', title: '금액을 띄어 씀', article: ARTICLE, explanation: '고쳐 쓰지 못하도록 금, 숫자, 원, 괄호를 모두 붙여 씁니다.' },
    MONEY_COMMA: { id: 'AMT-5', title: '금액에 쉼표가 없거나 자리가 틀림', article: ARTICLE, explanation: '숫자는 세 자리마다 쉼표를 찍습니다.' },
    MONEY_HANGUL_MISSING: { id: 'AMT-5', title: '한글 금액이 없음', article: ARTICLE, explanation: '숫자 다음에 괄호를 하고 한글로 금액을 적습니다.' },
    MONEY_HANGUL_DIFFERS: {
      id: 'AMT-5',
      title: '한글 금액이 숫자와 다름',
      article: ARTICLE,
      explanation: '괄호 안의 한글 금액이 숫자와 맞지 않습니다. 어느 쪽이 맞는지 확인하십시오.',
    },
    MONEY_SHORT_UNIT: {
      id: 'AMT-5',
      title: '금액을 천원·백만원으로 줄여 씀',
      article: `${ARTICLE}, 편람`,
      explanation: '본문에서는 금액을 다 풀어 숫자와 한글로 적습니다. 표에서는 (단위: 천원)으로 밝혀 둡니다.',
    },
  },
  find: (text) => (text.includes('원') ? [...[...text.matchAll(WRITTEN)].flatMap(checkWritten), ...[...text.matchAll(SHORT)].flatMap(checkShort)] : []),
};
