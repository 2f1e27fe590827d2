/** Cells of a file that are filled where they mean nothing: told, because whoever wrote them meant something by them (IM19). */

/** Cells that may stand in a row to help its reader: a 떠남 that was a 사람 row, a 폐지 that was a 부서 row, a name beside a number. */
const NOTES: Readonly<Record<string, readonly string[]>> = {
  떠남: ['이름', '부서', '직위', '업무'],
  폐지: ['이름', '직위', '업무', '윗자리', '역할', '전화', '팩스', '전자우편'],
  직무대리: ['이름'],
  부재: ['이름', '부서', '직위'],
  복귀: ['이름', '부서', '직위', '까지', '사유'],
  겸임: ['이름'],
  겸임해제: ['이름'],
  철종결: ['업무', '보존기간'],
  공휴일해제: ['이름'],
};

const ROLE_OF_A_PERSON = ' 사람의 역할은 업무 칸에 적습니다(예: 감사담당자).';

/** What is wrong, in a sentence, or null. `asked` are the headings the reader of this kind of row looked at. */
export function idleCells(kind: string, filled: readonly string[], asked: ReadonlySet<string>): string | null {
  const idle = filled.filter((heading) => !asked.has(heading) && NOTES[kind]?.includes(heading) !== true);
  if (idle.length === 0) return null;
  const hint = kind === '사람' && idle.includes('역할') ? ROLE_OF_A_PERSON : '';
  return `${kind} 줄에서는 쓰지 않는 칸입니다: ${idle.join(', ')}. 비우거나 알맞은 구분의 줄에 적으십시오.${hint}`;
}
