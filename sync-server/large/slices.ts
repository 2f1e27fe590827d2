/**
 * A large state cut into updates that each can be taken in by themselves, in order: what a struct leans on stands in the same slice or
 * an earlier one. So a text of 300 pages comes into memory in many short steps and nobody else's turn waits for the whole.
 */

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Id = { readonly client: number; readonly clock: number };

/** Structs of one slice: as many are taken in within a few milliseconds. */
const STRUCTS = 1000;
/** Deleted spans of one slice. */
const SPANS = 1000;

/** What a struct must find in place. */
function leansOn(struct: Struct): Id[] {
  if (!(struct instanceof Y.Item)) return [];
  const parent: unknown = struct.parent;
  return [struct.origin, struct.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
}

interface Queue {
  readonly structs: Struct[];
  next: number;
}

function byClient(structs: readonly Struct[]): Map<number, Queue> {
  const queues = new Map<number, Queue>();
  for (const struct of structs) {
    const known = queues.get(struct.id.client);
    if (known === undefined) queues.set(struct.id.client, { structs: [struct], next: 0 });
    else known.structs.push(struct);
  }
  return queues;
}

/** Where the clients of a state are, as they are gone through. */
function createWalk(queues: ReadonlyMap<number, Queue>) {
  const state = new Map<number, number>();
  const has = ({ client, clock }: Id): boolean => (state.get(client) ?? 0) > clock;
  /** The client something of which must come before; null where nothing must. */
  function missing(struct: Struct): number | null {
    const { client, clock } = struct.id;
    if (struct instanceof Y.Skip || (state.get(client) ?? 0) < clock) return client;
    return leansOn(struct).find((id) => id.client !== client && !has(id))?.client ?? null;
  }
  return {
    /** Takes what it can of one client, and says whom it waits for. */
    advance(client: number, take: (struct: Struct) => void): { readonly moved: boolean; readonly waitsFor: number | null } {
      const queue = queues.get(client) ?? { structs: [], next: 0 };
      const from = queue.next;
      for (let struct = queue.structs[queue.next]; struct !== undefined; struct = queue.structs[queue.next]) {
        const waitsFor = missing(struct);
        if (waitsFor !== null) return { moved: queue.next > from, waitsFor };
        take(struct);
        queue.next += 1;
        state.set(client, struct.id.clock + struct.length);
      }
      return { moved: queue.next > from, waitsFor: null };
    },
  };
}

/** Structs in an order in which each finds what it leans on; those that never will come last. */
function inOrder(structs: readonly Struct[]): { readonly ready: Struct[]; readonly stuck: Struct[] } {
  const queues = byClient(structs);
  const walk = createWalk(queues);
  const waiting = new Map<number, Set<number>>();
  const ready: Struct[] = [];
  const turns = [...queues.keys()];
  for (let client = turns.pop(); client !== undefined; client = turns.pop()) {
    const { moved, waitsFor } = walk.advance(client, (struct) => ready.push(struct));
    if (waitsFor !== null) waiting.set(waitsFor, (waiting.get(waitsFor) ?? new Set()).add(client));
    if (!moved) continue;
    turns.push(...(waiting.get(client) ?? []));
    waiting.delete(client);
  }
  return { ready, stuck: [...queues.values()].flatMap((queue) => queue.structs.slice(queue.next)) };
}

type Spans = readonly (readonly [client: number, clock: number, length: number])[];

function writeSpans(encoder: encoding.Encoder, spans: Spans): void {
  const clients = Map.groupBy(spans, ([client]) => client);
  encoding.writeVarUint(encoder, clients.size);
  for (const [client, own] of clients) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const [, clock, length] of own) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
}

/** An update of Yjs' first format: structs by client, then deleted spans. */
function encodeSlice(structs: readonly Struct[], spans: Spans): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const clients = [...byClient(structs)].toSorted(([a], [b]) => b - a);
  encoding.writeVarUint(encoder.restEncoder, clients.length);
  for (const [client, { structs: own }] of clients) {
    encoding.writeVarUint(encoder.restEncoder, own.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, own[0]?.id.clock ?? 0);
    for (const struct of own) struct.write(encoder, 0);
  }
  writeSpans(encoder.restEncoder, spans);
  return encoder.toUint8Array();
}

function* pieces<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Cuts a state, as `Y.encodeStateAsUpdate` writes it, into slices of at most so many structs or deleted spans. What waits for a predecessor is the last but the deletions. */
export function sliceState(state: Uint8Array, size: { readonly structs: number; readonly spans: number } = { structs: STRUCTS, spans: SPANS }): Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(state);
  const { ready, stuck } = inOrder(structs);
  const spans = [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => [client, clock, len] as const));
  const slices = [...pieces(ready, size.structs)].map((piece) => encodeSlice(piece, []));
  if (stuck.length > 0) slices.push(encodeSlice(stuck, []));
  for (const piece of pieces(spans, size.spans)) slices.push(encodeSlice([], piece));
  return slices;
}
