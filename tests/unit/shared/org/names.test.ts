import { describe, expect, it } from 'vitest';
import type { AgencyRecord, Person, Unit } from '../../../../shared/org/directory.ts';
import { createNames, namesOfToday } from '../../../../shared/org/names.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../../shared/trail/entry.ts';

const unit = (code: string, name: string): Unit => ({ code, name, positions: ['주무관', '과장'], duties: [] });
const person = (id: string, name: string, of: string): Person => ({ id, name, agency: 'A', unit: of, position: '과장', duties: [], certificates: [] });

function record(name: string, units: readonly Unit[], people: readonly Person[], code = 'A'): AgencyRecord {
  const bare = { head: `${name}장관`, headGrade: '장관', order: 1, address: { zip: '', road: '' }, home: '', leadership: ['장관'], delegation: [] };
  return { code, name, ...bare, units, people, recordFiles: [], seal: null };
}

function put(seq: number, receivedAt: string, agency: AgencyRecord): Entry {
  const statement = { type: 'directory.put', body: { agency } };
  return {
    v: 1,
    documentId: DIRECTORY_TRAIL,
    seq,
    prev: null,
    receivedAt,
    kind: 'statement',
    body: { statement, signature: '', facts: {} },
  } as unknown as Entry;
}

const names = createNames([
  put(0, '2026-01-01T00:00:00.000Z', record('산업통상자원부', [unit('U1', '협업과')], [person('p1', '김하나', 'U1')])),
  put(1, '2026-03-01T00:00:00.000Z', record('산업통상부', [unit('U1', '디지털협업과'), unit('U2', '총무과')], [person('p1', '김하늘', 'U2')])),
  put(2, '2026-06-01T00:00:00.000Z', record('산업통상부', [unit('U3', '행정혁신과')], [person('p1', '김하늘', 'U3'), person('p2', '이두리', 'U3')])),
  put(3, '2026-09-01T00:00:00.000Z', record('교육부', [unit('B1', '협력과')], [], 'B')),
]);

describe('names of the day', () => {
  it('DI6 agencies, units and people are called as they were at the moment, to the millisecond of the entry', () => {
    expect(['2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z', null].map((at) => names.on(at).agencies.get('A')?.name)).toEqual([
      '산업통상자원부',
      '산업통상부',
      '산업통상부',
    ]);
    expect(['2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'].map((at) => names.unit('A', 'U1', at)?.name)).toEqual(['협업과', '디지털협업과']);
    expect(['2026-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z', null].map((at) => [names.person('p1', at)?.name, names.person('p1', at)?.unit])).toEqual([
      ['김하나', 'U1'],
      ['김하늘', 'U2'],
      ['김하늘', 'U3'],
    ]);
  });

  it('DI6 a unit that is gone keeps its last name, one that is still to come its first; who came later goes by the first name given', () => {
    expect(names.unit('A', 'U1', null)?.name).toBe('디지털협업과');
    expect(names.unit('A', 'U3', '2026-01-02T00:00:00.000Z')?.name).toBe('행정혁신과');
    expect(names.person('p2', '2026-01-02T00:00:00.000Z')?.name).toBe('이두리');
    expect(names.on('2026-01-02T00:00:00.000Z').agencies.get('B')?.name).toBe('교육부');
    expect([names.unit('A', 'U9', null), names.person('p9', null)]).toEqual([undefined, undefined]);
  });

  it('DI6 a directory without a past names everything as it is', () => {
    const today = namesOfToday(names.on(null));
    expect([today.unit('A', 'U3', '2000-01-01T00:00:00.000Z')?.name, today.person('p2', null)?.name]).toEqual(['행정혁신과', '이두리']);
  });
});
