/** Demo people for an organisation file: one person in every post, names made from syllables, duties as the rules want them. */

import type { Agency, Person, RecordFile } from '../../../shared/org/directory.ts';

const FAMILY = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임', '한', '오'] as const;
const FIRST = ['가', '나', '다', '도', '라', '서', '소', '시', '아', '예', '온', '하'] as const;
const SECOND = ['람', '온', '율', '린', '솔', '빛', '결', '별', '봄', '샘'] as const;

/** A name for the n-th person, the same on every machine. */
export function demoName(n: number): string {
  return `${FAMILY[n % FAMILY.length]}${FIRST[Math.floor(n / 3) % FIRST.length]}${SECOND[(n * 7) % SECOND.length]}`;
}

/** Every post of an agency filled. The lowest post of each 처리과 is its document clerk (규칙 §12①, 기록물법 규칙 §15①). */
export function demoPeople(agency: Agency, firstNumber: number): Omit<Person, 'certificates'>[] {
  let n = firstNumber;
  const leaders = agency.leadership.map((position, i) => ({
    id: `${agency.code}-${String(i + 1).padStart(2, '0')}`,
    name: demoName(n++),
    agency: agency.code,
    unit: null,
    position,
    duties: [] as string[],
  }));
  const staff = agency.units.flatMap((unit) =>
    unit.positions.map((position, i) => ({
      id: `${unit.code}-${String(i + 1).padStart(2, '0')}`,
      name: demoName(n++),
      agency: agency.code,
      unit: unit.code,
      position,
      duties: i === 0 ? ['문서 수신·발신 담당자', ...unit.duties.filter((duty) => duty !== '문서 수신·발신 담당자')] : [],
    })),
  );
  return [...leaders, ...staff];
}

/** 기록물철 of the units that handle papers; 단위과제 and 보존기간 follow from them. */
export function demoRecordFiles(agency: Agency): RecordFile[] {
  const unit = agency.units.find((candidate) => candidate.role === undefined);
  if (unit === undefined) return [];
  const own: readonly (readonly [string, string])[] =
    agency.code === '1492000'
      ? [['2027년 청년일자리 협업정원', '청년 고용정책 협업']]
      : agency.code === '1741000'
        ? [['2026년 협업 수준 진단', '범정부 협업 진단']]
        : [];
  const files = [...own, [`2027년 ${agency.name} 공동문서`, '부처 간 공동 업무'] as const, [`2026년 ${unit.name} 일반`, '부서 일반 업무'] as const];
  return files.map(([name, work], i) => ({ name, unit: unit.code, work, retention: i === files.length - 1 ? '3년' : '10년' }));
}

/** Post in charge of drafting in a 처리과: the one below its head. */
export function draftingPost(agency: Agency): string {
  const unit = agency.units.find((candidate) => candidate.role === undefined);
  return unit?.positions.at(-2) ?? unit?.positions[0] ?? '';
}
