/** Who is in a room and where their cursor stands. Relayed, never stored; the server writes who it is, so nobody can pose as another. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MAX_CLIENT, MAX_CLOCK } from './bounds.ts';
import type { Member } from './room.ts';
import { awarenessFrame } from './messages.ts';

interface State {
  clock: number;
  json: string;
  member: Member | null;
}

/** One cursor state of a message. */
interface Item {
  client: number;
  clock: number;
  state: unknown;
}

function parse(bytes: Uint8Array): Item[] | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const items: Item[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      items.push({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: JSON.parse(decoding.readVarString(decoder)) });
    }
    return items;
  } catch {
    return null;
  }
}

function encode(states: readonly (readonly [number, State])[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, states.length);
  for (const [client, state] of states) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, state.clock);
    encoding.writeVarString(encoder, state.json);
  }
  return encoding.toUint8Array(encoder);
}

/** Ids one person may hold in a room: windows and reconnects, not a flood. */
const IDS_PER_PERSON = 100;

/** Bytes of a text on the wire. */
const sizeOf = (json: string): number => Buffer.byteLength(json);

/**
 * Who announced which id first. Of one person only so many are kept: ids that are gone make way, ids that are there do not, nor those whose
 * going the room has not been told: everybody else would go on seeing them.
 */
function createOwners(
  states: Map<number, State>,
  untold: (client: number) => boolean,
): { of(client: number): string | undefined; claim(client: number, person: string): boolean } {
  const owners = new Map<number, string>();
  const ids = new Map<string, Set<number>>();
  function forgetGone(mine: Set<number>): void {
    for (const client of mine) {
      if (states.get(client)?.member != null || untold(client)) continue;
      mine.delete(client);
      owners.delete(client);
      states.delete(client);
    }
  }
  return {
    of: (client) => owners.get(client),
    claim(client, person) {
      if (owners.has(client)) return owners.get(client) === person;
      const mine = ids.get(person) ?? new Set();
      if (mine.size >= IDS_PER_PERSON) forgetGone(mine);
      if (mine.size >= IDS_PER_PERSON) return false;
      ids.set(person, mine.add(client));
      owners.set(client, person);
      return true;
    },
  };
}

/** What id, clock and length of one cursor take at most. */
const ITEM_BYTES = 16;

/** Frames of at most some cursors: stock clients echo every frame, and an echo must not be too large for the way back. */
function frames(states: readonly (readonly [number, State])[], maxBytes: number): Uint8Array[] {
  const groups: (readonly [number, State])[][] = [];
  let size = Infinity;
  for (const item of states) {
    const own = sizeOf(item[1].json) + ITEM_BYTES;
    size += own;
    if (size > maxBytes) groups.push([]);
    if (size > maxBytes) size = own;
    groups.at(-1)?.push(item);
  }
  return groups.map((group) => awarenessFrame(encode(group)));
}

/** The presence of one room. */
export interface Presence {
  /** What is wrong with the bytes, or null. Foreign ids are passed over: stock clients echo what they hear. */
  receive(member: Member, bytes: Uint8Array): 'malformed' | 'tooLarge' | null;
  leave(member: Member): void;
  greet(member: Member): void;
  ownerOf(client: number): string | undefined;
  close(): void;
}

interface PresenceInput {
  members: () => Iterable<Member>;
  ownerOf: (client: number) => string | undefined;
  perSecond: number;
  /** Largest state of one cursor, as it is sent on. */
  maxBytes: number;
}

interface States {
  readonly states: Map<number, State>;
  touch(client: number, state: State): void;
  /** The room has not been told of it yet. */
  untold(client: number): boolean;
  stop(): void;
}

/** States by client id, and a frame of what changed at most so often. */
function createStates(input: PresenceInput): States {
  const states = new Map<number, State>();
  const dirty = new Set<number>();
  let timer: NodeJS.Timeout | null = null;
  function flush(): void {
    timer = null;
    const changed = [...dirty].flatMap((client) => {
      const state = states.get(client);
      return state === undefined ? [] : [[client, state] as const];
    });
    dirty.clear();
    if (changed.length === 0) return;
    for (const frame of frames(changed, input.maxBytes)) for (const member of input.members()) member.send(frame);
  }
  return {
    states,
    touch(client, state) {
      states.set(client, state);
      dirty.add(client);
      timer ??= setTimeout(flush, 1000 / input.perSecond);
    },
    untold: (client) => dirty.has(client),
    stop: () => timer !== null && clearTimeout(timer),
  };
}

/** The name the server wrote into a state it sent on; a client that sends it back echoes it. */
function stampOf(state: unknown): string | undefined {
  const stamp: unknown = typeof state === 'object' && state !== null && 'person' in state ? state.person : undefined;
  return typeof stamp === 'string' ? stamp : undefined;
}

/** A state as it is sent on: under the name of who sent it. */
const stamped = (state: object | null, person: string): string => (state === null ? 'null' : JSON.stringify({ ...state, person }));

/** Cursors of a room where there are any. */
function createCursors(input: PresenceInput): Presence {
  const { states, touch, untold, stop } = createStates(input);
  const owners = createOwners(states, untold);
  /** Of an id nobody holds any more, the name in its state tells whose it was: a late echo claims nothing and is not judged. */
  const isForeign = (member: Member, { client, state }: Item): boolean =>
    (input.ownerOf(client) ?? owners.of(client) ?? stampOf(state) ?? member.person) !== member.person;
  function accept(member: Member, item: Item): 'tooLarge' | null {
    const { client, clock, state } = item;
    if (client > MAX_CLIENT || clock > MAX_CLOCK || isForeign(member, item)) return null;
    const known = states.get(client);
    if (known !== undefined && known.clock >= clock && !(known.clock === clock && state === null)) return null;
    if ((state === null && known === undefined) || typeof state !== 'object') return null;
    const json = stamped(state, member.person);
    if (sizeOf(json) > input.maxBytes) return 'tooLarge';
    if (owners.claim(client, member.person)) touch(client, { clock, json, member: state === null ? null : member });
    return null;
  }
  return {
    receive(member, bytes) {
      const items = parse(bytes);
      if (items === null) return 'malformed';
      return items.map((item) => accept(member, item)).find((wrong) => wrong !== null) ?? null;
    },
    leave(member) {
      for (const [client, state] of states) if (state.member === member) touch(client, { clock: state.clock + 1, json: 'null', member: null });
    },
    greet(member) {
      const present = [...states].filter(([, state]) => state.member !== null);
      for (const frame of frames(present, input.maxBytes)) member.send(frame);
    },
    ownerOf: owners.of,
    close: stop,
  };
}

/** Presence that sends at most `perSecond` frames a second to the room. It costs nothing until the first cursor comes. */
export function createPresence(input: PresenceInput): Presence {
  let cursors: Presence | null = null;
  return {
    receive: (member, bytes) => (cursors ??= createCursors(input)).receive(member, bytes),
    leave: (member) => cursors?.leave(member),
    greet: (member) => cursors?.greet(member),
    ownerOf: (client) => cursors?.ownerOf(client),
    close: () => cursors?.close(),
  };
}
