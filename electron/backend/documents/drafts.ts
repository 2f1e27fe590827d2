/** Rooms of documents being written: kept open while this person may see the draft, so that they are here when the centre is not. */

import type { Doc } from 'yjs';
import type { Content } from '../../../shared/collab/content.ts';
import { commentsRoom, mainRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { readContent, type VersionRooms } from '../../../shared/collab/read.ts';
import { FIRST_SECTION, sectionIds } from '../../../shared/collab/schema.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { ownRevision, roomRight } from '../../../shared/policy/access.ts';
import { sectionsIn } from '../../../shared/policy/sections.ts';
import { stateOf } from '../acts/compose.ts';
import type { Replica, Room } from '../replica.ts';

/** Open rooms of one draft version. */
export interface DraftRooms {
  readonly version: number;
  readonly main: Room;
  readonly sections: ReadonlyMap<string, Room>;
  /** Ids of the sections in reading order as the trail says them; empty where the body is one text. */
  readonly order: readonly string[];
  /** The room of comments, opened when it is first asked for: lists of drafts need none. */
  readonly comments: () => Room;
}

/** The drafts of this person. */
export interface Drafts {
  /** Opens what must be open and closes what need not, after the trail changed. */
  readonly follow: () => void;
  readonly rooms: (documentId: string) => DraftRooms | null;
  readonly open: (documentId: string, version: number) => DraftRooms;
  /** Content of a version that was fixed once. */
  frozen(documentId: string, version: number): Promise<Result<Content>>;
  /** What stands in the rooms of a version being written: a draft's, or the one this person writes as a reviewer. */
  written(documentId: string, version: number): Promise<Result<Content>>;
  /** Content as it stands: the frozen version, or what the open rooms say. */
  readonly content: (documentId: string) => Promise<Result<Content>>;
  /** Rooms of this document were stranded: let go of them and begin again from the server's text. */
  readonly reopen: (documentId: string) => void;
  readonly close: () => void;
}

/** The Yjs documents of a draft, as `readContent` and `writeContent` want them. */
export function docsOf({ main, sections, order }: DraftRooms): VersionRooms & { sections: Map<string, Doc> } {
  return { main: main.doc, sections: new Map([...sections].map(([id, room]) => [id, room.doc])), order };
}

/** Lists, views and checks all ask for the content of the same rooms: it is read again only once an edit came in. */
const read = new WeakMap<DraftRooms, Result<Content>>();

function contentIn(rooms: DraftRooms): Result<Content> {
  const content = read.get(rooms) ?? readContent(docsOf(rooms));
  read.set(rooms, content);
  return content;
}

const QUIET_MS = 400;

/** Tells once, when it has been quiet for a moment. */
function createDebounce(tell: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(tell, QUIET_MS);
    timer.unref();
  };
}

/** Comments rooms, one a document at most, opened when first asked for. */
function createComments(replica: Replica) {
  const opened = new Map<string, { readonly version: number; readonly room: Room }>();
  const shut = (documentId: string): void => {
    opened.get(documentId)?.room.close();
    opened.delete(documentId);
  };
  const open = (documentId: string, version: number, tell: () => void): Room => {
    const known = opened.get(documentId);
    if (known?.version === version) return known.room;
    shut(documentId);
    const room = replica.openRoom(commentsRoom(documentId, version));
    room.doc.on('update', tell);
    opened.set(documentId, { version, room });
    return room;
  };
  return { open, shut };
}

/** Rooms held open, one set a document. */
function createOpened(replica: Replica, changed: (documentId: string) => void) {
  const opened = new Map<string, DraftRooms>();
  const comments = createComments(replica);
  const shut = (documentId: string): void => {
    const rooms = opened.get(documentId);
    rooms?.main.close();
    for (const room of rooms?.sections.values() ?? []) room.close();
    comments.shut(documentId);
    opened.delete(documentId);
  };
  const open = (documentId: string, version: number): DraftRooms => {
    const known = opened.get(documentId);
    const { list, removed } = sectionsIn(stateOf(replica, documentId), version);
    const order = list.map(({ id }) => id);
    if (known?.version === version && known.order.join(' ') === order.join(' ')) return known;
    shut(documentId);
    const main = replica.openRoom(mainRoom(documentId, version));
    // A part that was taken out stays here: what was written in it and not sent yet must be judged, not forgotten.
    const ids = new Set([FIRST_SECTION, ...sectionIds(main.doc), ...order, ...removed.map(({ id }) => id)]);
    const sections = new Map([...ids].map((id) => [id, replica.openRoom(sectionRoom(documentId, version, id))]));
    const rooms = { version, main, sections, order, comments: () => comments.open(documentId, version, tell) };
    const tell = createDebounce(() => {
      // Another machine listed a section: its room belongs to the text too. Rooms that others took the place of say nothing any more.
      if (opened.get(documentId) === rooms && sectionIds(main.doc).some((id) => !sections.has(id))) reopen(documentId, version);
      changed(documentId);
    });
    for (const room of [main, ...sections.values()]) {
      room.doc.on('update', () => void read.delete(rooms));
      room.doc.on('update', tell);
    }
    opened.set(documentId, rooms);
    return rooms;
  };
  const reopen = (documentId: string, version: number): void => {
    if (opened.get(documentId)?.version !== version) return;
    shut(documentId);
    open(documentId, version);
  };
  return { opened, open, shut };
}

/** Frozen contents, read once. */
function createFrozen(replica: Replica): (documentId: string, version: number) => Promise<Result<Content>> {
  const frozen = new Map<string, Content>();
  return async (documentId, version) => {
    const key = `${documentId}/${version}`;
    const known = frozen.get(key);
    if (known !== undefined) return ok(known);
    const read = await replica.content(documentId, version);
    if (!read.ok) return read;
    frozen.set(key, read.value.content);
    return ok(read.value.content);
  };
}

/** Keeps the rooms of drafts open; `changed` hears of every draft whose text or fields moved, once it is quiet. */
export function createDrafts(replica: Replica, person: string, changed: (documentId: string) => void): Drafts {
  const { opened, open, shut } = createOpened(replica, changed);
  const frozenContent = createFrozen(replica);
  const follow = (): void => {
    for (const documentId of replica.documents()) {
      const state = stateOf(replica, documentId);
      const drafting = state.status === 'drafting' && roomRight(state, replica.directory(), person, 'main') !== 'none';
      const wanted = drafting ? state.version : ownRevision(state, person);
      if (wanted !== null) open(documentId, wanted);
      else shut(documentId);
    }
  };
  const written = async (documentId: string, version: number): Promise<Result<Content>> => {
    const rooms = open(documentId, version);
    await Promise.all([rooms.main.whenLoaded, ...[...rooms.sections.values()].map((room) => room.whenLoaded)]);
    return contentIn(rooms);
  };
  return {
    follow,
    written,
    rooms: (documentId) => opened.get(documentId) ?? null,
    open,
    reopen(documentId) {
      if (!opened.has(documentId)) return;
      shut(documentId);
      follow();
    },
    frozen: frozenContent,
    async content(documentId) {
      const state = stateOf(replica, documentId);
      if (state.status === 'none') return err('NO_DOCUMENT', '이 문서를 찾을 수 없습니다. 목록을 새로 받은 뒤 다시 여십시오.');
      return state.status === 'drafting' ? written(documentId, state.version) : frozenContent(documentId, state.version);
    },
    close() {
      for (const documentId of [...opened.keys()]) shut(documentId);
    },
  };
}
