import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyRecord, Directory, Person, RecordFile, Unit } from '../../../../shared/org/directory.ts';
import { directoryRows } from '../../../../shared/org/import/export.ts';
import { importFile } from '../../../../shared/org/import/file.ts';
import { RETENTIONS } from '../../../../shared/org/import/record-rows.ts';
import { toCsv, toJson } from '../../../../shared/org/import/table.ts';
import { recordFilesEver } from '../../../../shared/org/record-files.ts';
import { DIRECTORY_TRAIL, type Entry } from '../../../../shared/trail/entry.ts';
import { seedOf } from '../../../support/seed.ts';

const DAY = '2026-11-30';
const SEED = seedOf();
console.log(`IM15 seed ${SEED}`);

const directoryOf = (one: AgencyRecord): Directory => ({ rev: 1, agencies: new Map([[one.code, one]]) });
const take = (record: AgencyRecord, text: string) => importFile(directoryOf(record), record, text);

/** Texts with everything that could break a table; as the reader leaves them: trimmed, NFC, no slash, no return. */
const text = fc
  .string({ unit: fc.constantFrom('가', '나', '과', '장', ' ', ',', '"', "'", '·', '\n', ';', '=', 'é', '𠮷', '1'), minLength: 1, maxLength: 8 })
  .map((given) => `이${given}`.normalize('NFC').trim());
/** Names the same, on one line (IM17). */
const name = text.map((given) => given.replaceAll('\n', ' '));
const names = (min: number, max: number) => fc.uniqueArray(name, { minLength: min, maxLength: max });
const texts = (min: number, max: number) => fc.uniqueArray(text, { minLength: min, maxLength: max });

const unitOf = (n: number, upper: readonly string[]): fc.Arbitrary<Unit> =>
  fc
    .record({
      name,
      positions: names(1, 4),
      duties: texts(0, 2),
      upper: fc.constantFrom(...upper),
      role: fc.constantFrom(undefined, 'document-room' as const, 'it' as const),
      phone: fc.constantFrom(undefined, '044-205-1234'),
    })
    .map(({ role, phone, ...rest }) => ({ code: `U${n}`, ...rest, ...(role === undefined ? {} : { role }), ...(phone === undefined ? {} : { phone }) }));

function peopleOf(units: readonly Unit[], leadership: readonly string[]): fc.Arbitrary<Person[]> {
  const posts = [
    ...leadership.map((position) => ({ unit: null as string | null, position })),
    ...units.flatMap(({ code: unit, positions }) => positions.map((position) => ({ unit, position }))),
  ];
  const one = fc.record({ name, post: fc.constantFrom(...posts, null), also: fc.constantFrom(...posts, null), duties: texts(0, 2) });
  return fc.array(one, { maxLength: 8 }).map((all) =>
    all.map(({ name, post, also, duties }, i): Person => {
      const bare = { id: `p-${i}`, name, agency: '1', certificates: ['c'.repeat(64)] };
      if (post === null) return { ...bare, unit: null, position: '', duties: [] };
      const other = also === null || (also.unit === post.unit && also.position === post.position) ? {} : { concurrent: [also] };
      return { ...bare, ...post, duties, ...other };
    }),
  );
}

function filesOf(units: readonly Unit[]): fc.Arbitrary<RecordFile[]> {
  const file = fc.record({ name, unit: fc.constantFrom(...units.map(({ code }) => code)), work: text });
  // One 보존기간 a 단위과제.
  const retention = (work: string): RecordFile['retention'] => RETENTIONS[work.length % RETENTIONS.length] ?? '5년';
  return fc
    .uniqueArray(file, { maxLength: 5, selector: ({ name, unit }) => `${unit}/${name}` })
    .map((all) => all.map((one) => ({ ...one, retention: retention(one.work) })));
}

const record: fc.Arbitrary<AgencyRecord> = fc
  .record({ name, head: name, road: text, leadership: names(1, 3), count: fc.integer({ min: 1, max: 4 }) })
  .chain(({ leadership, count, road, ...called }) =>
    fc.tuple(...Array.from({ length: count }, (_, i) => unitOf(i, leadership))).chain((units) =>
      fc
        .record({ people: peopleOf(units, leadership), recordFiles: filesOf(units), works: texts(0, 3), amount: fc.constantFrom(undefined, 100_000_000) })
        .map(({ people, recordFiles, works, amount }): AgencyRecord => ({
          ...{
            code: '1',
            ...called,
            headGrade: '장관',
            order: 1,
            address: { zip: '30128', road },
            home: 'www.go.kr',
            leadership,
            units,
            people,
            recordFiles,
            seal: null,
          },
          delegation: works.map((work) => {
            const row = { work, approver: leadership[0] ?? '', article: '별표 1' };
            return amount === undefined ? row : { ...row, condition: { amountAtLeast: amount } };
          }),
          absences: people
            .filter(({ position }) => position !== '')
            .slice(0, 2)
            .map(({ id }) => ({ person: id, from: DAY, until: '2026-12-02', ground: '출장' })),
          successions: [{ from: { unit: 'OLD', position: null }, to: { unit: 'U0', position: null } }],
        })),
    ),
  );

describe('export', () => {
  it('IM15 every directory, written as CSV or JSON and taken in again, changes nothing; with one name edited that alone changes', () => {
    fc.assert(
      fc.property(record, fc.boolean(), (one, json) => {
        const rows = directoryRows(one, DAY);
        const write = json ? toJson : toCsv;
        const again = take(one, write(rows));
        expect(again.faults).toEqual([]);
        expect(again.changes).toEqual([]);
        expect(again.record).toEqual(one);
        const at = rows.findIndex((row) => row.구분 === '사람');
        if (at < 0) return;
        const edited = take(one, write(rows.map((row, i) => (i === at ? { ...row, 이름: '고친이름' } : row))));
        expect([edited.faults, edited.changes.map(({ kind }) => kind)]).toEqual([[], ['고침']]);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

  it('IM15 what is over is not written, and stays; a column nobody uses is left out', () => {
    const bare = fc.sample(record, { seed: 1, numRuns: 1 })[0];
    if (bare === undefined) throw new Error('no sample');
    const past = { ...bare, absences: [{ person: 'p-0', from: '2026-01-01', until: '2026-01-02', ground: '출장' }] };
    expect(directoryRows(past, DAY).some((row) => row.구분 === '부재')).toBe(false);
    expect(take(past, toCsv(directoryRows(past, DAY))).record.absences).toEqual(past.absences);
    expect(toCsv([{ 구분: '사람', 번호: 'p-1', 이름: '김, "하나"' }])).toBe('구분,번호,이름\r\n사람,p-1,"김, ""하나"""\r\n');
  });
});

const unit = (code: string): Unit => ({ code, name: code, positions: ['과장'], duties: [] });
const small: AgencyRecord = {
  ...{ code: '1', name: '가부', head: '가부장관', headGrade: '장관', order: 1, address: { zip: '', road: '' }, home: '', leadership: ['장관'] },
  ...{ units: [unit('A'), unit('B')], people: [], delegation: [], seal: null },
  recordFiles: [{ name: '2026 협업', unit: 'A', work: '협업', retention: '5년' }],
};
const HEAD = '구분,이름,부서,업무,보존기간\n';

describe('기록물철 rows', () => {
  it('IM14 a record file is added with its 단위과제 and 보존기간, changed, and closed; every wrong line is told', () => {
    const added = take(small, `${HEAD}기록물철,2027 협업,A,협업,5년\n철종결,2026 협업,A,,\n`);
    expect([added.faults, added.record.recordFiles.map(({ name }) => name), added.changes.map(({ kind }) => kind)]).toEqual([
      [],
      ['2027 협업'],
      ['기록물철', '기록물철 종결'],
    ]);
    const wrong = take(small, `${HEAD}기록물철,새 철,A,,\n기록물철,딴 철,C,협업,5년\n기록물철,다른 철,B,협업,10년\n철종결,없는 철,A,,\n`);
    expect(wrong.faults.map(({ line, message }) => `${line} ${message.slice(0, 24)}`)).toEqual([
      '2 새 기록물철(새 철)은 단위과제(업무)와 보',
      '3 조직도에 없는 부서입니다(C).',
      '4 단위과제 협업의 보존기간이 2026 협업과(',
      '5 그 부서에 쓰고 있는 기록물철이 아닙니다(없',
    ]);
  });

  it('IM14 files of a unit that closes are closed with it, and go along where it has a successor; the log keeps when', () => {
    const closed = take(small, '구분,번호\n폐지,A\n');
    expect([closed.changes.map(({ kind }) => kind), closed.record.recordFiles]).toEqual([['부서 폐지', '기록물철 종결'], []]);
    const moved = take(small, '구분,부서,새부서\n승계,A,B\n');
    expect(moved.record.recordFiles.map(({ unit: of }) => of)).toEqual(['B']);
    const put = (seq: number, at: string, agency: AgencyRecord): Entry =>
      ({
        v: 1,
        documentId: DIRECTORY_TRAIL,
        seq,
        receivedAt: at,
        kind: 'statement',
        body: { statement: { type: 'directory.put', actor: {}, body: { agency } } },
      }) as unknown as Entry;
    const kept = recordFilesEver(
      [put(0, '2026-01-01', small), put(1, '2026-06-01', moved.record), put(2, '2027-01-01', { ...moved.record, recordFiles: [] })],
      '1',
    );
    expect(kept).toEqual([{ file: { ...small.recordFiles[0], unit: 'B' }, since: '2026-01-01', closed: '2027-01-01' }]);
  });

  it('IM14 the agency row gives name, 발신명의 and address; what is left out stays', () => {
    const next = take(small, '구분,이름,발신명의,우편번호,주소,누리집\n기관,나부,,30128,한누리대로 411,\n');
    expect([next.faults, next.record.name, next.record.head, next.record.address]).toEqual([[], '나부', '가부장관', { zip: '30128', road: '한누리대로 411' }]);
  });
});
