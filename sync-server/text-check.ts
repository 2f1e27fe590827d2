/** Judgement of an update before it touches a text: well-formed, and only for ids of its person. */

import * as Y from 'yjs';
import { MAX_CLIENT, MAX_CLOCK } from './bounds.ts';
import { readTyping, type Typing } from './typing.ts';

/** Clocks by client id an update reaches up to. */
export type Reach = ReadonlyMap<number, number>;

/** Judgement of an update before it is applied. `reach` are the ids it writes for. */
export type Check = { readonly type: 'good'; readonly reach: Reach } | { readonly type: 'malformed' } | { readonly type: 'foreign' };

/** Text nests by types; a value nested deeper than this only wants to overflow somebody's stack. */
const MAX_DEPTH = 100;

function tooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null && !ArrayBuffer.isView(item) ? Object.values(item) : []));
  }
  return false;
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

function tooDeepStruct(struct: Decoded['structs'][number]): boolean {
  if (!(struct instanceof Y.Item)) return false;
  const { content } = struct;
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return tooDeep(content.arr);
  if (content instanceof Y.ContentEmbed) return tooDeep(content.embed);
  return content instanceof Y.ContentFormat && tooDeep(content.value);
}

/** Whether it leans on what its writer had not written yet: nobody honest can, and once it stands before what it leans on, no reader gets past it. */
function leansAhead(struct: Decoded['structs'][number]): boolean {
  if (!(struct instanceof Y.Item)) return false;
  const { id, origin, rightOrigin } = struct;
  const parent: unknown = struct.parent;
  // Without a list of them: this is asked of every struct of every update.
  return isAhead(origin, id) || isAhead(rightOrigin, id) || (parent instanceof Y.ID && isAhead(parent, id));
}

function isAhead(leansOn: Y.ID | null, { client, clock }: Y.ID): boolean {
  if (leansOn === null) return false;
  return leansOn.client > MAX_CLIENT || leansOn.clock > MAX_CLOCK || (leansOn.client === client && leansOn.clock >= clock);
}

/** Whether its numbers are such as an honest client could have counted, and its values such as one could have made. */
function plausible({ structs, ds }: Decoded): boolean {
  const fits = (client: number, end: number): boolean => client <= MAX_CLIENT && end <= MAX_CLOCK;
  for (const [client, items] of ds.clients) if (!items.every((item) => fits(client, item.clock + item.len))) return false;
  return structs.every(
    (struct) => struct.length > 0 && fits(struct.id.client, struct.id.clock + struct.length) && !tooDeepStruct(struct) && !leansAhead(struct),
  );
}

/** How far the structs go by client id; a skip writes nothing. */
function reachOf({ structs }: Decoded, doc: Y.Doc): Map<number, number> {
  const reach = new Map<number, number>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const to = clock + struct.length;
    if (!(struct instanceof Y.Skip) && to > Math.max(Y.getState(doc.store, client), reach.get(client) ?? 0)) reach.set(client, to);
  }
  return reach;
}

/** Ids whose text is deleted before it is written: its writer would see it vanish. Nobody honest holds what the server lacks: after a restore it is given back first (RB1, RB8). */
function* deletedAhead({ ds }: Decoded, doc: Y.Doc): Generator<number> {
  for (const [client, items] of ds.clients) if (items.some((item) => item.clock + item.len > Y.getState(doc.store, client))) yield client;
}

/** Whether bytes are an update an honest client could have made. */
export function isPlausible(bytes: Uint8Array): boolean {
  try {
    return plausible(Y.decodeUpdate(bytes));
  } catch {
    return false;
  }
}

const NOWHERE: Reach = new Map();

/** The same of an update of typing, which was read without a value for every piece. */
function checkTyping({ store }: Y.Doc, { client, end, pieces, deleted }: Typing, foreign: (client: number) => boolean): Check {
  const reaches = pieces > 0 && end > Y.getState(store, client);
  if (reaches && foreign(client)) return { type: 'foreign' };
  for (const item of deleted) if (item.clock + item.length > Y.getState(store, item.client) && foreign(item.client)) return { type: 'foreign' };
  return { type: 'good', reach: reaches ? new Map([[client, end]]) : NOWHERE };
}

/** Judges an update against a text; `ownerOf` says whose a client id is. */
export function checkUpdate(doc: Y.Doc, bytes: Uint8Array, person: string, ownerOf: (client: number) => string | undefined): Check {
  const foreign = (client: number): boolean => (ownerOf(client) ?? person) !== person;
  const typing = readTyping(bytes);
  return typing === null ? checkAny(doc, bytes, foreign) : checkTyping(doc, typing, foreign);
}

/** Judges whatever it is. */
function checkAny(doc: Y.Doc, bytes: Uint8Array, foreign: (client: number) => boolean): Check {
  try {
    const decoded = Y.decodeUpdate(bytes);
    if (!plausible(decoded)) return { type: 'malformed' };
    const reach = reachOf(decoded, doc);
    for (const client of reach.keys()) if (foreign(client)) return { type: 'foreign' };
    for (const client of deletedAhead(decoded, doc)) if (foreign(client)) return { type: 'foreign' };
    return { type: 'good', reach };
  } catch {
    return { type: 'malformed' };
  }
}
