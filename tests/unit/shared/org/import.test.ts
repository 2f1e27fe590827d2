import { describe, expect, it } from 'vitest';
import type { AgencyRecord, Directory, Person } from '../../../../shared/org/directory.ts';
import { applyRows, type Imported } from '../../../../shared/org/import/apply.ts';
import { parseCsv } from '../../../../shared/org/import/csv.ts';
import { readRows } from '../../../../shared/org/import/rows.ts';
import { seedOf } from '../../../support/seed.ts';

const person = (id: string, name: string, unit: string | null, position: string, agency = '1741000'): Person => ({
  ...{ id, name, agency, unit, position },
  duties: [],
  certificates: ['c'.repeat(64)],
});

const record: AgencyRecord = {
  ...{ code: '1741000', name: '행정안전부', head: '행정안전부장관', headGrade: '장관', order: null, address: { zip: '', road: '' }, home: '' },
  leadership: ['장관', '차관'],
  units: [{ code: '101', name: '협업과', positions: ['주무관', '과장'], duties: ['기록물관리책임자'], phone: '044-1' }],
  ...{ delegation: [], recordFiles: [], seal: null },
  people: [person('p-1', '김', '101', '주무관'), person('p-2', '이', '101', '과장')],
};
const other: AgencyRecord = { ...record, code: '1492000', people: [person('q-1', '박', null, '장관', '1492000')] };
const directory: Directory = {
  rev: 2,
  agencies: new Map([
    [record.code, record],
    [other.code, other],
  ]),
};

function taken(text: string): Imported {
  const { rows, faults } = readRows(text);
  expect(faults).toEqual([]);
  return applyRows(directory, record, rows);
}

const faultsOf = (text: string): string[] => {
  const { rows, faults } = readRows(text);
  return [...faults, ...applyRows(directory, record, rows).faults].map(({ line, message }) => `${line} ${message}`);
};

describe('directory import', () => {
  it('IM1 joiners, movers, renamed people and leavers, each with its line; who is not named stays', () => {
    const { record: next, changes, faults } = taken('구분,번호,이름,부서,직위,업무\n사람,p-3,최,101,주무관,서무/회계\n사람,p-1,,101,과장,\n사람,p-2,이새,,,\n');
    expect(faults).toEqual([]);
    expect(changes.map(({ line, kind, what }) => `${line} ${kind} ${what}`)).toEqual([
      '2 들어옴 최 (p-3): 협업과 주무관',
      '2 자리 겹침 협업과 과장: 김 (p-1), 이새 (p-2). 한 자리에 2명입니다. 아니면 한 사람의 자리를 함께 적으십시오.',
      '3 옮김 김 (p-1): 협업과 주무관 → 협업과 과장',
      '4 고침 이 → 이새 (p-2): 협업과 과장',
    ]);
    expect(next.people.find(({ id }) => id === 'p-3')).toMatchObject({ duties: ['서무', '회계'], certificates: [] });
    expect(next.people.find(({ id }) => id === 'p-1')?.certificates).toHaveLength(1);
    expect(next.units).toEqual(record.units);
  });

  it('IM19 a filled cell that means nothing in its row is told, and what only helps a reader is not', () => {
    const head = '구분,번호,이름,부서,직위,업무,윗자리,역할,부터,까지,사유\n';
    expect(faultsOf(`${head}사람,p-3,최,101,주무관,,,감사,,,\n`)).toEqual([
      '2 사람 줄에서는 쓰지 않는 칸입니다: 역할. 비우거나 알맞은 구분의 줄에 적으십시오. 사람의 역할은 업무 칸에 적습니다(예: 감사담당자).',
    ]);
    expect(faultsOf(`${head}기관장단,,김장관,,장관,,,,,,\n`)[0]).toContain('기관장단 줄에서는 쓰지 않는 칸입니다: 이름.');
    expect(faultsOf(`${head}기관장단,,,,장관/차관,,,,,,\n`)[0]).toBe('2 기관장단은 한 줄에 자리 하나입니다(장관/차관). 기관장부터 한 줄씩 나누어 적으십시오.');
    expect(faultsOf('[{"구분":"복귀","번호":"p-1","부터":"2026-12-01","지정":"차관"}]')[0]).toContain('복귀 줄에서는 쓰지 않는 칸입니다: 지정.');
    expect(faultsOf(`${head}떠남,p-1,김,101,주무관,서무,,,,,\n부재,p-2,이,101,과장,,,,2026-12-01,2026-12-02,출장\n`)).toEqual([]);
  });

  it('IM2 who leaves keeps the name for papers and loses post, duties and certificates; coming back needs a post', () => {
    const left = taken('구분,번호\n떠남,p-1\n');
    expect(left.record.people[0]).toEqual({ ...person('p-1', '김', null, ''), certificates: [] });
    const rows = (text: string): Imported => applyRows(directory, left.record, readRows(text).rows);
    expect(rows('구분,번호\n떠남,p-1\n').changes).toEqual([]);
    expect(rows('구분,번호,부서,직위\n사람,p-1,101,과장\n').changes).toMatchObject([{ kind: '들어옴' }, { kind: '자리 겹침' }]);
    expect(rows('구분,번호\n사람,p-1\n').faults).toHaveLength(1);
  });

  it('IM3 units are made, changed and closed; nobody is left in a post that is no more', () => {
    const made = taken('구분,번호,이름,직위,윗자리,역할\n부서,102,문서과,주무관/과장,차관,문서과\n부서,101,디지털협업과,,,\n');
    expect(made.record.units).toEqual([
      { ...record.units[0], name: '디지털협업과' },
      { code: '102', name: '문서과', positions: ['주무관', '과장'], duties: [], upper: '차관', role: 'document-room' },
    ]);
    expect(faultsOf('구분,번호\n폐지,101\n')).toEqual([
      '2 김(p-1)이 없어지는 자리(주무관)에 있습니다. 옮김이나 떠남을 함께 적으십시오.',
      '2 이(p-2)가 없어지는 자리(과장)에 있습니다. 옮김이나 떠남을 함께 적으십시오.',
    ]);
    expect(faultsOf('구분,번호,직위\n부서,101,주무관\n')).toHaveLength(1);
    const closed = taken('구분,번호,이름,부서,직위\n폐지,101,,,\n부서,102,새과,,과장\n사람,p-1,,102,과장\n떠남,p-2,,,\n');
    expect([closed.faults, closed.record.units.map(({ code }) => code)]).toEqual([[], ['102']]);
  });

  it('IM4 every wrong line is told with its number and what is wrong with it', () => {
    const head = '구분,번호,이름,부서,직위,업무,윗자리,역할\n';
    const wrong: readonly (readonly [string, string])[] = [
      ['사람,,최,101,주무관', '번호가 없습니다'],
      ['사람,../x,최,101,주무관', '맞지 않습니다'],
      ['사람,1741000-admin,최,101,주무관', '-admin'],
      ['사람,p-9,,101,주무관', '이름이 없습니다'],
      ['사람,p-9,최,999,주무관', '없는 부서'],
      ['사람,p-9,최,101,국장', '있는 직위: 주무관, 과장'],
      ['사람,p-9,최,,국장', '기관장단에 없는 직위'],
      ['사람,q-1,최,101,주무관', '다른 기관 사람'],
      [`사람,p-9,${'가'.repeat(61)},101,주무관`, '60자'],
      ['떠남,p-9', '없는 사람'],
      ['폐지,999', '없는 부서'],
      ['부서,103,,,', '이름과 직위가 있어야'],
      ['부서,103,새과,,과장,,국장', '윗자리'],
      ['부서,103,새과,,과장,,,창고', '모르는 역할'],
      ['부서,103,새과,,과장/과장', '두 번'],
      ['기관장단,,,,', '직위가 없습니다'],
      ['회의,1', '모르는 구분'],
      ['사람,p-9,최,101,주무관,,,,넘침', '제목보다 칸이 많습니다'],
      ['사람,"p-9', '따옴표'],
    ];
    for (const [line, part] of wrong) expect(faultsOf(`${head}\n${line}\n`)).toEqual([expect.stringMatching(new RegExp(`^3 .*${part}`))]);
    expect(faultsOf('')).toEqual(['1 빈 파일입니다.']);
    expect(faultsOf('번호,번호,크기\n')).toHaveLength(3);
  });

  it('IM17 a name with a sign nobody sees, a turn of writing, a line end or a tag is refused with its line', () => {
    for (const name of ['김\u202e성명', '김\0하나', '"김\n하나"', '김\u200b하나', '<b>김하나</b>'])
      expect([name, faultsOf(`구분,번호,이름,부서,직위\n사람,p-9,${name},101,주무관\n`).map((fault) => fault.slice(0, 4))]).toEqual([name, ['2 이름']]);
    expect(faultsOf('구분,번호,이름,부서,직위\n사람,p-9,김 하나,101,주무관\n')).toEqual([]);
    expect(faultsOf('{"구분": "사람"}')).toEqual(['1 JSON이면 [로 시작하는 목록이어야 합니다. 줄마다 하나씩 { }로 적고 [ ]로 묶으십시오.']);
  });

  it('IM1 a renamed unit is shown with the name before', () => {
    const { changes } = taken('구분,번호,이름\n부서,101,디지털협업과\n');
    expect(changes.map(({ what }) => what)).toEqual(['협업과 → 디지털협업과 (101): 주무관 / 과장']);
  });

  it('IM5 any table written by the rules of RFC 4180 is read back with its lines, and no text breaks the reading', () => {
    const seed = seedOf();
    let state = seed;
    const random = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const pick = (letters: string, most: number): string => Array.from({ length: random(most) }, () => letters.charAt(random(letters.length))).join('');
    for (let round = 0; round < 2000; round++) {
      const table = Array.from({ length: 1 + random(4) }, () => [`x${pick('가a,"\n', 6)}y`, `${pick('나,"', 4)}z`]);
      const quote = (cell: string): string => (/[,"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
      const text = table.map((cells) => cells.map(quote).join(',')).join('\r\n');
      const read = parseCsv(text);
      expect([seed, round, read.open, read.rows.map(({ cells }) => cells)]).toEqual([seed, round, null, table]);
      const lines = table.map((_, i) => 1 + table.slice(0, i).reduce((sum, cells) => sum + cells.join('').split('\n').length, 0));
      expect([seed, round, read.rows.map(({ line }) => line)]).toEqual([seed, round, lines]);
      const noise = pick('구분번호사람,"\n\r/x', 60);
      expect(() => faultsOf(noise)).not.toThrow();
      expect(() => faultsOf(`구분,번호,이름,부서,직위\n사람,${noise}\n`)).not.toThrow();
    }
  });
});
