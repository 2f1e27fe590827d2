import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import { prepareText } from '../../../sync-server/large/prepare.ts';
import { createPreparer } from '../../../sync-server/large/preparer.ts';
import { sliceState } from '../../../sync-server/large/slices.ts';
import { createRandom, type Random } from '../../support/sync-random.ts';
import { createStage, until, type Stage } from '../../support/sync.ts';
import { seedOf } from '../../support/seed.ts';

/** Some people write into each other's text, late and out of order; the log of what they sent, as it came. */
function written(random: Random): Uint8Array[] {
  const log: Uint8Array[] = [];
  const docs = Array.from({ length: 1 + random.int(5) }, () => new Y.Doc({ gc: random.chance(0.7) }));
  for (const [n, doc] of docs.entries()) {
    doc.clientID = 1 + random.int(2 ** 31) * 8 + n;
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'other' && log.push(update));
  }
  for (let step = random.int(120); step > 0; step--) {
    const doc = random.pick(docs);
    const body = doc.getXmlFragment('body');
    const text = doc.getText('t');
    const what = random.int(8);
    if (what < 3) text.insert(random.int(text.length + 1), '가나다라'.slice(random.int(4)));
    else if (what === 3 && text.length > 1) text.delete(random.int(text.length - 1), 1);
    else if (what === 4) body.insert(random.int(body.length + 1), [new Y.XmlElement('item')]);
    else if (what === 5 && body.length > 0) (body.get(random.int(body.length)) as Y.XmlElement).insert(0, [new Y.XmlText('글')]);
    else if (what === 6 && body.length > 0) body.delete(random.int(body.length), 1);
    else doc.getMap('m').set(`k${random.int(5)}`, random.int(100));
    const other = random.pick(docs);
    if (random.chance(0.5)) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'other');
  }
  // Some of it never came: what stands behind it waits.
  return random.chance(0.3) ? log.filter(() => random.chance(0.9)) : log;
}

const shown = (doc: Y.Doc): unknown => [doc.getText('t').toString(), doc.getXmlFragment('body').toString(), doc.getMap('m').toJSON()];
const waits = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null;

describe('large texts', () => {
  let stage: Stage | undefined;
  afterEach(() => stage?.close());

  it('R59 a state in slices is the same state, and every slice finds what it leans on', () => {
    const seed = seedOf();
    for (let n = 0; n < 300; n++) {
      const random = createRandom(seed + n);
      const whole = new Y.Doc();
      for (const update of written(random)) Y.applyUpdate(whole, update);
      const state = Y.encodeStateAsUpdate(whole);
      const slices = sliceState(state, { structs: 1 + random.int(9), spans: 1 + random.int(4) });
      const doc = new Y.Doc();
      for (const [i, slice] of slices.entries()) {
        doc.transact(() => Y.applyUpdate(doc, slice));
        if (!waits(whole)) expect(waits(doc), `slice ${i} of seed ${seed + n}`).toBe(false);
      }
      expect(shown(doc), `seed ${seed + n}`).toEqual(shown(whole));
      expect(waits(doc), `seed ${seed + n}`).toBe(waits(whole));
      expect(Y.encodeStateVector(doc), `seed ${seed + n}`).toEqual(Y.encodeStateVector(whole));
      // What waits comes to the same once it has its predecessor.
      expect(prepareText({ snapshot: null, updates: slices })?.state.length, `seed ${seed + n}`).toBe(state.length);
    }
  });

  it('R60 the thread answers what it can, says where something is no text, and ends', async () => {
    const preparer = createPreparer();
    const doc = new Y.Doc();
    doc.getText('t').insert(0, '가'.repeat(1000));
    const [good, bad] = await Promise.all([
      preparer.prepare({ snapshot: Y.encodeStateAsUpdate(doc), updates: [] }),
      preparer.prepare({ snapshot: new Uint8Array([1, 2, 3]), updates: [] }),
    ]);
    expect(good?.whole).toBe(true);
    expect(bad).toBe(null);
    const late = preparer.prepare({ snapshot: null, updates: [] });
    preparer.close();
    expect(await late).toBe(null);
  });

  it('R61 who writes while a large text is on its way into memory is acknowledged once, and a newcomer is sent what was prepared and what came since', async () => {
    stage = await createStage({ plainRooms: true, restMs: 30, idleMs: 60_000, largeBytes: 1 });
    const { kim, lee } = stage.world.people;
    const a = await stage.stock(kim, 'plain/large');
    const b = await stage.stock(lee, 'plain/large');
    await until('synced', () => a.provider.synced && b.provider.synced);
    const texts = async (): Promise<number> => Number(/^ongyeol_texts_loaded (\d+)$/m.exec(await (await fetch(`${stage?.url()}/metrics`)).text())?.[1]);
    for (let round = 1; round <= 5; round++) {
      await until('at rest', async () => (await texts()) === 0);
      for (let n = 0; n < 20; n++) (n % 2 === 0 ? a : b).doc.getText('t').insert(0, `${n % 10}`);
      await until('both have all', () => a.doc.getText('t').length === round * 20 && b.doc.getText('t').length === round * 20);
      const late = await stage.stock(lee, 'plain/large');
      await until('a newcomer has all', () => late.doc.getText('t').toString() === a.doc.getText('t').toString());
      late.provider.destroy();
    }
    expect(b.doc.getText('t').toString()).toBe(a.doc.getText('t').toString());
  });
});
