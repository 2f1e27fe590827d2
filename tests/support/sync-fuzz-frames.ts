/** Frames a hostile client sends: honest ones broken in every way we could think of. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '../../shared/collab/protocol.ts';
import type { Random } from './sync-random.ts';

/** What the hostile client aims at: ids of honest writers and how far they have written. */
export interface Target {
  readonly honest: readonly { readonly client: number; readonly clock: number }[];
}

/** Something to send: a binary frame, a text frame, or bytes put on the bare socket. */
export type Shot =
  | { readonly type: 'frame'; readonly bytes: Uint8Array }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bare'; readonly bytes: Uint8Array };

/** Writes bytes with lib0. */
export function written(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const ANY_LENGTHS = [0, 1, 2, 127, 128, 4096, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER];

/** A sync message around an update. */
export function syncMessage(kind: number, update: Uint8Array): Uint8Array {
  return written((e) => {
    encoding.writeVarUint(e, MESSAGE.sync);
    encoding.writeVarUint(e, kind);
    encoding.writeVarUint8Array(e, update);
  });
}

/** An update by hand: sections of raw structs, then a delete set. */
export function updateByHand(
  sections: readonly { client: number; clock: number; structs: readonly ((e: encoding.Encoder) => void)[]; count?: number }[],
  deletes: readonly { client: number; clock: number; length: number }[] = [],
): Uint8Array {
  return written((e) => {
    encoding.writeVarUint(e, sections.length);
    for (const { client, clock, structs, count } of sections) {
      encoding.writeVarUint(e, count ?? structs.length);
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, clock);
      for (const struct of structs) struct(e);
    }
    encoding.writeVarUint(e, deletes.length);
    for (const { client, clock, length } of deletes) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, 1);
      encoding.writeVarUint(e, clock);
      encoding.writeVarUint(e, length);
    }
  });
}

const gc =
  (length: number) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 0);
    encoding.writeVarUint(e, length);
  };

const skip =
  (length: number) =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, 10);
    encoding.writeVarUint(e, length);
  };

/** An item under a root type with content given as bytes. */
const item =
  (kind: number, content: (e: encoding.Encoder) => void, parent = 'hostile area') =>
  (e: encoding.Encoder): void => {
    encoding.writeUint8(e, kind);
    encoding.writeVarUint(e, 1);
    encoding.writeVarString(e, parent);
    content(e);
  };

/** Deep arrays in lib0's `any`: 117 is an array of so many. */
const deep =
  (depth: number) =>
  (e: encoding.Encoder): void => {
    encoding.writeVarUint(e, 1);
    for (let i = 0; i < depth; i++) encoding.writeUint8Array(e, Uint8Array.of(117, 1));
    encoding.writeUint8(e, 126);
  };

type Maker = (random: Random, base: Base, target: Target) => Shot;

/** A stock of honest messages of the hostile client's own document. */
export interface Base {
  readonly doc: Y.Doc;
  readonly updates: Uint8Array[];
}

const frame = (bytes: Uint8Array): Shot => ({ type: 'frame', bytes });
const update = (bytes: Uint8Array): Shot => frame(syncMessage(2, bytes));
const fresh = (random: Random): number => random.int(2 ** 32);

const EDITS: readonly ((doc: Y.Doc, random: Random) => void)[] = [
  (doc, random) => doc.getText('hostile area').insert(0, 'x'.repeat(1 + random.int(20))),
  (doc, random) => void doc.getMap('hostile map').set(`k${random.int(5)}`, { deep: [1, 'two', null, { three: random.int(9) }] }),
  (doc) => doc.getXmlFragment('hostile tree').insert(0, [new Y.XmlElement('p'), new Y.XmlText('words')]),
  (doc) => doc.getText('hostile area').format(0, Math.min(3, doc.getText('hostile area').length), { bold: true }),
  (doc) => doc.getText('hostile area').delete(0, Math.min(2, doc.getText('hostile area').length)),
  (doc, random) => doc.getArray('hostile list').insert(0, [random.bytes(8), new Y.Map([['a', 1]]), 'str', 7]),
  (doc) => void doc.getMap('hostile docs').set('sub', new Y.Doc()),
  (doc) => doc.getText('hostile area').insertEmbed(0, { image: 'none' }),
];

/** Makes one more honest update of the hostile client's own. */
function grow(base: Base, random: Random): Uint8Array {
  const before = Y.encodeStateVector(base.doc);
  random.pick(EDITS)(base.doc, random);
  const made = Y.encodeStateAsUpdate(base.doc, before);
  base.updates.push(made);
  if (base.updates.length > 40) base.updates.shift();
  return made;
}

function goodFrame(random: Random, base: Base): Uint8Array {
  const made = random.chance(0.6) || base.updates.length === 0 ? grow(base, random) : random.pick(base.updates);
  return syncMessage(random.pick([1, 2]), made);
}

function flipped(random: Random, bytes: Uint8Array, from = 0): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let n = 1 + random.int(6); n > 0; n--) {
    const at = from + random.int(Math.max(1, copy.length - from));
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.int(8));
  }
  return copy;
}

function awareness(items: readonly { client: number; clock: number; json: string }[], count = items.length): Shot {
  const inner = written((e) => {
    encoding.writeVarUint(e, count);
    for (const { client, clock, json } of items) {
      encoding.writeVarUint(e, client);
      encoding.writeVarUint(e, clock);
      encoding.writeVarString(e, json);
    }
  });
  return frame(
    written((e) => {
      encoding.writeVarUint(e, MESSAGE.awareness);
      encoding.writeVarUint8Array(e, inner);
    }),
  );
}

const STATES = ['{}', '{"user":{"name":"x"}}', 'null', '7', '"x"', '[1]', '{', `${'['.repeat(1500)}${']'.repeat(1500)}`, '{"__proto__":{"a":1}}'];
const CLOCKS = [0, 1, 2, 5, 2 ** 31, 2 ** 32, 2 ** 53 - 2, Number.MAX_SAFE_INTEGER];

/** Client frames on the bare socket, unmasked or with reserved bits: what `ws` must refuse. */
function bare(random: Random): Shot {
  const payload = random.bytes(random.int(40));
  const heads: readonly number[][] = [
    [0x82, payload.length],
    [0xf2, 0x80 | payload.length, 0, 0, 0, 0],
    [0x02, 0x80 | payload.length, 1, 2, 3, 4],
    [0x00, 0x80 | payload.length, 1, 2, 3, 4],
    [0x82, 0xff, 0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0],
    [0x88, 0x82, 0, 0, 0, 0, random.int(256), random.int(256)],
    [0x89, 0x80 | Math.min(125, payload.length), 9, 9, 9, 9],
    [0x83, 0x80, 0, 0, 0, 0],
  ];
  return { type: 'bare', bytes: Uint8Array.from([...random.pick(heads), ...payload]) };
}

/** An honest update with a length somewhere in it told wrongly. */
function lied(random: Random, bytes: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(bytes);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  const body = decoding.readVarUint8Array(decoder);
  return written((e) => {
    encoding.writeVarUint(e, MESSAGE.sync);
    encoding.writeVarUint(e, random.pick([0, 1, 2]));
    encoding.writeVarUint(e, random.chance(0.3) ? body.length + random.int(9) : random.pick(ANY_LENGTHS));
    encoding.writeUint8Array(e, body);
  });
}

/** Every way to be hostile, each named. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  honest: (random, base) => frame(goodFrame(random, base)),
  flip: (random, base) => frame(flipped(random, goodFrame(random, base))),
  flipInside: (random, base) => update(flipped(random, grow(base, random), 1)),
  truncate: (random, base) => {
    const good = goodFrame(random, base);
    return frame(good.subarray(0, random.int(good.length)));
  },
  truncateInside: (random, base) => {
    const good = grow(base, random);
    return update(good.subarray(0, random.int(good.length)));
  },
  lengthLie: (random, base) => frame(lied(random, goodFrame(random, base))),
  splice: (random, base) => frame(Uint8Array.from([...goodFrame(random, base).subarray(0, 1 + random.int(12)), ...goodFrame(random, base)])),
  noise: (random) => frame(random.bytes(random.int(80))),
  noiseInside: (random) => update(random.bytes(3 + random.int(60))),
  foreignGc: (random, _base, { honest }) => {
    const { client, clock } = random.pick(honest);
    return update(updateByHand([{ client, clock: clock + random.int(3), structs: [random.pick([gc, skip])(random.pick(ANY_LENGTHS) || 1), gc(1)] }]));
  },
  foreignText: (random, _base, { honest }) => {
    const { client, clock } = random.pick(honest);
    return update(updateByHand([{ client, clock: random.chance(0.5) ? clock : 0, structs: [item(4, (e) => encoding.writeVarString(e, 'x'.repeat(99)))] }]));
  },
  foreignHidden: (random, base, { honest }) => {
    // The same id twice: a reader that keeps only the last section is led astray.
    const { client, clock } = random.pick(honest);
    const own = { client: base.doc.clientID, clock: 1e6, structs: [gc(1)] };
    return update(
      updateByHand(
        random.pick([
          [{ client, clock, structs: [gc(50)] }, own, { client, clock: 0, structs: [gc(1)] }],
          [own, { client, clock, structs: [gc(9)] }],
        ]),
      ),
    );
  },
  foreignFutureDelete: (random, _base, { honest }) => {
    // Far enough ahead to be there first, near enough to be reached later: what is there already a colleague may delete.
    const { client, clock } = random.pick(honest);
    return update(updateByHand([], [{ client, clock: clock + 12 + random.int(8), length: random.pick(ANY_LENGTHS) || 1 }]));
  },
  hugeClock: (random, base) => {
    const client = random.pick([base.doc.clientID, fresh(random), 0, 2 ** 32, Number.MAX_SAFE_INTEGER]);
    const clock = random.pick([0, 0, 2 ** 31, 2 ** 53 - 2]);
    return update(updateByHand([{ client, clock, structs: [random.pick([gc, skip])(random.pick(ANY_LENGTHS)), gc(random.pick(ANY_LENGTHS))] }]));
  },
  deleteLie: (random, base) =>
    update(updateByHand([], [{ client: random.pick([base.doc.clientID, fresh(random)]), clock: random.pick(ANY_LENGTHS), length: random.pick(ANY_LENGTHS) }])),
  countLie: (random, base) => update(updateByHand([{ client: base.doc.clientID, clock: 0, structs: [gc(1)], count: random.pick(ANY_LENGTHS) }])),
  contentLie: (random) =>
    update(updateByHand([{ client: fresh(random), clock: 0, structs: [item(random.int(32), (e) => encoding.writeUint8Array(e, random.bytes(24)))] }])),
  deep: (random) => update(updateByHand([{ client: fresh(random), clock: 0, structs: [item(8, deep(random.pick([10, 500, 3000, 20_000])))] }])),
  aware: (random, base, { honest }) => {
    const client = random.pick([base.doc.clientID, random.pick(honest).client, fresh(random), Number.MAX_SAFE_INTEGER]);
    return awareness([{ client, clock: random.pick(CLOCKS), json: random.pick(STATES) }], random.pick([1, 1, 1, 0, 2, 2 ** 32]));
  },
  awareMany: (random) => awareness(Array.from({ length: 200 }, () => ({ client: fresh(random), clock: 1, json: '{}' }))),
  awareHuge: (random) => awareness([{ client: fresh(random), clock: 1, json: JSON.stringify({ x: 'y'.repeat(random.pick([4000, 5000, 50_000])) }) }]),
  // Short here, long where somebody writes it again.
  awareGrow: (random) => awareness([{ client: fresh(random), clock: 1, json: `{"x":[${'1e20,'.repeat(random.pick([100, 180, 800]))}0]}` }]),
  awareChurn: (random) => {
    const from = random.int(2 ** 31);
    const live = Array.from({ length: 100 }, (_, i) => ({ client: from + i, clock: 1, json: '{}' }));
    return awareness([...live, ...live.map((one) => ({ ...one, clock: 2, json: 'null' })), ...live.map((one) => ({ ...one, client: one.client + 1000 }))]);
  },
  awareNoise: (random) => frame(written((e) => (encoding.writeVarUint(e, 1), encoding.writeVarUint8Array(e, random.bytes(random.int(30)))))),
  vector: (random) => frame(syncMessage(0, random.bytes(random.int(12)))),
  vectorLie: (random) =>
    frame(
      syncMessage(
        0,
        written((e) => [1, fresh(random), random.pick(ANY_LENGTHS)].forEach((n) => encoding.writeVarUint(e, n))),
      ),
    ),
  barrier: (random) => frame(written((e) => (encoding.writeVarUint(e, MESSAGE.barrier), encoding.writeVarUint(e, random.pick([...ANY_LENGTHS, 3, 1]))))),
  barrierCut: (random) => frame(Uint8Array.of(MESSAGE.barrier, ...random.bytes(random.int(10)).map((byte) => byte | 0x80))),
  wrongType: (random) => frame(Uint8Array.of(random.pick([2, 3, 4, 5, 63, 65, 66, 127]), ...random.bytes(random.int(10)))),
  empty: () => frame(new Uint8Array(0)),
  text: (random) => ({ type: 'text', text: random.pick(['', '{}', '안녕', '{"type":"sync"}']) }),
  large: (random) => update(random.bytes(66_000)),
  bare,
};
