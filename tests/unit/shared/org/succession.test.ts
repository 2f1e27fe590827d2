import { describe, expect, it } from 'vitest';
import type { AgencyRecord, Deputy, Directory, Person, Unit } from '../../../../shared/org/directory.ts';
import { importFile } from '../../../../shared/org/import/file.ts';
import { reorganisationRows, type Reorganisation, type UnitChoice } from '../../../../shared/org/import/reorganisation.ts';
import { toCsv, toJson } from '../../../../shared/org/import/table.ts';
import { postNow, unitNow } from '../../../../shared/org/succession.ts';

const unit = (code: string, name: string, positions: string[]): Unit => ({ code, name, positions, duties: [] });
const person = (id: string, of: string | null, position: string, more: Partial<Person> = {}): Person => ({
  ...{ id, name: id, agency: '1', unit: of, position, duties: [], certificates: [] },
  ...more,
});

const record: AgencyRecord = {
  ...{ code: '1', name: '가부', head: '가부장관', headGrade: '장관', order: 1, address: { zip: '', road: '' }, home: '' },
  leadership: ['장관', '실장'],
  units: [unit('A', '협업과', ['주무관', '협업과장']), unit('B', '행정과', ['주무관', '행정과장'])],
  delegation: [{ work: '협업', approver: '협업과장', article: '제1조' }],
  people: [person('kim', 'A', '주무관'), person('lee', 'A', '협업과장'), person('choi', 'B', '주무관', { concurrent: [{ unit: 'A', position: '주무관' }] })],
  recordFiles: [{ name: '협업철', unit: 'A', work: '협업', retention: '5년' }],
  seal: null,
  deputies: [
    {
      ...{ unit: 'A', position: '협업과장', deputy: 'kim', from: '2026-12-01', until: '2026-12-02', ground: '출장', order: null },
      designatedBy: { unit: null, position: '실장' },
    },
  ],
};

const deputyOf = ({ deputies = [] }: AgencyRecord): Deputy => {
  const [first] = deputies;
  if (first === undefined) throw new Error('no deputy');
  return first;
};

const directoryOf = (one: AgencyRecord): Directory => ({ rev: 1, agencies: new Map([[one.code, one]]) });
const HEAD = '구분,번호,이름,부서,직위,새부서,새직위\n';
const take = (rows: string, from = record, past = new Map<string, Unit>()) => importFile(directoryOf(from), from, `${HEAD}${rows}`, past);
const faults = (rows: string, from = record): string[] => take(rows, from).faults.map(({ line, message }) => `${line} ${message}`);

const RENAMED = '부서,N,디지털과,,주무관/디지털과장\n승계,,,A,,N\n승계,,,A,협업과장,N,디지털과장\n';

describe('승계 rows', () => {
  it('IM13 a unit under a new number goes with its people, further posts, deputies, record files and delegation rows, and old routes resolve', () => {
    const { record: next, changes, faults: wrong } = take(RENAMED);
    expect(wrong).toEqual([]);
    expect(changes.map(({ line, kind, what }) => `${line} ${kind} ${what}`)).toEqual([
      '2 부서 신설 디지털과 (N): 주무관 / 디지털과장',
      '3 개편 협업과 (A) → 디지털과 (N)',
      '3 옮김 kim (kim): 협업과 주무관 → 디지털과 주무관',
      '4 개편 협업과장 → 디지털과장',
      '4 옮김 lee (lee): 협업과장 → 디지털과장',
      '4 직무대리 협업과장 ⇒ 디지털과장. 직무대리 kim (kim): 2026-12-01∼2026-12-02',
      '4 위임전결 협업 → 협업과장 (제1조) ⇒ 디지털과장',
    ]);
    expect([unitNow(next, 'A'), postNow(next, { unit: 'A', position: '협업과장' }), postNow(next, { unit: 'A', position: '주무관' })]).toEqual([
      'N',
      { unit: 'N', position: '디지털과장' },
      { unit: 'N', position: '주무관' },
    ]);
    expect(next.people.map(({ unit: of, position, concurrent = [] }) => [of, position, concurrent[0]?.unit])).toEqual([
      ['N', '주무관', undefined],
      ['N', '디지털과장', undefined],
      ['B', '주무관', 'N'],
    ]);
    expect([next.deputies?.[0]?.position, next.recordFiles[0]?.unit, next.delegation[0]?.approver]).toEqual(['디지털과장', 'N', '디지털과장']);
    expect(take(RENAMED, next).changes).toEqual([]);
  });

  it('IM13 units merge; a post without one to follow is told, a person in it is a wrong line until placed', () => {
    expect(faults('승계,,,A,,B\n')).toEqual(['2 lee(lee)이(가) 있던 자리(협업과장)를 이을 자리가 없습니다. 그 자리의 승계나 그 사람의 줄을 더하십시오.']);
    const merged = take('승계,,,A,,B\n사람,lee,,B,주무관\n');
    expect(merged.faults).toEqual([]);
    expect(merged.changes.map(({ kind }) => kind)).toEqual(['개편', '옮김', '직무대리', '이을 자리 없음', '옮김']);
    expect([merged.record.deputies, merged.changes[2]?.what]).toEqual([
      [],
      '끝남: 협업과장 → kim (kim): 2026-12-01∼2026-12-02. 자리가 없어져 이어지지 않습니다. 대리할 사람이 있으면 새로 적으십시오.',
    ]);
    expect(merged.record.units.map(({ code }) => code)).toEqual(['B']);
    expect(take('승계,,,A,,B\n승계,,,A,협업과장,B,행정과장\n').record.people.map(({ position }) => position)).toEqual(['주무관', '행정과장', '주무관']);
  });

  it('IM10 a 직무대리 never falls on another holder of a merged post: it ends there, follows an absent holder alone, and each is told', () => {
    const both = { ...record, people: [...record.people, person('han', 'B', '행정과장')], absences: [] };
    const merging = '승계,,,A,,B\n승계,,,A,협업과장,B,행정과장\n';
    const told = ({ changes }: ReturnType<typeof take>) => changes.filter(({ kind }) => kind === '직무대리' || kind === '자리 겹침').map(({ what }) => what);
    const merged = take(merging, both);
    expect([merged.faults, merged.record.deputies]).toEqual([[], []]);
    expect(told(merged)).toEqual([
      '행정과장: han (han), lee (lee). 한 자리에 2명입니다. 아니면 한 사람의 자리를 함께 적으십시오.',
      '끝남: 협업과장 → kim (kim): 2026-12-01∼2026-12-02. 행정과장에 han이(가) 있어 이어지지 않습니다. 대리할 사람이 있으면 새로 적으십시오.',
    ]);
    const alone = take(merging);
    expect(told(alone)).toEqual(['협업과장 ⇒ 행정과장. 직무대리 kim (kim): 2026-12-01∼2026-12-02']);
    expect(alone.record.deputies).toMatchObject([{ unit: 'B', position: '행정과장', deputy: 'kim' }]);
    // What is over is nobody's news.
    const later = importFile(directoryOf(record), record, `${HEAD}${merging}`, new Map(), '2026-12-03');
    expect([told(later), later.record.deputies?.length]).toEqual([[], 1]);
  });

  it('IM10 a 직무대리 whose designating post goes below the post it designated for is told with the day and the article', () => {
    const designated = { ...record, deputies: [{ ...deputyOf(record), designatedBy: { unit: null, position: '실장' } }] };
    const gone = take('기관장단,,,,장관\n기관장단,,,,차관\n승계,,,,실장,A,협업과장\n', designated);
    expect(gone.changes.filter(({ kind }) => kind === '직무대리').map(({ what }) => what)).toEqual([
      'kim (kim): 2026-12-01부터 대리할 수 없게 됩니다. 직무대리할 수 있는 사람이 아닙니다(직무대리규정 §4·§5). 협업과장은 이 자리의 직무대리를 지정할 수 없습니다. 차관, 장관이 지정합니다(§5①).',
    ]);
  });

  it('IM13 a post moves to another unit or is renamed where it is; of a chain the last one counts', () => {
    const wider = '부서,B,,,주무관/협업팀장/행정과장\n승계,,,A,협업과장,B,협업팀장\n';
    const { record: next, faults: wrong } = take(wider);
    expect([wrong, next.units.find(({ code }) => code === 'A')?.positions, next.people[1]]).toMatchObject([
      [],
      ['주무관'],
      { unit: 'B', position: '협업팀장' },
    ]);
    const again = take('부서,B,,,주무관/협업팀장/혁신과장\n승계,,,B,행정과장,B,혁신과장\n승계,,,A,,B\n', next);
    expect([again.faults, postNow(again.record, { unit: 'A', position: '협업과장' })]).toEqual([[], { unit: 'B', position: '협업팀장' }]);
  });

  it('IM13 who is named in the file goes where the file says; what closes by succession needs no 폐지', () => {
    const { record: next, faults: wrong } = take(`${RENAMED}사람,kim,,B,주무관\n폐지,A\n`);
    expect([wrong, next.people[0]?.unit, next.units.map(({ code }) => code)]).toEqual([[], 'B', ['B', 'N']]);
  });

  it('IM13 every wrong succession is told with its line and changes nothing', () => {
    expect(faults('승계,,,,,B\n승계,,,A,,,\n승계,,,A,,A\n승계,,,X,,B\n승계,,,B,국장,A,주무관\n승계,,,A,주무관,,서기관\n')).toEqual([
      '2 무엇이 옮겨 갔는지 없습니다. 부서 칸(자리 하나면 직위 칸도)을 채우십시오.',
      '3 부서 전체의 승계에는 새부서만 적습니다. 자리 하나면 직위 칸을 채우십시오.',
      '4 옮겨 간 곳이 앞과 같습니다.',
      '5 조직도에 없던 부서입니다(X). 부서 번호를 확인하십시오.',
      '6 행정과에 없던 자리입니다(국장).',
      '7 기관장단에 이어받을 자리가 없습니다(서기관). 있는 자리: 장관, 실장. 같은 부서 안이면 새부서도 적으십시오.',
    ]);
    expect(faults('승계,,,A,,B\n승계,,,B,,A\n')).toEqual(['3 이어받을 부서가 없습니다(A). 부서 줄을 더하거나 번호를 확인하십시오.']);
  });

  it('IM13 a successor forgotten when a unit closed is entered later; a unit made anew under the number is not sent on', () => {
    const closed = { ...record, units: record.units.slice(1), people: [], deputies: [], delegation: [] };
    const past = new Map(record.units.map((one) => [one.code, one]));
    expect(take('승계,,,A,,B\n', closed).faults).toHaveLength(1);
    const late = take('승계,,,A,,B\n', closed, past);
    expect([late.faults, unitNow(late.record, 'A')]).toEqual([[], 'B']);
    const anew = take('부서,A,새협업과,,주무관\n', late.record);
    expect([anew.faults, unitNow(anew.record, 'A'), anew.record.successions]).toEqual([[], 'A', []]);
  });
});

describe('개편 at the screen', () => {
  const choice = (code: string): UnitChoice => {
    const { name, positions, duties } = record.units.find((one) => one.code === code) ?? unit('', '', []);
    return { code, name, upper: '', role: '', duties, phone: '', fax: '', email: '', positions };
  };
  const after = (plan: Reorganisation) => {
    const rows = reorganisationRows(choice('A'), plan);
    const [json, csv] = [toJson(rows), toCsv(rows)].map((text) => importFile(directoryOf(record), record, text));
    expect(json?.record).toEqual(csv?.record);
    expect(json?.faults).toEqual([]);
    return json?.record ?? record;
  };

  it('DI8 rename, merge, move of a post and of the unit make rows a file could hold, with the same outcome in CSV and JSON', () => {
    const named = after({ kind: 'rename', code: 'A', name: '혁신과', positions: ['주무관', '혁신과장'] });
    expect([named.units[0]?.name, named.people[1]?.position, postNow(named, { unit: 'A', position: '협업과장' })]).toEqual([
      '혁신과',
      '혁신과장',
      { unit: 'A', position: '혁신과장' },
    ]);
    expect(unitNow(after({ kind: 'rename', code: 'N', name: '디지털과', positions: ['주무관', '디지털과장'] }), 'A')).toBe('N');
    expect(after({ kind: 'merge', into: choice('B'), posts: ['주무관', '행정과장'] }).people.map(({ unit: of }) => of)).toEqual(['B', 'B', 'B']);
    const post = after({ kind: 'post', position: '협업과장', into: choice('B'), name: '협업팀장', above: '주무관' });
    expect([post.units.map(({ positions }) => positions), post.people[1]?.position]).toEqual([[['주무관'], ['주무관', '협업팀장', '행정과장']], '협업팀장']);
    expect(after({ kind: 'upper', upper: '실장' }).units[0]?.upper).toBe('실장');
  });
});
