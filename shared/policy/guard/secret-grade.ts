/** 비밀 grades I–III as marked on a paper (보안업무규정 §4): this program refuses them. A text that only speaks of one is no marking. */

/** The grade found, as a number. */
export type SecretGrade = 1 | 2 | 3;

/** A marking: the line it stands in (from 0) and its words. */
export interface SecretMark {
  readonly grade: SecretGrade;
  readonly line: number;
  readonly found: string;
}

const WORD = '(I{1,3}|l{1,3}|[123])\\s*급\\s*비\\s*밀';
/** Signs that fence a marking: brackets, quotation marks, rules. */
const FENCE = '[\\s"“”\'‘’()\\[\\]〔〕【】<>〈〉《》「」『』|*_#=~-]*';
const OPEN = '["“”\'‘’(\\[〔【<〈《「『]';
const CLOSED = '["“”\'‘’)\\]〕】>〉》」』]';
const NAMED = '(?:등급|비밀등급|보안등급)?[\\s:]*';
/** The number of the page, and the 예고문 or which copy it is, as they stand behind the marking (보안업무규정 시행규칙 §17–18). */
const PAGE = '(?:(?:-\\s*)?\\d{1,4}(?:\\s*(?:/|중)\\s*\\d{1,4})?(?:\\s*(?:-|쪽|면))?)?';
const NOTICE = '(?:\\(\\s*(?:예고문|보호기간|보존기간|파기|원본|사본)[^()]*\\))?';
/** The marking alone in its line, as it stands at head and foot of each page. */
const ALONE = new RegExp(`^${FENCE}${NAMED}${WORD}\\s*${NOTICE}${FENCE}${PAGE}${FENCE}$`, 'i');
/** Behind the title or behind 끝., in quotation marks or brackets (행정업무규정 시행규칙 §13④). */
const BEHIND = new RegExp(`(?:^\\s*제\\s*목.*\\S|끝\\.?)\\s*${OPEN}\\s*${WORD}\\s*${CLOSED}\\s*$`, 'i');
/** A title of its own that closes with the grade in quotation marks, in brackets or behind a rule. */
const TITLE = new RegExp(`\\S\\s*(?:${OPEN}\\s*${WORD}\\s*${CLOSED}|[_:–—-]\\s*${WORD})\\s*$`, 'i');
/** The grade at the head of a name: what is behind it says whether the name bears it or speaks of it. */
const HEAD = new RegExp(`^${FENCE}${NAMED}${WORD}(${FENCE})(\\S.*)$`, 'i');
/** The same in a line of text: in brackets, or behind 제목. */
const LINE_HEAD = new RegExp(`^\\s*(?:[([〔【<〈《]\\s*${WORD}\\s*[)\\]〕】>〉》]|제\\s*목\\s*:?\\s*${OPEN}?\\s*${WORD}\\s*${CLOSED}?)(\\s*)(\\S.*)$`, 'i');
/** Behind the grade word itself: particles and signs of a list, which make it a word of a sentence. */
const PARTICLE = /^(?:의|을|를|은|는|이|가|과|와|로|으로|에|에서|에게|도|만|이나|이라|이란|및|등|급|별|[,.·ㆍ;:?!/~∼])/;
/** What papers about secrets do with them (보안업무규정 §5–§32): a grade before such a word is its object, no marking of this paper. */
const SUBJECT =
  /^(?:취급|관리|분류|재분류|보호|보관|해제|인가|지정|등록|접수|발송|수발|파기|반출|열람|복제|복사|생산|보유|소유|소통|송달|현황|목록|대장|점검|교육|규정|업무|제도|기준|지침|누설|유출|분실|도난|보안|이관|인계|인수|예고문|표지|표시|전용|등급|문건|이상|이하|또는|이나|및|등[\s급])/;
const ANOTHER = new RegExp(`^${FENCE}${WORD}`, 'i');

/** A marking is looked for this near to either end of a line: no pattern meets a line that was made to be long. */
const NEAR = 300;

/** A line with the signs that look alike made one and those nobody sees taken out: `Ⅱ` and full-width figures, zero-width spaces, rules drawn long. */
const plain = (line: string): string =>
  line
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/([\s=_*#~-])\1{3,}/g, '$1')
    .trim();
const head = (line: string): string => line.slice(0, NEAR);
const ends = (line: string): string => (line.length <= 2 * NEAR ? line : `${head(line)} ${line.slice(-NEAR)}`);
/** Whether there is anything to look at; decomposed Hangul too, as names of files come from some systems. */
const mayMark = (line: string): boolean => line.includes('밀') || line.includes('\u1106\u1175\u11af');

function gradeIn(line: string, pattern: RegExp): SecretGrade | null {
  const [, ...found] = pattern.exec(line) ?? [];
  const word = found
    .find((one) => one !== undefined)
    ?.toLowerCase()
    .replaceAll('l', 'i');
  return word === undefined ? null : (({ i: 1, ii: 2, iii: 3, 1: 1, 2: 2, 3: 3 } as const)[word as 'i'] ?? null);
}

/** The grade a line or a name begins with, unless what follows makes it a word of a sentence. */
function gradeAhead(line: string, pattern: RegExp): SecretGrade | null {
  const found = pattern.exec(line);
  const [rest = '', gap = ''] = [found?.at(-1), found?.at(-2)];
  if (found === null || SUBJECT.test(rest) || ANOTHER.test(rest) || (!/\s/.test(gap) && PARTICLE.test(rest)) || /^(?:및|또는|등\s)/.test(rest)) return null;
  return gradeIn(line, pattern);
}

/** The first marking in the lines of a text, a page or a table; null where there is none. */
export function secretMarkIn(lines: readonly string[]): SecretMark | null {
  for (const [i, raw] of lines.entries()) {
    if (!mayMark(raw)) continue;
    const line = plain(raw);
    const grade = (line.length > NEAR ? null : gradeIn(line, ALONE)) ?? gradeIn(ends(line), BEHIND) ?? gradeAhead(head(line), LINE_HEAD);
    if (grade !== null) return { grade, line: i, found: raw.trim().slice(0, 60) };
  }
  return null;
}

/** The grade a title or the name of a file bears: alone, at its head or at its end; null where it names none or speaks of secrets. */
export function secretMarkInTitle(title: string): SecretGrade | null {
  if (!mayMark(title)) return null;
  const line = ends(plain(title));
  return gradeIn(line, ALONE) ?? gradeIn(line, TITLE) ?? gradeAhead(line, HEAD);
}
