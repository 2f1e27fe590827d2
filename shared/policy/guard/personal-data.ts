/**
 * 개인정보 in a text, found before 결재 올림: a warning with its place and reason, never a refusal. An official's name and post and the
 * form's own contact lines are no finding (정보공개법 §9①6 라).
 */

/** What kind of 개인정보 was found. */
export type PersonalKind =
  | 'RESIDENT_NUMBER'
  | 'FOREIGNER_NUMBER'
  | 'PASSPORT'
  | 'DRIVER_LICENCE'
  | 'MOBILE'
  | 'PHONE'
  | 'EMAIL'
  | 'ACCOUNT'
  | 'CARD'
  | 'HEALTH_INSURANCE'
  | 'BIRTH_DATE'
  | 'HOME_ADDRESS';

/** A finding: UTF-16 places, why it is one, and the words with their telling part covered. */
export interface PersonalFinding {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  readonly masked: string;
}

/** Contacts the form prints itself: telephone, fax and mail addresses of agencies and units, as written. */
export type OfficialContacts = readonly string[];

/** Names of the kinds as the screen shows them. */
export const PERSONAL_NAMES: Readonly<Record<PersonalKind, string>> = {
  RESIDENT_NUMBER: '주민등록번호',
  FOREIGNER_NUMBER: '외국인등록번호',
  PASSPORT: '여권번호',
  DRIVER_LICENCE: '운전면허번호',
  MOBILE: '휴대전화번호',
  PHONE: '전화번호',
  EMAIL: '전자우편 주소',
  ACCOUNT: '계좌번호',
  CARD: '카드번호',
  HEALTH_INSURANCE: '건강보험증 번호',
  BIRTH_DATE: '생년월일',
  HOME_ADDRESS: '집 주소',
};

const REASONS: Readonly<Record<PersonalKind, string>> = {
  RESIDENT_NUMBER: '고유식별정보입니다. 법령에 근거가 없으면 적을 수 없습니다(개인정보 보호법 제24조의2).',
  FOREIGNER_NUMBER: '고유식별정보입니다(개인정보 보호법 제24조).',
  PASSPORT: '고유식별정보입니다(개인정보 보호법 제24조).',
  DRIVER_LICENCE: '고유식별정보입니다(개인정보 보호법 제24조).',
  MOBILE: '개인의 연락처로 보입니다.',
  PHONE: '개인의 연락처로 보입니다. 기관의 대표전화이면 그대로 두어도 됩니다.',
  EMAIL: '개인의 연락처로 보입니다.',
  ACCOUNT: '개인의 금융정보로 보입니다.',
  CARD: '개인의 금융정보로 보입니다.',
  HEALTH_INSURANCE: '개인을 알아볼 수 있는 번호로 보입니다.',
  BIRTH_DATE: '개인을 알아볼 수 있는 정보로 보입니다.',
  HOME_ADDRESS: '개인의 집 주소로 보입니다.',
};

const BANKS =
  '계좌|예금주|국민|신한|우리|하나|농협|기업|수협|산업|우체국|새마을|신협|카카오뱅크|토스뱅크|케이뱅크|부산은행|대구은행|광주은행|전북은행|경남은행|제주은행|씨티|SC제일';
/** What stands in front of an office's landline: a unit, a post with a name, a word of the contact line. */
const OFFICE =
  /(?:[가-힣]{1,12}(?:과|팀|실|국|센터|위원회|본부|사무소|주민센터)|(?:주사|사무관|주무관|서기관|이사관|과장|국장|팀장|담당자?)[ ]?[가-힣]{0,5}|문의처?|대표|상담|접수처|콜센터|팩스)[ ,(:]*(?:대표전화|상담전화|전화|☎|연락처|팩스)?[ :]*$|(?:전화번호|팩스번호)\(?$/;

function isDay(yymmdd: string, century: number): boolean {
  const [year, month, day] = [century + Number(yymmdd.slice(0, 2)), Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4, 6))];
  const of = new Date(Date.UTC(year, month - 1, day));
  return of.getUTCMonth() === month - 1 && of.getUTCDate() === day;
}

/** Check digit of numbers given before October 2020. */
function hasCheckDigit(digits: string): boolean {
  const sum = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5].reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return (11 - (sum % 11)) % 10 === Number(digits[12]) || (13 - (sum % 11)) % 10 === Number(digits[12]);
}

function hasLuhn(digits: string): boolean {
  const sum = Array.from(digits).reduceRight((total, digit, i, all) => {
    const doubled = (all.length - i) % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

interface Pattern {
  readonly kind: PersonalKind;
  readonly regex: RegExp;
  /** Whether a match is one; `before` is the text in front of it. */
  readonly holds?: (match: RegExpMatchArray, before: string) => boolean;
}

/** A number written with its hyphen is taken at its shape; thirteen figures in a row only with a right check digit. */
function isResident(match: RegExpMatchArray): boolean {
  const [, birth = '', hyphen = '', rest = ''] = match;
  const century = '1256'.includes(rest[0] ?? '') ? 1900 : 2000;
  return isDay(birth, century) && (hyphen !== '' || hasCheckDigit(birth + rest));
}

const PATTERNS: readonly Pattern[] = [
  { kind: 'RESIDENT_NUMBER', regex: /(?<![\d-])(\d{6})( ?[-–] ?|)([1-4]\d{6})(?![\d-])/g, holds: isResident },
  { kind: 'FOREIGNER_NUMBER', regex: /(?<![\d-])(\d{6})( ?[-–] ?|)([5-8]\d{6})(?![\d-])/g, holds: isResident },
  { kind: 'DRIVER_LICENCE', regex: /(?<![\d-])(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}(?![\d-])/g },
  { kind: 'PASSPORT', regex: /(?<![A-Za-z0-9])[MSROD]\d{3}[A-Z]\d{4}(?![A-Za-z0-9])/g },
  { kind: 'PASSPORT', regex: /(?<![A-Za-z0-9])[A-Z]{1,2}\d{7,8}(?![A-Za-z0-9])/g, holds: (_, before) => /여권|passport/i.test(before.slice(-24)) },
  { kind: 'CARD', regex: /(?<![\d-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d-])/g, holds: (match) => hasLuhn(match[0].replace(/\D/g, '')) },
  { kind: 'MOBILE', regex: /(?<![\d-])(?:\+82[ -]?1|01)[016789][ .-]?\d{3,4}[ .-]?\d{4}(?![\d-])/g },
  {
    kind: 'ACCOUNT',
    regex: /(?<![\d-])(?:\d{2,6}-){2,3}\d{2,8}(?![\d-])|(?<!\d)\d{10,14}(?!\d)/g,
    holds: (match, before) => match[0].replace(/\D/g, '').length >= 10 && new RegExp(`(?:${BANKS})[^\\d\\n]{0,16}$`).test(before),
  },
  { kind: 'PHONE', regex: /(?<![\d-])\(?0(?:2|[3-6]\d|70|50\d)\)?[ .-]?\d{3,4}[ .-]\d{4}(?![\d-])/g, holds: (_, before) => !OFFICE.test(before) },
  {
    kind: 'EMAIL',
    regex: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}/g,
    holds: (match) => !/@(?:[\w-]+\.)*(?:go\.kr|korea\.kr|mil\.kr|assembly\.go\.kr)$/i.test(match[0]),
  },
  { kind: 'HEALTH_INSURANCE', regex: /(?<![\d-])\d-?\d{10}(?![\d-])/g, holds: (_, before) => /건강보험증[^\d\n]{0,10}$/.test(before) },
  {
    kind: 'BIRTH_DATE',
    regex: /(?<!\d)(?:19|20)\d{2}(?:[ ]?[.년/-][ ]?\d{1,2}[ ]?[.월/-][ ]?\d{1,2}[일.]?|\d{4})/g,
    holds: (_, before) => /(?:생년월일|출생일|생일)[^\d\n]{0,6}$/.test(before),
  },
  { kind: 'BIRTH_DATE', regex: /(?<!\d)(?:19|20)\d{2}[ ]?[.년][ ]?\d{1,2}[ ]?[.월][ ]?\d{1,2}[ ]?[.일]?(?=[ ]?(?:생|출생)(?![가-힣]))/g },
  { kind: 'HOME_ADDRESS', regex: /[가-힣\d]{1,12}(?:로|길)[ ]?\d{1,4}(?:-\d{1,4})?,?[^\n]{0,24}?\d{1,4}동[ ]?\d{1,4}호/g },
  { kind: 'HOME_ADDRESS', regex: /[가-힣]{1,12}(?:읍|면|동|리)[ ]\d{1,4}(?:-\d{1,4})?번지[^\n]{0,16}?\d{1,4}호/g },
];

/** Half of what tells is covered: `900101-1******`. */
function mask(found: string): string {
  const keep = Math.ceil(Array.from(found).filter((sign) => /[\p{L}\d]/u.test(sign)).length / 2);
  let seen = 0;
  return Array.from(found)
    .map((sign) => (/[\p{L}\d]/u.test(sign) && ++seen > keep ? '*' : sign))
    .join('');
}

const bare = (contact: string): string => contact.replace(/[\s().-]/g, '').toLowerCase();

/** Everything in a text that looks like 개인정보 of somebody, in its order; findings never overlap. */
export function findPersonalData(text: string, contacts: OfficialContacts): PersonalFinding[] {
  if (!/\d{3}|@/.test(text)) return [];
  const official = new Set(contacts.map(bare));
  const found: PersonalFinding[] = [];
  for (const { kind, regex, holds } of PATTERNS) {
    for (const match of text.matchAll(regex)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end) || official.has(bare(match[0]))) continue;
      if (holds?.(match, text.slice(Math.max(0, start - 60), start)) === false) continue;
      found.push({ kind, start, end, reason: REASONS[kind], masked: mask(match[0]) });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}
