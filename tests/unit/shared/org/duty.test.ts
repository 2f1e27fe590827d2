import { describe, expect, it } from 'vitest';
import { deputyGrant } from '../../../../shared/org/deputy.ts';
import { holds, peopleIn } from '../../../../shared/org/delegation.ts';
import type { AgencyRecord, Directory, Person } from '../../../../shared/org/directory.ts';
import { directoryRows } from '../../../../shared/org/import/export.ts';
import { recordChanges } from '../../../../shared/org/history.ts';
import { importFile } from '../../../../shared/org/import/file.ts';
import type { Imported } from '../../../../shared/org/import/apply.ts';

const person = (id: string, name: string, unit: string | null, position: string): Person => ({
  ...{ id, name, agency: '1741000', unit, position },
  duties: [],
  certificates: [],
});

const record: AgencyRecord = {
  ...{ code: '1741000', name: '행정안전부', head: '행정안전부장관', headGrade: '장관', order: null, address: { zip: '', road: '' }, home: '' },
  leadership: ['장관', '차관', '실장'],
  units: [
    { code: '101', name: '협업과', positions: ['주무관', '사무관', '협업과장'], duties: [], upper: '실장' },
    { code: '102', name: '조직과', positions: ['주무관', '조직과장'], duties: [], upper: '실장' },
  ],
  delegation: [{ work: '낡은 업무', approver: '실장', article: '제1조' }],
  ...{ recordFiles: [], seal: null },
  people: [
    ...[person('p-1', '김', '101', '주무관'), person('p-2', '이', '101', '사무관'), person('p-3', '최', '101', '협업과장')],
    ...[person('p-4', '박', '102', '조직과장'), person('p-5', '정', null, '실장'), person('p-6', '강', null, '차관'), person('p-7', '조', null, '장관')],
  ],
};

const world = (of: AgencyRecord): Directory => ({ rev: 1, agencies: new Map([[of.code, of]]) });
const taken = (text: string, of: AgencyRecord = record): Imported => importFile(world(of), of, text);
const faults = (text: string, of?: AgencyRecord): string[] => taken(text, of).faults.map(({ line, message }) => `${line} ${message}`);
const good = (text: string, of?: AgencyRecord): Imported => {
  const made = taken(text, of);
  expect(made.faults).toEqual([]);
  return made;
};

const DEPUTY = '구분,번호,부서,직위,부터,까지,사유,지정,명령서\n';

describe('delegations, absences and deputies from a file', () => {
  it('IM8 전결 rows are the whole table: work, condition, who decides, article; what goes and what comes is shown, a post nobody has is told', () => {
    const head = '구분,업무,조건,전결권자,조항\n';
    const { record: next, changes } = good(`${head}전결,예산 집행,"100,000,000원 이상",차관,규정 제7조\n전결,예산 집행,,협업과장,규정 제8조\n`);
    expect(next.delegation).toEqual([
      { work: '예산 집행', approver: '차관', article: '규정 제7조', condition: { amountAtLeast: 100_000_000 } },
      { work: '예산 집행', approver: '협업과장', article: '규정 제8조' },
    ]);
    expect(changes.map(({ line, what }) => `${line} ${what}`)).toEqual([
      '2 넣음: 예산 집행 (100,000,000원 이상) → 차관 (규정 제7조)',
      '2 뺌: 낡은 업무 → 실장 (제1조)',
      '3 넣음: 예산 집행 → 협업과장 (규정 제8조)',
    ]);
    expect(taken(`${head}전결,낡은 업무,,실장,제1조\n`).changes).toEqual([]);
    expect(faults(`${head}전결,x,많이,실장,제1조\n전결,y,,이사,제1조\n전결,z,,,\n`)).toEqual([
      '2 조건을 알 수 없습니다(많이). 100,000,000원 이상처럼 적습니다.',
      '3 전결권자가 조직도에 없는 직위입니다(이사). 직위 이름을 확인하십시오.',
      '4 빈 칸이 있습니다: 전결권자, 조항.',
    ]);
  });

  it('IM16 HD4 a day the agency is closed is added under a name and taken out again; what is a day off anyway, or never was added, is told', () => {
    const head = '구분,이름,부터\n';
    const closed = good(`${head}공휴일,임시공휴일,2031-07-08\n공휴일,개청 기념일,2031. 3. 5.\n`);
    expect(closed.record.holidays).toEqual([
      { day: '2031-03-05', name: '개청 기념일' },
      { day: '2031-07-08', name: '임시공휴일' },
    ]);
    expect(recordChanges(record, closed.record).map(({ kind, what }) => [kind, what])).toEqual([
      ['공휴일', '넣음: 2031-03-05 개청 기념일'],
      ['공휴일', '넣음: 2031-07-08 임시공휴일'],
    ]);
    expect(good(`${head}공휴일,임시공휴일,2031-07-08\n`, closed.record).changes).toEqual([]);
    const opened = good(`${head}공휴일해제,,2031-07-08\n`, closed.record);
    expect(opened.record.holidays).toEqual([{ day: '2031-03-05', name: '개청 기념일' }]);
    expect(directoryRows(closed.record, '2031-03-06').filter(({ 구분: kind }) => kind === '공휴일')).toEqual([
      { 구분: '공휴일', 이름: '임시공휴일', 부터: '2031-07-08' },
    ]);
    expect(
      faults(`${head}공휴일,임시공휴일,2026-12-25\n공휴일,임시공휴일,2026-12-26\n공휴일해제,,2031-07-08\n공휴일,,2031-07-08\n공휴일,임시공휴일,내일\n`),
    ).toEqual([
      '2 2026-12-25은(는) 이미 쉬는 날입니다(기독탄신일). 더하지 않아도 됩니다.',
      '3 2026-12-26은(는) 이미 쉬는 날입니다(토요일). 더하지 않아도 됩니다.',
      '4 2031-07-08은(는) 이 기관이 더한 쉬는 날이 아닙니다.',
      '5 쉬는 날의 이름을 이름 칸에 60자까지로 적습니다(예: 임시공휴일).',
      '6 부터는 쉬는 날이며 2026-12-01이나 2026. 12. 1.처럼 적습니다.',
    ]);
  });

  it('IM9 absences keep their days, do not overlap, and 복귀 ends them and who acted', () => {
    const head = '구분,번호,부서,직위,부터,까지,사유,지정\n';
    const away = good(`${head}부재,p-3,,,2026-12-01,2026. 12. 5.,출장,\n직무대리,p-2,101,협업과장,2026-12-01,2026-12-05,출장,실장\n`);
    expect(away.record.absences).toEqual([{ person: 'p-3', from: '2026-12-01', until: '2026-12-05', ground: '출장' }]);
    expect(deputyGrant(world(away.record), '1741000', { unit: '101', position: '협업과장' }, 'p-2', '2026-12-03')).toMatchObject({
      deputy: 'p-2',
      order: null,
    });
    expect(recordChanges(record, away.record).map(({ kind }) => kind)).toEqual(['부재', '직무대리']);
    const back = good('구분,번호,부터\n복귀,p-3,2026-12-04\n', away.record).record;
    expect([back.absences?.[0]?.until, back.deputies?.[0]?.until]).toEqual(['2026-12-03', '2026-12-03']);
    expect(good('구분,번호,부터\n복귀,p-3,2026-12-01\n', away.record).record).toMatchObject({ absences: [], deputies: [] });
    expect(faults('구분,번호,부터\n복귀,p-3,2026-12-01\n')).toEqual(['2 최(p-3)에게는 2026-12-01에 끝낼 부재나 직무대리가 없습니다.']);
    const absence = '구분,번호,부터,까지,사유\n';
    expect(faults(`${absence}부재,p-3,2026-12-05,2026-12-09,휴가\n`, away.record)).toHaveLength(1);
    expect(faults(`${absence}부재,p-3,2026-02-30,2026-12-09,휴가\n부재,p-9,2026-12-05,2026-12-09,휴가\n부재,p-1,2026-12-09,2026-12-05,휴가\n`)).toHaveLength(3);
  });

  it('IM10 직무대리규정 is held before anything is signed: by rank or order, 15 days, one post a person, no sub-deputy, nobody who is away', () => {
    const fault = (rows: string): string[] => faults(`${DEPUTY}${rows}`);
    const row = (id: string, unit: string, post: string, by: string, order = '', until = '2026-12-05'): string =>
      `직무대리,${id},${unit},${post},2026-12-01,${until},출장,${by},${order}\n`;
    expect(fault(row('p-2', '101', '협업과장', '실장'))).toEqual([]);
    expect(fault(row('p-6', '', '장관', ''))).toEqual([]);
    const notLawful = '2 2026-12-01: 직무대리할 수 있는 사람이 아닙니다(직무대리규정 §4·§5).';
    expect(fault(row('p-2', '101', '협업과장', ''))).toEqual([`${notLawful} 지정한 자리가 적혀 있지 않습니다. 이 자리의 직무대리는 실장이 지정합니다(§5①).`]);
    expect(fault(row('p-2', '101', '협업과장', '협업과장'))).toEqual([
      `${notLawful} 협업과장은 이 자리의 직무대리를 지정할 수 없습니다. 실장이 지정합니다(§5①).`,
    ]);
    // While the post above is away the next one up may designate too.
    expect(fault(`부재,p-5,,,2026-12-01,2026-12-02,휴가,,\n${row('p-2', '101', '협업과장', '')}`)[0]).toContain('실장, 차관이 지정합니다');
    expect(fault(row('p-2', '', '장관', '차관'))).toEqual([`${notLawful} 이 자리는 직제 순위에 따라 차관(강)이 직무대리합니다(§4).`]);
    expect(fault(row('p-3', '101', '협업과장', '실장'))).toEqual([`${notLawful} 그 자리에 있는 사람입니다. 다른 사람을 적으십시오.`]);
    expect(fault(row('p-2', '101', '협업과장', '이사'))).toEqual(['2 지정한 자리가 기관장단에도 그 부서에도 없습니다(이사).']);
    expect(fault(row('p-2', '101', '협업과장', '실장', '', '2026-12-16'))[0]).toContain('명령서');
    expect(fault(row('p-2', '101', '협업과장', '실장', '명령 제3호', '2026-12-16'))).toEqual([]);
    expect(fault(`${row('p-2', '101', '협업과장', '실장')}${row('p-2', '102', '조직과장', '실장')}`)).toEqual([
      '2 2026-12-01: 한 사람이 두 자리를 직무대리할 수 없습니다(직무대리규정 §6①). 그 날에 조직과장도 대리합니다(2026-12-01∼2026-12-05).',
      '3 2026-12-01: 한 사람이 두 자리를 직무대리할 수 없습니다(직무대리규정 §6①). 그 날에 협업과장도 대리합니다(2026-12-01∼2026-12-05).',
    ]);
    // 협업과장 acts for 조직과장 and is acted for himself from the third day on.
    const chain = `${row('p-3', '102', '조직과장', '실장')}직무대리,p-2,101,협업과장,2026-12-03,2026-12-04,출장,실장,\n`;
    expect(fault(chain)).toEqual([
      '2 2026-12-03: 직무대리도 자리를 비웠습니다. 다시 대리하게 할 수 없습니다(직무대리규정 §6⑧). 자리를 비운 날: 2026-12-03∼2026-12-04.',
    ]);
    expect(fault(`부재,p-2,,,2026-12-04,2026-12-04,휴가,,\n${row('p-2', '101', '협업과장', '실장')}`)[0]).toContain('3 2026-12-04');
    expect(fault(`${row('p-2', '101', '협업과장', '실장')}직무대리,p-1,101,협업과장,2026-12-03,2026-12-04,출장,실장,\n`)[0]).toContain(
      '다른 직무대리가 있습니다',
    );
    const past = importFile(world(record), record, `${DEPUTY}${row('p-2', '101', '협업과장', '실장')}`, new Map(), '2026-12-06');
    expect(past.changes.map(({ what }) => what)).toEqual([expect.stringMatching(/출장\. 이미 지난 날입니다\. 날짜를 확인하십시오\.$/)]);
    expect(fault(row('p-2', '109', '협업과장', '실장'))[0]).toContain('조직도에 없는 자리');
  });

  it('IM11 겸임 gives a person a further post, which counts as held, ends by 겸임해제, by leaving, or with the post', () => {
    const head = '구분,번호,부서,직위\n';
    const both = good(`${head}겸임,p-3,102,조직과장\n`).record;
    const chief = both.people.find(({ id }) => id === 'p-3');
    expect(chief !== undefined && holds(chief, { unit: '102', position: '조직과장' })).toBe(true);
    expect(peopleIn(world(both), '1741000', { unit: '102', position: '조직과장' }).map(({ id }) => id)).toEqual(['p-3', 'p-4']);
    expect(good(`${head}겸임,p-3,102,조직과장\n`, both).changes).toEqual([]);
    expect(recordChanges(both, good(`${head}겸임해제,p-3,102,조직과장\n`, both).record)).toMatchObject([{ kind: '겸임', what: '최 (p-3): 없음' }]);
    expect(good(`${head}떠남,p-3,,\n`, both).record.people.find(({ id }) => id === 'p-3')?.concurrent).toBeUndefined();
    const closed = good(`${head}폐지,102,,\n떠남,p-4,,\n`, both);
    expect(closed.record.people.find(({ id }) => id === 'p-3')?.concurrent).toBeUndefined();
    expect(closed.changes.map(({ kind }) => kind)).toContain('겸임 해제');
    expect(faults(`${head}겸임,p-3,101,협업과장\n겸임,p-1,102,국장\n겸임해제,p-1,102,조직과장\n`)).toHaveLength(3);
  });

  it('IM12 the same rows as JSON, each fault with the line its object begins on', () => {
    const rows = [
      { 구분: '사람', 번호: 'p-8', 이름: '윤', 부서: '102', 직위: '주무관', 업무: ['서무', '회계'] },
      { 구분: '전결', 업무: '자료 제출', 전결권자: '협업과장', 조항: '제9조' },
    ];
    const { record: next, changes } = good(JSON.stringify(rows, null, 2));
    expect(changes.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['2 들어옴', '13 위임전결', '13 위임전결']);
    expect(next.people.at(-1)).toMatchObject({ id: 'p-8', duties: ['서무', '회계'] });
    expect(faults('[\n {"구분": "회의"},\n {"구분": "떠남", "번호": "p-1", "모름": 1}\n]').map((one) => one.slice(0, 5))).toEqual(['2 모르는', '3 모르는']);
    expect(faults('[\n {"구분": "떠남"\n  "번호": "p-1"}\n]')[0]).toMatch(/^[23] JSON으로 읽을 수 없습니다/);
    expect([faults('[1]'), faults('[\n{"번호": {}}]')].map(([one]) => one?.slice(0, 1))).toEqual(['1', '2']);
  });
});
