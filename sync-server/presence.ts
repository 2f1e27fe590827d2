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

/** The presence of one room. */
export interface Presence {
  /** False where the bytes are no cursor message. Foreign ids are passed over: stock clients echo what they hear. */
  receive(member: Member, bytes: Uint8Array): boolean;
  leave(member: Member): void;
  greet(member: Member): void;
  ownerOf(client: number): string | undefined;
  close(): void;
}

interface PresenceInput {
  members: () => Iterable<Member>;
  ownerOf: (client: number) => string | undefined;
  perSecond: number;
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
    const frame = awarenessFrame(encode(changed));
    for (const member of input.members()) member.send(frame);
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
  const owners = new Map<number, string>();
  function accept(member: Member, item: Item): void {
    const owner = input.ownerOf(item.client) ?? owners.get(item.client);
    if (owner !== undefined && owner !== member.person) return;
    const known = states.get(item.client);
    if (known !== undefined && known.clock >= item.clock && !(known.clock === item.clock && item.state === null)) return;
    if ((item.state === null && known === undefined) || typeof item.state !== 'object') return;
    owners.set(item.client, member.person);
    const json = item.state === null ? 'null' : JSON.stringify({ ...item.state, person: member.person });
    touch(item.client, { clock: item.clock, json, member: item.state === null ? null : member });
  }
  return {
    receive(member, bytes) {
      const items = parse(bytes);
      for (const item of items ?? []) accept(member, item);
      return items !== null;
    },
    leave(member) {
      for (const [client, state] of states) if (state.member === member) touch(client, { clock: state.clock + 1, json: 'null', member: null });
    },
    greet(member) {
      const present = [...states].filter(([, state]) => state.member !== null);
      if (present.length > 0) member.send(awarenessFrame(encode(present)));
    },
    ownerOf: (client) => owners.get(client),
    close: stop,
  };
}
