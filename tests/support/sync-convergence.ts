/** Convergence scripts: a few people on one room over lossy lines while rights change and the content is fixed; afterwards everybody agrees. */
import * as Y from 'yjs';
import { CLOSE, mainRoom, sectionRoom } from '../../shared/collab/protocol.ts';
import { FIRST_SECTION } from '../../shared/collab/schema.ts';
import { aContent, design, submit, write } from './sync-draft.ts';
import type { Grant, Right } from '../../shared/policy/rights.ts';
import type { Submission, SubmitReply } from '../../shared/sync/api.ts';
import { openSqliteStorage } from '../../sync-server/storage/sqlite.ts';
import type { Storage } from '../../sync-server/storage/storage.ts';
import { loadDoc } from '../../sync-server/text.ts';
import { createLossy, type LossyClient } from './sync-lossy.ts';
import { createRandom, type Random } from './sync-random.ts';
import { createStage, must, until, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';
import { SCHEMA_VERSION } from '../../shared/collab/content.ts';

/** What a run found. */
export interface ConvergenceReport {
  readonly seed: number;
  readonly scripts: number;
  readonly edits: number;
  readonly acked: number;
  readonly stranded: number;
  readonly freezes: number;
  readonly rightChanges: number;
  readonly faults: readonly string[];
}

interface Count {
  edits: number;
  acked: number;
  stranded: number;
  freezes: number;
  rightChanges: number;
}

/** A stage with sessions and a second pair of eyes on its database. */
interface Ground {
  readonly stage: Stage;
  readonly storage: Storage;
  readonly tokens: ReadonlyMap<Someone, string>;
  readonly count: Count;
}

const GUESTS = ['park', 'choi'] as const;

async function post({ stage, tokens }: Ground, who: Someone, submission: Submission): Promise<SubmitReply> {
  const headers = { authorization: `Bearer ${tokens.get(who)}` };
  return (await fetch(`${stage.url()}/statements`, { method: 'POST', headers, body: JSON.stringify(submission) })).json() as Promise<SubmitReply>;
}

function grants(rights: ReadonlyMap<Someone, Right>): Grant[] {
  return [...rights].flatMap(([{ actor }, right]) =>
    right === 'none' ? [] : [{ agency: actor.agency, unit: actor.unit ?? 'U1', person: actor.person, right }],
  );
}

interface Script {
  readonly ground: Ground;
  readonly random: Random;
  readonly room: string;
  readonly documentId: string | null;
  readonly clients: readonly LossyClient[];
  readonly rights: Map<Someone, Right>;
  readonly faults: string[];
  /** Rows of a person in the log when the right was gone; they must not grow before it is back. */
  readonly barred: Map<Someone, number>;
  /** Those who were without any right at some time. */
  readonly ousted: Set<Someone>;
  frozenAt: number | null;
}

const rowsOf = ({ ground, room }: Script, who: Someone): number => ground.storage.updates(room).filter((row) => row.person === who.actor.person).length;

function checkBarred(script: Script): void {
  for (const [who, rows] of script.barred) if (rowsOf(script, who) !== rows) script.faults.push(`${who.actor.person} wrote without a right`);
}

async function changeRight(script: Script): Promise<void> {
  const { ground, random, documentId, rights } = script;
  const { people } = ground.stage.world;
  if (documentId === null || script.frozenAt !== null) return;
  const guest = people[random.pick(GUESTS)];
  const right = random.pick(['edit', 'edit', 'comment', 'view', 'none'] as const);
  checkBarred(script);
  rights.set(guest, right);
  const reply = await post(ground, people.kim, { signed: people.kim.sign('rights.set', { grants: grants(rights) }, { documentId }) });
  if (!reply.ok) return void script.faults.push(`rights.set ${reply.code}`);
  ground.count.rightChanges += 1;
  if (right === 'none') script.ousted.add(guest);
  if (right === 'edit') script.barred.delete(guest);
  else if (!script.barred.has(guest)) script.barred.set(guest, rowsOf(script, guest));
}

async function freeze(script: Script): Promise<void> {
  const { ground, documentId, room } = script;
  const { kim } = ground.stage.world.people;
  if (documentId === null || script.frozenAt !== null) return;
  const designed = await post(ground, kim, { signed: design(kim, documentId) });
  const reply = designed.ok ? await post(ground, kim, submit(kim, documentId, aContent())) : designed;
  if (!reply.ok) return void script.faults.push(`submit ${reply.code}`);
  script.frozenAt = ground.storage.updates(room).length;
  ground.count.freezes += 1;
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function step(script: Script, freezes: boolean): Promise<void> {
  const { random, clients } = script;
  const client = random.pick(clients);
  const may = script.documentId === null || client.rude || client.writes() || (!client.open() && script.frozenAt === null);
  const what = random.int(20);
  if (what < 10) return may && (client.synced() || client.made.length > 0) ? client.edit() : undefined;
  if (what < 13) return client.barrier();
  if (what < 15) return client.cut();
  if (what < 17) return client.connect();
  if (what === 17) return changeRight(script);
  if (what === 18 && freezes && random.chance(0.3)) return freeze(script);
  return turn();
}

const textOf = (doc: Y.Doc): string => JSON.stringify([doc.getText('t').toString(), Object.keys(doc.getMap('m').toJSON()).toSorted()]);

function loggedText({ ground, room }: Script): Y.Doc {
  const doc = new Y.Doc();
  for (const row of ground.storage.updates(room)) Y.applyUpdate(doc, row.bytes);
  return doc;
}

interface Standing {
  readonly reads: (client: LossyClient) => boolean;
  readonly writes: (client: LossyClient) => boolean;
}

function standingOf({ documentId, rights, frozenAt }: Script): Standing {
  const right = (client: LossyClient): Right => rights.get(client.who) ?? 'edit';
  return {
    reads: (client) => documentId === null || right(client) !== 'none',
    writes: (client) => documentId === null || (right(client) === 'edit' && frozenAt === null),
  };
}

/** Lines work again: those with a right are in, and those who may write are acknowledged. */
async function heal({ clients, faults }: Script, { reads, writes }: Standing): Promise<void> {
  for (const client of clients) {
    await client.cut();
    client.heal();
  }
  for (const client of clients) await client.connect();
  const ready = async (client: LossyClient): Promise<boolean> => {
    if (!client.open()) await client.connect();
    if (client.synced() && writes(client)) client.barrier();
    return client.synced() && (!writes(client) || client.made.every((key) => client.acked.has(key) || client.stranded.has(key)));
  };
  for (const client of clients.filter((one) => reads(one) && !one.rude))
    await until('healed', () => ready(client)).catch(() => faults.push(`${client.who.actor.person} did not heal`));
}

/** Whoever reads has the text of the log, and so has one who comes after everybody left and the room was put together anew. */
async function checkAgreement(script: Script, { reads }: Standing, reader: LossyClient): Promise<void> {
  const { clients, faults, ground, room } = script;
  const truth = (): string => textOf(loggedText(script));
  for (const client of clients.filter((one) => reads(one) && !one.rude))
    await until('agrees', () => textOf(client.doc()) === truth(), 5000).catch(() => faults.push(`${client.who.actor.person} differs from the log`));
  for (const client of clients) await client.cut();
  await until('unloaded', async () => (await loadedRooms(ground)) === 0);
  if (textOf(loadDoc(ground.storage.load(room))) !== truth()) faults.push('snapshot and tail differ from the log');
  await reader.connect();
  await until('cold load', () => reader.synced() && textOf(reader.doc()) === truth(), 5000).catch(() => faults.push('the cold load differs from the log'));
  await reader.cut();
}

async function loadedRooms({ stage }: Ground): Promise<number> {
  const text = await (await fetch(`${stage.url()}/metrics`)).text();
  return Number(/^ongyeol_rooms_loaded (\d+)$/m.exec(text)?.[1]);
}

/** Close codes that follow from what was done to the right or the content. */
function expected({ frozenAt, ousted }: Script, client: LossyClient, code: number): boolean {
  return code === CLOSE.forbidden ? ousted.has(client.who) : code === CLOSE.frozen && frozenAt !== null;
}

/** What was acknowledged is in the log, what was not is in it or kept apart, and nobody decent was closed. */
function checkEdits(script: Script, { writes }: Standing): void {
  const { clients, faults, ground } = script;
  const seen = loggedText(script).getMap('m');
  for (const client of clients) {
    const { person } = client.who.actor;
    ground.count.edits += client.made.length;
    const bad = client.codes.filter((code) => !expected(script, client, code));
    if (bad.length > 0) faults.push(`${person} was closed with ${bad.join()}`);
    if (client.rude) continue;
    for (const key of client.acked) if (!seen.has(key)) faults.push(`acked ${key} lost`);
    for (const key of client.stranded) if (client.acked.has(key)) faults.push(`${key} acked and kept apart`);
    for (const key of writes(client) ? client.made : [])
      if (!seen.has(key) && !client.stranded.has(key)) faults.push(`${key} neither in the log nor kept apart`);
    ground.count.acked += client.acked.size;
    ground.count.stranded += client.stranded.size;
  }
  if (script.frozenAt !== null && ground.storage.updates(script.room).length !== script.frozenAt) faults.push('the log grew after the freeze');
  checkBarred(script);
}

async function runScript(ground: Ground, seed: number, n: number): Promise<string[]> {
  const random = createRandom(seed);
  const { stage, tokens } = ground;
  const { kim, lee, park, choi } = stage.world.people;
  const plain = random.chance(0.25);
  const freezes = !plain && random.chance(0.5);
  const rights = new Map<Someone, Right>([
    [park, 'edit'],
    [choi, 'edit'],
  ]);
  const documentId = plain ? null : await stage.createDocument(kim, grants(rights));
  const room = documentId === null ? `plain/script-${n}` : mainRoom(documentId, 1);
  if (documentId !== null && freezes) await prefill(ground, documentId);
  const faults: string[] = [];
  /** What was acknowledged is looked for in the log at once: later whoever made it would have sent it again. */
  const inLog = (keys: readonly string[]): void => {
    const doc = new Y.Doc();
    for (const row of ground.storage.updates(room)) Y.applyUpdate(doc, row.bytes);
    for (const key of keys) if (!doc.getMap('m').has(key)) faults.push(`${key} was acknowledged and is not in the log`);
  };
  const clientOf = (who: Someone, name: string, noise: number, rude = false): LossyClient => {
    const address = `${stage.url().replace('http', 'ws')}/rooms/${room}?schema=${SCHEMA_VERSION}`;
    const acknowledged = rude ? (): void => undefined : inLog;
    return createLossy({ who, name, address, token: tokens.get(who) ?? '', plain, rude, acknowledged, random: createRandom(random.int(2 ** 31)), noise });
  };
  const people = [kim, park, choi, lee].slice(0, 2 + random.int(3));
  // Some have two windows.
  const cast = people.flatMap((who) => (random.chance(0.15) ? [who, who] : [who]));
  const clients = cast.map((who, i) => clientOf(who, `${who.actor.person}${i}`, random.pick([0, 0.1, 0.4]), who !== kim && random.chance(0.15)));
  const script: Script = { ground, random, room, documentId, clients, rights, faults, barred: new Map(), ousted: new Set(), frozenAt: null };
  try {
    for (const client of clients) await client.connect();
    for (let left = 20 + random.int(60); left > 0; left--) await step(script, freezes);
    const standing = standingOf(script);
    await heal(script, standing);
    await checkAgreement(script, standing, clientOf(kim, 'reader', 0));
    checkEdits(script, standing);
  } finally {
    for (const client of clients) await client.cut();
  }
  return script.faults.map((fault) => `script ${n} (seed ${seed}): ${fault}`);
}

const DECENT = { plain: false, noise: 0, rude: false, acknowledged: () => undefined } as const;

/** Writes the content of a draft that can be submitted. */
async function prefill({ stage, tokens }: Ground, documentId: string): Promise<void> {
  const { kim } = stage.world.people;
  const docs = { main: new Y.Doc(), section: new Y.Doc() };
  write(docs.main, docs.section, aContent());
  for (const [room, doc] of [
    [mainRoom(documentId, 1), docs.main],
    [sectionRoom(documentId, 1, FIRST_SECTION), docs.section],
  ] as const) {
    const address = `${stage.url().replace('http', 'ws')}/rooms/${room}?schema=${SCHEMA_VERSION}`;
    const token = tokens.get(kim) ?? '';
    const writer = createLossy({ ...DECENT, who: kim, name: 'prefill', address, token, random: createRandom(1) });
    Y.applyUpdate(writer.doc(), Y.encodeStateAsUpdate(doc));
    await writer.connect();
    await until('prefill synced', () => writer.synced() && writer.writes());
    writer.edit();
    writer.barrier();
    await until('prefill acked', () => writer.acked.size === 1);
    await writer.cut();
  }
}

/** Half of the scripts run where every text counts as large. */
const PER_STAGE = 250;
const LARGE = { largeBytes: 1 } as const;

async function runStage(first: number, last: number, large: boolean, random: Random, count: Count, faults: string[]): Promise<void> {
  const limits = { plainRooms: true, idleMs: 5, restMs: 20, snapshotEvery: 7, awarenessPerSecond: 100 };
  const stage = await createStage({ ...limits, ...(large ? LARGE : {}) });
  const storage = must(openSqliteStorage(`${stage.dataDir}/server.db`));
  try {
    const { kim, lee, park, choi } = stage.world.people;
    const tokens = new Map<Someone, string>();
    for (const who of [kim, lee, park, choi]) tokens.set(who, await stage.token(who));
    for (let n = first; n < last && faults.length === 0; n++) faults.push(...(await runScript({ stage, storage, tokens, count }, random.int(2 ** 31), n)));
  } finally {
    storage.close();
    await stage.close();
  }
}

/** Runs `scripts` scripts made from the seed. */
export async function runConvergence({ scripts, seed }: { scripts: number; seed: number }): Promise<ConvergenceReport> {
  const random = createRandom(seed);
  const count: Count = { edits: 0, acked: 0, stranded: 0, freezes: 0, rightChanges: 0 };
  const faults: string[] = [];
  const size = Math.min(PER_STAGE, Math.ceil(scripts / 2));
  for (let n = 0; n < scripts && faults.length === 0; n += size) await runStage(n, Math.min(scripts, n + size), (n / size) % 2 === 1, random, count, faults);
  return { seed, scripts, ...count, faults };
}
