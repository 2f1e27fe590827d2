/** Who is in a room and where their cursor stands. Relayed, never stored; the server writes who it is, so nobody can pose as another. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
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
  size: number;
}

function parse(bytes: Uint8Array): Item[] | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const items: Item[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const [client, clock, json] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarString(decoder)];
      items.push({ client, clock, state: JSON.parse(json), size: json.length });
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

/** Beyond these, other clients cannot read the number any more. */
const MAX_CLIENT = 2 ** 32 - 1;
const MAX_CLOCK = 2 ** 31;
/** Ids one person may hold in a room: windows and reconnects, not a flood. */
const IDS_PER_PERSON = 100;

/** Who announced which id first. Of one person only so many are kept: ids that are gone make way, ids that are there do not. */
function createOwners(states: Map<number, State>): { of(client: number): string | undefined; claim(client: number, person: string): boolean } {
  const owners = new Map<number, string>();
  const ids = new Map<string, Set<number>>();
  function forgetGone(mine: Set<number>): void {
    for (const client of mine) {
      if (states.get(client)?.member != null) continue;
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

/** Frames of at most some cursors: stock clients echo every frame, and an echo must not be too large for the way back. */
function frames(states: readonly (readonly [number, State])[], maxBytes: number): Uint8Array[] {
  const groups: (readonly [number, State])[][] = [];
  let size = Infinity;
  for (const item of states) {
    size += item[1].json.length;
    if (size > maxBytes) groups.push([]);
    if (size > maxBytes) size = item[1].json.length;
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
  /** Largest state of one cursor. */
  maxBytes: number;
}

/** States by client id, and a frame of what changed at most so often. */
function createStates(input: PresenceInput): { states: Map<number, State>; touch(client: number, state: State): void; stop(): void } {
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
    stop: () => timer !== null && clearTimeout(timer),
  };
}

/** Presence that sends at most `perSecond` frames a second to the room. */
export function createPresence(input: PresenceInput): Presence {
  const { states, touch, stop } = createStates(input);
  const owners = createOwners(states);
  const isForeign = (member: Member, { client }: Item): boolean => (input.ownerOf(client) ?? owners.of(client) ?? member.person) !== member.person;
  function accept(member: Member, item: Item): void {
    if (item.client > MAX_CLIENT || item.clock > MAX_CLOCK || isForeign(member, item)) return;
    const known = states.get(item.client);
    if (known !== undefined && known.clock >= item.clock && !(known.clock === item.clock && item.state === null)) return;
    if ((item.state === null && known === undefined) || typeof item.state !== 'object') return;
    if (!owners.claim(item.client, member.person)) return;
    const json = item.state === null ? 'null' : JSON.stringify({ ...item.state, person: member.person });
    touch(item.client, { clock: item.clock, json, member: item.state === null ? null : member });
  }
  return {
    receive(member, bytes) {
      const items = parse(bytes);
      if (items === null) return 'malformed';
      if (items.some((item) => item.size > input.maxBytes && !isForeign(member, item))) return 'tooLarge';
      for (const item of items) accept(member, item);
      return null;
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
