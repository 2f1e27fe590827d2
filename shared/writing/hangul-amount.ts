/** Amounts in Hangul (규칙 §2②): `금113,560원(금일십일만삼천오백육십원)`. */

const DIGITS = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const PLACES = ['', '십', '백', '천'] as const;
const GROUPS = ['', '만', '억', '조', '경'] as const;

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
