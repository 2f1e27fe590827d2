/** 비밀 grades I–III as marked on a paper (보안업무규정 §4): this program refuses them. A text that only speaks of one is no marking. */

/** The grade found, as a number. */
export type SecretGrade = 1 | 2 | 3;

/** A marking: the line it stands in (from 0) and its words. */
export interface SecretMark {
  readonly grade: SecretGrade;
  readonly line: number;
  readonly found: string;
}

const GRADES: Readonly<Record<string, SecretGrade>> = { Ⅰ: 1, Ⅱ: 2, Ⅲ: 3, I: 1, II: 2, III: 3, ⅰ: 1, ⅱ: 2, ⅲ: 3, l: 1, ll: 2, lll: 3, '1': 1, '2': 2, '3': 3 };
const WORD = '([ⅠⅡⅢⅰⅱⅲ123]|I{1,3}|l{1,3})\\s*급\\s*비\\s*밀';
/** Signs that fence a marking: brackets, quotation marks, rules. */
const FENCE = '[\\s"“”\'‘’()\\[\\]〔〕【】<>〈〉《》「」『』|*_#=~-]*';
/** The marking alone in its line, as it stands at head and foot of each page. */
const ALONE = new RegExp(`^${FENCE}(?:등급|비밀등급|보안등급)?[\\s:]*${WORD}${FENCE}$`);
/** Behind the title or behind 끝., in quotation marks or brackets (행정업무규정 시행규칙 §13④). */
const BEHIND = new RegExp(`(?:^\\s*제\\s*목.*\\S|끝\\.?)\\s*["“”'‘’(\\[〔【<〈]\\s*${WORD}\\s*["“”'‘’)\\]〕】>〉]\\s*$`);
/** A title of its own that closes with the grade in quotation marks or brackets. */
const TITLE = new RegExp(`\\S\\s*["“”'‘’(\\[〔【<〈]\\s*${WORD}\\s*["“”'‘’)\\]〕】>〉]\\s*$`);

function gradeIn(line: string, pattern: RegExp): SecretGrade | null {
  const match = pattern.exec(line);
  return match === null ? null : (GRADES[match[1] ?? ''] ?? null);
}

/** The first marking in the lines of a text, a page or a table; null where there is none. */
export function secretMarkIn(lines: readonly string[]): SecretMark | null {
  for (const [i, line] of lines.entries()) {
    if (!line.includes('밀')) continue;
    const grade = gradeIn(line, ALONE) ?? gradeIn(line, BEHIND);
    if (grade !== null) return { grade, line: i, found: line.trim().slice(0, 60) };
  }
  return null;
}

/** The grade a title closes with; null where it names none. */
export function secretMarkInTitle(title: string): SecretGrade | null {
  return title.includes('밀') ? (gradeIn(title, ALONE) ?? gradeIn(title, TITLE)) : null;
}
