/**
 * A version that goes on from one that was fixed (재기안, a reviewer's edit): it begins with that text, in the parts it was written in (RT13). Every step can be
 * the last before the machine goes down, and is taken up again when it is on: what is begun is noted here before the act that opens the version is signed.
 */

import { canonical } from '../../../shared/trail/canonical.ts';
import type { DocumentState } from '../../../shared/approval/state.ts';
import type { Block, Content } from '../../../shared/collab/content.ts';
import { mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { readSection } from '../../../shared/collab/read.ts';
import { fieldsOf, FIRST_SECTION, sectionIds } from '../../../shared/collab/schema.ts';
import { replaceBody, writeContent } from '../../../shared/collab/write.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { writtenVersion } from '../../../shared/policy/access.ts';
import { partsSaid, type Section } from '../../../shared/policy/sections.ts';
import { boundToDocument, stateOf } from '../acts/compose.ts';
import { act, type Acted } from '../acts/send.ts';
import { lineOr } from '../approval/wait-saved.ts';
import type { BackendContext } from '../context.ts';
import type { Room } from '../replica.ts';
import { docsOf } from './drafts.ts';
import { beginningsIn, type Beginning } from './beginnings.ts';

/** A part with its blocks. */
interface Filled {
  readonly section: Section;
  readonly blocks: readonly Block[];
}

/** Works with rooms that are held open only for that. */
async function inRooms<T>({ replica }: BackendContext, names: readonly string[], work: (rooms: readonly Room[]) => T | Promise<T>): Promise<T> {
  const rooms = names.map((name) => replica.openRoom(name));
  try {
    await Promise.all(rooms.map(({ whenLoaded }) => whenLoaded));
    return await work(rooms);
  } finally {
    for (const room of rooms) room.close();
  }
}

/** What this machine may not have had of fixed rooms comes in where there is a line. */
const synced = (context: BackendContext, rooms: readonly Room[]): Promise<void> =>
  lineOr(context, Promise.all(rooms.map(({ whenSynced }) => whenSynced))).catch(() => undefined);

const blocksIn = ({ doc }: Room): readonly Block[] => {
  const read = readSection(doc);
  return read.ok ? read.value : [];
};

/** The parts of a fixed version with what stood in each; null where it was one text, or its rooms cannot be had here now. */
async function partsOf(context: BackendContext, documentId: string, version: number, content: Content): Promise<Filled[] | null> {
  const ids = await inRooms(context, [mainRoom(documentId, version)], async (rooms) => {
    await synced(context, rooms);
    return rooms.flatMap(({ doc }) => sectionIds(doc));
  });
  const list = partsSaid(stateOf(context.replica, documentId), version, ids);
  if (list.length < 2) return null;
  const names = list.map(({ id }) => sectionRoom(documentId, version, id));
  return inRooms(context, names, async (rooms) => {
    const whole = (): boolean => canonical(rooms.flatMap(blocksIn)) === canonical(content.blocks);
    if (!whole()) await synced(context, rooms);
    return whole() ? rooms.map((room, i) => ({ section: list[i] ?? { id: '', name: '', agency: null, unit: null }, blocks: blocksIn(room) })) : null;
  });
}

/**
 * Fills the rooms. The main room comes last, with the list of the parts: until then the version is empty, and from then on it has all of its text. A room that has
 * fields was filled before.
 */
async function fill(context: BackendContext, { documentId, version, from }: Beginning, content: Content, stopped = (): boolean => false): Promise<void> {
  const rooms = context.drafts.open(documentId, version);
  await Promise.all([rooms.main.whenLoaded, ...[...rooms.sections.values()].map((room) => room.whenLoaded)]);
  const parts = await partsOf(context, documentId, from, content);
  if (stopped() || fieldsOf(rooms.main.doc).size > 0) return;
  for (const { section, blocks } of parts ?? []) {
    if (section.id === FIRST_SECTION) continue;
    const room = context.replica.openRoom(sectionRoom(documentId, version, section.id));
    replaceBody(room.doc, blocks);
    room.close();
  }
  const listed = parts?.map(({ section, blocks }) => ({ id: section.id, blocks }));
  writeContent(docsOf(rooms), content, listed);
  context.drafts.reopen(documentId);
}

/** Waits until the server has what was written; false where the line or the disk went meanwhile. */
async function kept(context: BackendContext, documentId: string): Promise<boolean> {
  const rooms = context.drafts.rooms(documentId);
  if (rooms === null || context.replica.status().connection === 'offline') return false;
  let all = false;
  const saved = Promise.all([rooms.main, ...rooms.sections.values()].map((room) => room.saved())).then(() => (all = true));
  await lineOr(context, saved).catch(() => undefined);
  return all;
}

/** Whether nobody said the parts of this version, and its text is divided. */
function isUnsaid(context: BackendContext, state: DocumentState, version: number): boolean {
  const rooms = context.drafts.rooms(state.documentId);
  return rooms !== null && sectionIds(rooms.main.doc).length > 1 && !state.sections.some((one) => one.version === version);
}

/** Says who has the parts, as in the version before, once their text is with the server: whoever has a part then is the only one who writes in it. True where nothing is left to do. */
async function sayParts(context: BackendContext, { documentId, version, from }: Beginning): Promise<boolean> {
  const state = stateOf(context.replica, documentId);
  if (state.status !== 'drafting' || state.version !== version || !isUnsaid(context, state, version)) return true;
  if (!(await kept(context, documentId)) || !context.mayAct().ok) return false;
  const now = stateOf(context.replica, documentId);
  const ids = sectionIds(context.drafts.open(documentId, version).main.doc);
  if (now.version !== version || !isUnsaid(context, now, version)) return true;
  const sections = partsSaid(now, from, ids).map((section) => ({ ...section }));
  const bound = boundToDocument(now, context.me().agency);
  const set = await act(context, { documentId, type: 'sections.set', body: { sections }, bound, done: '' });
  return set.ok || set.code !== 'LOCKED';
}

/** Goes on with what was begun; what cannot be done now stays noted. */
async function goOn(context: BackendContext, beginning: Beginning, stopped: () => boolean): Promise<void> {
  const { documentId, version, from } = beginning;
  const notes = beginningsIn(context.meta);
  const state = stateOf(context.replica, documentId);
  if (writtenVersion(state) !== version) {
    // Its act waits, or nobody writes in it any more.
    const waits = context.replica.waitingFor(documentId).length > 0 && state.lastVersion < version;
    return waits ? undefined : notes.drop(beginning);
  }
  const content = await context.drafts.frozen(documentId, from);
  if (!content.ok || stopped()) return;
  await fill(context, beginning, content.value, stopped);
  if (!stopped() && (await sayParts(context, beginning))) notes.drop(beginning);
}

/** Opens a version by `open` and fills it with the text of `from`. A refusal leaves nothing behind. */
export async function beginVersion(
  context: BackendContext,
  beginning: Beginning,
  content: Content,
  open: () => Promise<Result<Acted>>,
): Promise<Result<Acted>> {
  const notes = beginningsIn(context.meta);
  notes.add(beginning);
  const sent = await open();
  if (!sent.ok) {
    notes.drop(beginning);
    return sent;
  }
  await fill(context, beginning, content);
  if (sent.value.state === 'accepted' && (await sayParts(context, beginning))) notes.drop(beginning);
  return sent;
}

/**
 * Takes up what a machine that went down, or the lack of a line, left half done: now, when the line is back, and when an act of the paper was taken. Gives back what
 * ends it.
 */
export function resumeVersions(context: BackendContext): () => void {
  let [running, asked, stopped, online] = [false, false, false, false];
  const resume = async (): Promise<void> => {
    asked = true;
    if (running) return;
    running = true;
    while (asked && !stopped) {
      asked = false;
      for (const beginning of beginningsIn(context.meta).all()) if (!stopped) await goOn(context, beginning, () => stopped);
    }
    running = false;
  };
  const { sync } = context;
  const again = (): void => sync.meanwhile(resume());
  const stopEntries = sync.onEntries(again);
  const stopChanges = sync.onChange(() => {
    const before = online;
    online = sync.status().connection === 'online';
    if (online && !before) again();
  });
  again();
  return () => {
    stopped = true;
    stopEntries();
    stopChanges();
  };
}
