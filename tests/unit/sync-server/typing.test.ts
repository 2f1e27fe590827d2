import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { joinTyping, readTyping } from '../../../sync-server/typing.ts';
import { createRandom, type Random } from '../../support/sync-random.ts';
import { seedOf } from '../../support/seed.ts';

const WORDS = ['a', '가나다', '결재 올림', '𠮷 한자', '', '\uFEFF표', '1234567890'.repeat(20)];

/** What some people type into a text, and now and then something that is no typing, in the order it came. */
function written(random: Random): Uint8Array[] {
  const log: Uint8Array[] = [];
  const docs = Array.from({ length: 1 + random.int(3) }, () => new Y.Doc());
  for (const [n, doc] of docs.entries()) {
    doc.clientID = random.pick([1, 100, 70_000, 2 ** 31, 2 ** 32 - 10]) + n;
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'other' && log.push(update));
  }
  for (let step = random.int(60); step > 0; step--) {
    const doc = random.pick(docs);
    const text = doc.getText('본문');
    const at = random.int(text.length + 1);
    if (random.chance(0.6)) doc.transact(() => Array.from({ length: 1 + random.int(3) }, () => text.insert(at, random.pick(WORDS))));
    else if (text.length > 2) text.delete(random.int(text.length - 2), 1 + random.int(2));
    if (random.chance(0.05)) doc.getMap('m').set('k', step);
    if (random.chance(0.05) && text.length > 2) text.format(0, 2, { bold: true });
    const other = random.pick(docs);
    if (random.chance(0.3)) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'other');
  }
  return log;
}

function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice(0, random.chance(0.2) ? random.int(bytes.length) : bytes.length);
  for (let n = 1 + random.int(3); n > 0 && copy.length > 0; n--) copy[random.int(copy.length)] = random.int(256);
  return copy;
}

const MAX_CLOCK = 2 ** 31;
const ahead = (lean: unknown, { client, clock }: Y.ID): boolean =>
  lean instanceof Y.ID && (lean.client >= 2 ** 32 || lean.clock > MAX_CLOCK || (lean.client === client && lean.clock >= clock));

/** What Yjs reads of it. */
function asYjsReads(bytes: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(bytes);
  for (const struct of structs) {
    expect(struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.length > 0).toBe(true);
    if (struct instanceof Y.Item) expect([struct.origin, struct.rightOrigin, struct.parent].some((lean) => ahead(lean, struct.id))).toBe(false);
  }
  const deleted = [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => `${client} ${clock} ${len}`));
  const [first] = structs;
  const last = structs.at(-1);
  return { pieces: structs.length, client: first?.id.client, clock: first?.id.clock, end: last && last.id.clock + last.length, deleted: deleted.toSorted() };
}

function asReadHere(bytes: Uint8Array): ReturnType<typeof asYjsReads> | null {
  const typing = readTyping(bytes);
  if (typing === null) return null;
  const deleted = typing.deleted.map(({ client, clock, length }) => `${client} ${clock} ${length}`).toSorted();
  const some = typing.pieces > 0;
  const { client, clock, end } = typing;
  return { pieces: typing.pieces, client: some ? client : undefined, clock: some ? clock : undefined, end: some ? end : undefined, deleted };
}

describe('updates of typing', () => {
  it('R62 typing is read as Yjs reads it, and nothing else is taken for typing, mutated or not', () => {
    const seed = seedOf();
    let typing = 0;
    let other = 0;
    for (let n = 0; n < 400; n++) {
      const random = createRandom(seed + n);
      for (const whole of written(random)) {
        for (const bytes of [whole, mutated(whole, random), mutated(whole, random)]) {
          const here = asReadHere(bytes);
          if (here === null) other++;
          else {
            typing++;
            expect(here, `seed ${seed + n}`).toEqual(asYjsReads(bytes));
          }
        }
      }
    }
    expect(typing).toBeGreaterThan(5000);
    expect(other).toBeGreaterThan(1000);
  });

  it('R62 typing joined by its bytes is what Yjs merges, byte for byte', () => {
    const seed = seedOf();
    let joins = 0;
    for (let n = 0; n < 600; n++) {
      const random = createRandom(seed + n);
      const log = written(random);
      const from = random.int(log.length + 1);
      const some = log.slice(from, from + 2 + random.int(20));
      const joined = some.length > 1 ? joinTyping(some) : null;
      if (joined === null) continue;
      joins++;
      expect(joined, `seed ${seed + n}`).toEqual(Y.mergeUpdates(some));
    }
    expect(joins).toBeGreaterThan(100);
  });

  it('R62 a writer whose text has a hole is left to Yjs', () => {
    const doc = new Y.Doc();
    const log: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => void log.push(update));
    for (const word of ['하나', '둘', '셋']) doc.getText('t').insert(0, word);
    const [first = new Uint8Array(), , third = new Uint8Array()] = log;
    expect(joinTyping([first, third])).toBeNull();
    expect(joinTyping([third, first])).toBeNull();
  });
});
