/** Amounts in Hangul (규칙 §2②): `금113,560원(금일십일만삼천오백육십원)`, and what is wrong with one as written. */

const DIGITS = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const PLACES = ['', '십', '백', '천'] as const;
const GROUPS = ['', '만', '억', '조', '경'] as const;
/** Factors of shortened units such as `113천원`. */
const SHORT_UNITS: Readonly<Record<string, number>> = { 천: 1000, 백만: 1_000_000, 십억: 1_000_000_000 };

/** What is wrong with an amount, as a closed list. */
export type AmountFault = 'MONEY_SPACE' | 'MONEY_HANGUL_MISSING' | 'MONEY_HANGUL_DIFFERS' | 'MONEY_SHORT_UNIT';

/** One finding: where it begins in the text, what stands there and what should. */
export interface AmountFinding {
  readonly code: AmountFault;
  readonly index: number;
  readonly found: string;
  readonly fix: string;
}

function groupText(group: number): string {
  return [3, 2, 1, 0]
    .map((place) => {
      const digit = Math.floor(group / 10 ** place) % 10;
      return digit === 0 ? '' : `${DIGITS[digit] ?? ''}${PLACES[place] ?? ''}`;
    })
    .join('');
}

/** The number in Hangul with every digit named, `일십일만삼천오백육십`; null for what is no whole number of won. */
export function hangulAmount(amount: number): string | null {
  if (!Number.isSafeInteger(amount) || amount < 0) return null;
  if (amount === 0) return '영';
  const parts = GROUPS.map((name, i) => {
    const group = Math.floor(amount / 10_000 ** i) % 10_000;
    return group === 0 ? '' : `${groupText(group)}${name}`;
  });
  return parts.toReversed().join('');
}

/** The amount as 규칙 §2② wants it; null for what is no whole number of won. */
export function officialAmount(amount: number): string | null {
  const hangul = hangulAmount(amount);
  return hangul === null ? null : `금${groupDigits(amount)}원(금${hangul}원)`;
}

function groupDigits(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function checkWritten(match: RegExpMatchArray): AmountFinding[] {
  const [found, space = '', digits = '', inside] = match;
  const fix = officialAmount(Number(digits.replaceAll(',', '')));
  if (fix === null) return [];
  const finding = (code: AmountFault): AmountFinding[] => [{ code, index: match.index ?? 0, found, fix }];
  if (inside === undefined) return finding('MONEY_HANGUL_MISSING');
  if (inside !== fix.slice(fix.indexOf('(') + 1, -1)) return finding('MONEY_HANGUL_DIFFERS');
  return space === '' ? [] : finding('MONEY_SPACE');
}

function checkShort(match: RegExpMatchArray): AmountFinding[] {
  const [found, digits = '', unit = ''] = match;
  const fix = officialAmount(Number(digits.replaceAll(',', '')) * (SHORT_UNITS[unit] ?? 1));
  return fix === null ? [] : [{ code: 'MONEY_SHORT_UNIT', index: match.index ?? 0, found, fix }];
}

/** Findings of 규칙 §2② in a text, in order. Amounts without 금 in front are none of this rule's business. */
export function amountFindings(text: string): AmountFinding[] {
  const written = [...text.matchAll(/금(\s*)(\d[\d,]{0,19})원(?:\((금[가-힣]+원)\))?/g)].flatMap(checkWritten);
  const short = [...text.matchAll(/(?<![\d,.])(\d[\d,]{0,14})\s?(천|백만|십억)원/g)].flatMap(checkShort);
  return [...written, ...short].toSorted((a, b) => a.index - b.index);
}
