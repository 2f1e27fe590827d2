/** An office of two agencies at their own machines over a real server, for tests of the commands of the chain. */

import { join } from 'node:path';
import type { Backend } from '../../electron/backend/backend.ts';
import type { DocumentView, StepView } from '../../shared/api/views.ts';
import type { Result } from '../../shared/lib/result.ts';
import type { AgencyRecord, Person } from '../../shared/org/directory.ts';
import { DIRECTORY_TRAIL } from '../../shared/trail/entry.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { NO_PLATFORM, openMachine, writeMachine } from './machine.ts';
import { createFolders, createStage, must, until, type Stage } from './sync.ts';
import { asPerson, type Someone, SEEN_ALL } from './sync-world.ts';

/** Who works there: A `kim` 주무관, `lee` 과장 and `jung` 실장 of U1, `choi` 주무관 and `yoon` 과장 of U2; B `park` 주무관 and `han` 과장. */
export type Name = 'kim' | 'lee' | 'jung' | 'choi' | 'yoon' | 'park' | 'han';

/** The desks. */
export interface Desks {
  readonly stage: Stage;
  /** Data folder with the profiles of whoever was named to `profile`, for a host of its own. */
  readonly data: string;
  /** Writes the profile of a person who works at such a host; not to be opened by `at` too. */
  profile(name: Name): Promise<string>;
  /** The machine of a person, switched on once. */
  at(name: Name): Promise<Backend>;
  /** Data folder of a machine that was switched on; a host may take it once the machine is off. */
  home(name: Name): Promise<string>;
  /** Everybody goes home: their machines are off until they are asked for again. */
  evening(): Promise<void>;
  /** Publishes agency A anew, with these parts changed. */
  reorganise(change: Partial<AgencyRecord>, people?: (person: Person) => Person): Promise<void>;
  /** The paper as a person sees it once the check holds. */
  seen(name: Name, documentId: string, what: string, check: (view: DocumentView) => boolean): Promise<DocumentView>;
  /** A draft of kim, designed as proposed or as given, not sent up yet. */
  draft(title: string, plan?: Plan, partners?: readonly string[]): Promise<string>;
  /** The same, sent up. */
  sentUp(title: string, plan?: Plan, partners?: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Steps of the lead's lane behind the drafter: kind, unit, post. */
export type Plan = readonly (readonly ['review' | 'concur' | 'approve', string | null, string])[];

/** Today in Korea, as days of the directory are written. */
export const today = (): string => seoulDate(new Date().toISOString());

/** The step of a post in a view. */
export function stepOf(view: DocumentView, position: string, agency = 'A'): StepView {
  const lane = view.lanes.find((one) => one.agency.code === agency);
  const found = lane?.stages.flat().find((step) => step.position === position);
  if (found === undefined) throw new Error(`no step of ${position}`);
  return found;
}

/** The code of a refusal, or `accepted`, `waiting`. */
export function outcome(result: Result<{ readonly state: string }>): string {
  return result.ok ? result.value.state : result.code;
}

function staff(stage: Stage): Record<Name, Someone> {
  const { kim, lee, choi, park } = stage.world.people;
  const { hire } = stage.world;
  return { kim, lee, choi, park, jung: hire('A', 'jung', null, '실장'), yoon: hire('A', 'yoon', 'U2', '과장'), han: hire('B', 'han', 'U1', '과장') };
}

const NAMES: Readonly<Record<Name, string>> = { kim: '김하나', lee: '이두리', jung: '정네오', choi: '최다섯', yoon: '윤여섯', park: '박세찬', han: '한일곱' };
const OF = { A: ['kim', 'lee', 'jung', 'choi', 'yoon'], B: ['park', 'han'] } as const;

function recordOf(stage: Stage, people: Record<Name, Someone>, agency: 'A' | 'B'): AgencyRecord {
  const staffed = OF[agency].map((name) => asPerson(people[name], NAMES[name]));
  const own = stage.world.directory(agency, staffed);
  if (agency === 'A') {
    const delegation = [...own.delegation, { work: '정책 수립', approver: '실장', article: '별표 3' }];
    return { ...own, units: own.units.map((unit) => ({ ...unit, upper: '실장' })), delegation };
  }
  return { ...own, delegation: [{ work: '타 기관 공동문서', approver: '과장', article: '별표 2' }] };
}

/** Opens the desks; `clock` where their days go by faster than ours. */
export async function createDesks(clock?: () => Date): Promise<Desks> {
  const stage = await createStage({ freeDevices: 50 }, false, null, clock === undefined ? {} : { clock });
  const folders = createFolders();
  const data = folders.make();
  const people = staff(stage);
  const open = new Map<Name, Promise<Backend>>();
  const { admin, otherAdmin } = stage.world.people;
  const records = { A: recordOf(stage, people, 'A'), B: recordOf(stage, people, 'B') };
  let rev = 0;
  const put = async (who: Someone, agency: AgencyRecord): Promise<void> => {
    for (const der of [...who.login.chain, who.login.certificate.der]) await fetch(`${stage.url()}/certificates`, { method: 'PUT', body: Buffer.from(der) });
    must(await stage.post(null, { signed: who.sign('directory.put', { agency }, { documentId: DIRECTORY_TRAIL, version: 0, directoryRev: SEEN_ALL }) }));
    rev += 1;
  };
  await put(admin, records.A);
  await put(otherAdmin, records.B);

  const profiles = new Map<Name, Promise<string>>();
  const at = (name: Name): Promise<Backend> => {
    const known = open.get(name);
    if (known !== undefined) return known;
    const written = profiles.get(name) ?? writeMachine(stage, folders.make(), people[name]);
    profiles.set(name, written);
    const opened = written.then(async (profile) => {
      const backend = await openMachine(stage, profile, NO_PLATFORM, stage.url(), clock);
      await until(`${name} online`, () => backend.context.sync.status().connection === 'online' && backend.context.sync.directory().rev >= rev);
      return backend;
    });
    open.set(name, opened);
    return opened;
  };
  const seen: Desks['seen'] = async (name, documentId, what, check) => {
    const backend = await at(name);
    let last: DocumentView | null = null;
    await until(`${name}: ${what}`, async () => {
      const got = await backend.handlers['documents.get']({ documentId });
      last = got.ok ? got.value : null;
      return got.ok && check(got.value);
    });
    return last as unknown as DocumentView;
  };
  const draft: Desks['draft'] = async (title, plan, partners = []) => {
    const { handlers } = await at('kim');
    const { documentId } = must(
      await handlers['documents.create']({ form: 'official', title, partners: [...partners], recordFile: '정보화 일반', work: ['정보화 운영'] }),
    );
    must(await handlers['documents.setFields']({ documentId, fields: { summary: '요지', keywords: ['협조'], originator: '주무관', reporter: '주무관' } }));
    const { lane, recordFile } = must(await handlers['route.propose']({ documentId }));
    const [first = [], ...rest] = lane.stages;
    const stages = plan?.map(([kind, unit, position], i) => [
      { id: `A-${i + 2}`, kind, unit, position, marks: [], delegated: kind === 'approve' && position !== '장관' },
    ]);
    must(await handlers['route.design']({ documentId, lane: { ...lane, stages: [first, ...(stages ?? rest)] }, recordFile }));
    await seen('kim', documentId, 'designed', (view) => stepOf(view, '주무관').kind === 'draft');
    return documentId;
  };
  return {
    stage,
    data,
    profile: (name) => writeMachine(stage, data, people[name]),
    at,
    seen,
    draft,
    async home(name) {
      await at(name);
      return join((await profiles.get(name)) ?? '', '../..');
    },
    async evening() {
      for (const opened of open.values()) await (await opened).close();
      open.clear();
    },
    async reorganise(change, each = (person) => person) {
      records.A = { ...records.A, ...change, people: (change.people ?? records.A.people).map(each) };
      await put(admin, records.A);
      for (const opened of open.values()) {
        const { sync } = (await opened).context;
        await until('the new directory', () => sync.directory().rev >= rev);
      }
    },
    async sentUp(title, plan, partners = []) {
      const documentId = await draft(title, plan, partners);
      const { handlers } = await at('kim');
      must(await handlers['approval.submit']({ documentId }));
      await seen('kim', documentId, 'sent up', (view) => view.status === 'in-approval');
      return documentId;
    },
    async close() {
      for (const opened of open.values()) await (await opened).close();
      await stage.close();
      folders.clean();
    },
  };
}
