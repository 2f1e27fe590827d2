/** The table of `shared/policy/SPEC.md` against the program: every role with every act and every room, at every place of a paper's life. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../../shared/approval/approval.ts';
import { initialState } from '../../../../shared/approval/state.ts';
import { ACTS, actRule } from '../../../../shared/approval/acts/index.ts';
import type { Person } from '../../../../shared/org/directory.ts';
import { roomRight } from '../../../../shared/policy/access.ts';
import { downloadRule } from '../../../../shared/policy/download.ts';
import { RECORD_ROLES, recordsAgency, type RecordScope } from '../../../../shared/policy/records.ts';
import type { ReadRange, Right } from '../../../../shared/policy/rights.ts';
import { ROLE_WORDS, ROLES, rolesOf, type Role } from '../../../../shared/policy/roles.ts';
import { ACT_ROLES, ROOM_RIGHTS, type RoomKind } from '../../../../shared/policy/table.ts';
import type { StatementType } from '../../../../shared/trail/statement.ts';
import { DIRECTORY, stages, tries, type Stage } from '../../../support/rights-stages.ts';

const DAY = '2026-11-24';
const TYPES = Object.keys(ACTS) as StatementType[];
const SCOPES = Object.keys(RECORD_ROLES) as RecordScope[];
const KINDS = Object.keys(ROOM_RIGHTS) as RoomKind[];
const WORD_RIGHT: Readonly<Record<string, Right>> = { 열람: 'view', 의견: 'comment', 수정: 'edit' };

const cells = readFileSync(new URL('../../../../shared/policy/SPEC.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `[\w.]+` \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
/** A row of the SPEC by its code name: the last cell. */
const row = (name: string): string => cells.find(([, code]) => code === `\`${name}\``)?.at(-2) ?? '';
const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const roleOf = (word: string): Role | undefined => ROLES.find((role) => ROLE_WORDS[role] === word);

const people: readonly Person[] = [...DIRECTORY.agencies.values()].flatMap((agency) => agency.people);
const life: readonly Stage[] = stages();
const has = ({ state, directory }: Stage, person: Person): ReadonlySet<Role> => rolesOf(state, directory, person.id, DAY);

interface Tried {
  readonly type: StatementType;
  readonly who: string;
  readonly stage: string;
  readonly roles: ReadonlySet<Role>;
  /** Accepted by the whole engine. */
  readonly accepted: boolean;
  /** Accepted by the act's own rule, before the table is asked. */
  readonly own: boolean;
}

const tried: readonly Tried[] = life.flatMap((stage) =>
  [...stage.directory.agencies.values()]
    .flatMap((agency) => agency.people)
    .flatMap((person) =>
      TYPES.flatMap((type) =>
        tries(stage, person, type).map((statement) => ({
          type,
          who: person.id,
          stage: stage.name,
          roles: has(stage, person),
          accepted: decide(stage.state, statement, stage.directory).ok,
          own: actRule(type).decide(stage.state, statement, stage.directory).ok,
        })),
      ),
    ),
);

/** Roles nobody has alone: a drafter serves in the own 처리과, and every office sits in one. */
const COMES_WITH: Partial<Record<Role, readonly Role[]>> = {
  drafter: ['colleague', 'member'],
  handler: ['partner', 'member'],
  clerk: ['colleague', 'partner', 'member'],
};
const comesWith = (role: Role): readonly Role[] => COMES_WITH[role] ?? ['member'];

/** Judged by the certificate, never as an act on a paper (sequencer.test.ts S3). */
const BY_CERTIFICATE: ReadonlySet<StatementType> = new Set(['directory.put']);

describe('the rights table', () => {
  it('RT1 SPEC.md and the program name the same roles for every act and every room', () => {
    expect(cells.flatMap(([, code]) => (code === undefined ? [] : [code.replaceAll('`', '')])).toSorted()).toEqual([...TYPES, ...KINDS, ...SCOPES].toSorted());
    for (const type of TYPES) expect([type, new Set(list(row(type)).map(roleOf))]).toEqual([type, new Set(ACT_ROLES[type])]);
    for (const scope of SCOPES) {
      const written = row(scope) === '모든 사람' ? ROLES : list(row(scope)).map(roleOf);
      expect([scope, new Set(written)]).toEqual([scope, new Set(RECORD_ROLES[scope])]);
    }
    for (const kind of KINDS) {
      const written = list(row(kind)).map((one) => [roleOf(one.replace(/ \S+$/, '')), WORD_RIGHT[one.replace(/^.* /, '')]]);
      expect([kind, Object.fromEntries(written)]).toEqual([kind, ROOM_RIGHTS[kind]]);
    }
  });

  it('RT2 no act is taken from somebody whose roles the table does not name, by the table or by its own rule', () => {
    const wrong = tried.filter(({ type, roles, accepted, own }) => (accepted || own) && !ACT_ROLES[type].some((role) => roles.has(role)));
    expect(wrong.map(({ type, who, stage }) => `${type} ${who} ${stage}`)).toEqual([]);
    expect(tried.filter(({ type, accepted }) => BY_CERTIFICATE.has(type) && accepted)).toEqual([]);
  });

  it.each(TYPES.filter((type) => !BY_CERTIFICATE.has(type)))('RT3 %s succeeds for every role of its row, and for no other role', (type) => {
    const allowed = ACT_ROLES[type];
    const seen = ROLES.map((role) => {
      const holders = tried.filter((one) => one.type === type && one.roles.has(role));
      const alone = holders.filter(({ roles }) => !allowed.some((other) => other !== role && roles.has(other)));
      const nearly = holders.filter(({ roles }) => !allowed.some((other) => other !== role && roles.has(other) && !comesWith(role).includes(other)));
      const cannotBeAlone = comesWith(role).some((other) => allowed.includes(other));
      if (allowed.includes(role)) return [role, nearly.some(({ accepted }) => accepted) ? 'yes' : 'never accepted'];
      if (alone.length === 0) return [role, cannotBeAlone ? 'no' : 'never tried'];
      return [role, alone.some(({ accepted }) => accepted) ? 'yes' : 'no'];
    });
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(ROLES.map((role) => [role, allowed.includes(role) ? 'yes' : 'no'])));
  });

  it('RT4 every room is as open to every role as the table says, and to nobody else', () => {
    const seen = new Set<string>();
    for (const stage of life) {
      for (const person of people) {
        for (const part of ['main', 'section', 'comments'] as const) {
          const drafting = stage.state.status === 'drafting';
          const kind: RoomKind = part === 'comments' ? (drafting ? 'draftComments' : 'fixedComments') : drafting ? 'draft' : 'fixed';
          const roles = [...has(stage, person)];
          const rights = stage.state.status === 'none' ? [] : list(row(kind)).filter((one) => roles.some((role) => one.startsWith(`${ROLE_WORDS[role]} `)));
          const wanted = ['수정', '의견', '열람'].find((word) => rights.some((one) => one.endsWith(` ${word}`)));
          const right = roomRight(stage.state, stage.directory, person.id, part, DAY);
          expect([stage.name, person.id, part, right]).toEqual([stage.name, person.id, part, WORD_RIGHT[wanted ?? ''] ?? 'none']);
          for (const role of roles) seen.add(`${kind} ${role}`);
        }
      }
    }
    const never = KINDS.flatMap((kind) => Object.keys(ROOM_RIGHTS[kind]).map((role) => `${kind} ${role}`)).filter((cell) => !seen.has(cell));
    expect(never).toEqual([]);
  });

  it('RT7 the records of an agency are its auditor’s and administrator’s, by office or by certificate, and nobody else’s', () => {
    const told = people
      .filter(({ id }) => recordsAgency(DIRECTORY, id, null) !== null)
      .map(({ id, agency }) => [id, recordsAgency(DIRECTORY, id, null), agency]);
    expect(told).toEqual([
      ['A/감사', 'A', 'A'],
      ['A/관리자', 'A', 'A'],
    ]);
    expect([recordsAgency(DIRECTORY, '없는 사람', 'B'), recordsAgency(DIRECTORY, '없는 사람', null)]).toEqual(['B', null]);
  });

  it('RT5 who is what on an issued paper', () => {
    const issued = life.at(-1);
    expect(issued?.name).toBe('issued');
    const roles = people.map((person) => [person.id, issued === undefined ? [] : [...has(issued, person)].filter((role) => role !== 'member').toSorted()]);
    expect(Object.fromEntries(roles)).toEqual({
      'A/장관': [],
      'A/차관': ['approver'],
      'A/실장': ['concurrer'],
      'A/국장': ['reviewer'],
      'A/과장': ['colleague', 'reviewer'],
      'A/사무관': ['colleague', 'drafter'],
      'A/주무관': ['clerk', 'colleague'],
      'A/동료': ['colleague'],
      'A/딴과': [],
      'A/열람': ['viewer'],
      'A/의견': ['commenter'],
      'A/수정': ['editor'],
      'A/문서과': ['documentRoom'],
      'A/기록': ['recordKeeper'],
      'A/관인': ['sealKeeper'],
      'A/감사': ['auditor'],
      'A/관리자': ['administrator'],
      'B/장관': [],
      'B/차관': [],
      'B/실장': ['approver'],
      'B/국장': [],
      'B/과장': ['partner', 'reviewer'],
      'B/사무관': ['handler', 'partner'],
      'B/주무관': ['clerk', 'partner'],
      'B/동료': ['partner'],
      'B/접수': ['receiver'],
      'B/조회': ['consulted'],
      'B/범위': ['documentRoom', 'ranged'],
    });
  });

  it('RT9 when every 처리과 goes on under a new number, everybody has the roles they had, at every place of a paper', () => {
    const moved = (code: string): string => `${code}-새`;
    const unitOf = (unit: string | null): string | null => (unit === null ? null : moved(unit));
    const renumbered = ({ agencies, rev }: Stage['directory']): Stage['directory'] => {
      const next = [...agencies].map(([code, agency]) => {
        const units = agency.units.map((unit) => ({ ...unit, code: moved(unit.code) }));
        const successions = agency.units.map((unit) => ({ from: { unit: unit.code, position: null }, to: { unit: moved(unit.code), position: null } }));
        const staff = agency.people.map((person) => ({ ...person, unit: unitOf(person.unit) }));
        const deputies = (agency.deputies ?? []).map((entry) => ({ ...entry, unit: unitOf(entry.unit) }));
        return [code, { ...agency, units, successions, people: staff, deputies }] as const;
      });
      return { rev, agencies: new Map(next) };
    };
    for (const stage of life) {
      const after = { ...stage, directory: renumbered(stage.directory) };
      for (const person of people)
        expect([stage.name, person.id, [...has(after, person)].toSorted()]).toEqual([stage.name, person.id, [...has(stage, person)].toSorted()]);
    }
  });

  it('RT12 who leaves the 처리과 leaves what they drafted: the successors write on, and only a name in 함께 쓰는 사람 or an own signature keeps the leaver in', () => {
    const movedTo = (unit: string | null): Stage['directory'] => ({
      ...DIRECTORY,
      agencies: new Map(
        [...DIRECTORY.agencies].map(([code, one]) => [code, { ...one, people: one.people.map((who) => (who.id === 'A/사무관' ? { ...who, unit } : who)) }]),
      ),
    });
    const room = ({ state }: Stage, directory: Stage['directory'], id: string) =>
      (['main', 'comments'] as const).map((part) => roomRight(state, directory, id, part, DAY));
    const found = (name: string): Stage => {
      const stage = life.find((one) => one.name === name);
      if (stage === undefined) throw new Error(name);
      return stage;
    };
    const [drafting, registered] = [found('drafting'), found('registered')];
    for (const unit of ['Ax', null]) {
      const moved = movedTo(unit);
      expect([...rolesOf(drafting.state, moved, 'A/사무관', DAY)]).toEqual(unit === null ? [] : ['member']);
      expect(room(drafting, moved, 'A/사무관')).toEqual(['none', 'none']);
      expect(room(drafting, moved, 'A/동료')).toEqual(['edit', 'edit']);
      expect([...rolesOf(drafting.state, moved, 'A/동료', DAY)]).toContain('drafter');
      // Who signed 기안 reads what was signed, as every other signer does.
      expect(room(registered, moved, 'A/사무관')[0]).toBe('view');
      const named = { ...drafting, state: { ...drafting.state, grants: [{ agency: 'A', unit: null, person: 'A/사무관', right: 'edit' as const }] } };
      expect(room(named, moved, 'A/사무관')).toEqual(['edit', 'edit']);
    }
    const back = { ...DIRECTORY, agencies: new Map(DIRECTORY.agencies) };
    expect(room(drafting, back, 'A/사무관')).toEqual(['edit', 'edit']);
    // Whoever drafts it now answers for it, so is asked no reason; the leaver is.
    const issued = found('issued');
    const rules = ['A/사무관', 'A/동료'].map((id) => [id, downloadRule(issued.state, DIRECTORY, id), downloadRule(issued.state, movedTo('Ax'), id)]);
    expect(rules).toEqual([
      ['A/사무관', 'recorded', 'reason'],
      ['A/동료', 'reason', 'recorded'],
    ]);
  });

  it('RT10 열람범위 opens a paper to its agency or to named units from registration on, closes it to the 처리과, and names only known units once', () => {
    const at = (name: string): Stage => life.find((stage) => stage.name === name) ?? life[0] ?? { name, ...before };
    const before = { state: initialState('none'), directory: DIRECTORY };
    const range = (stage: Stage, readers: ReadRange): Stage => ({ ...stage, state: { ...stage.state, readers } });
    const readers = (stage: Stage): string[] =>
      people.filter(({ id }) => roomRight(stage.state, stage.directory, id, 'main', DAY) !== 'none').map(({ id }) => id);
    const usual = { scope: 'unit', units: [] } as const;
    const [running, registered] = [at('designed by the partner'), at('registered')];
    const whole = { scope: 'agency', units: [{ agency: 'B', unit: 'Bx' }] } as const;
    expect(readers(range(running, whole))).toEqual(readers(range(running, usual)));
    const opened = readers(range(registered, whole)).filter((id) => !readers(range(registered, usual)).includes(id));
    expect(opened).toEqual(['A/장관', 'A/딴과', 'A/문서과', 'A/기록', 'A/관인', 'A/감사', 'A/관리자', 'B/접수']);
    for (const stage of [at('drafting'), running, registered]) {
      const closed = readers(range(stage, usual)).filter((id) => !readers(range(stage, { scope: 'route', units: [] })).includes(id));
      expect([stage.name, closed]).toEqual([stage.name, stage === at('drafting') ? ['A/주무관', 'A/과장', 'A/동료'] : ['A/동료']]);
    }
    const judged = (units: ReadRange['units']) => {
      const drafter = people.find(({ id }) => id === 'A/사무관');
      const [statement] = drafter === undefined ? [] : tries(registered, drafter, 'readers.set');
      return statement === undefined ? null : decide(registered.state, { ...statement, body: { scope: 'unit', units } } as typeof statement, DIRECTORY);
    };
    expect(judged([{ agency: 'B', unit: 'Bx' }])?.ok).toBe(true);
    expect(judged([{ agency: 'B', unit: '없음' }])).toMatchObject({ ok: false, code: 'READERS_UNSOUND' });
    expect(
      judged([
        { agency: 'B', unit: 'Bx' },
        { agency: 'B', unit: 'Bx' },
      ]),
    ).toMatchObject({ ok: false, code: 'READERS_UNSOUND' });
  });
});
