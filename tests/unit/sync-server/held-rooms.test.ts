import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { mainRoom, parseRoom, sectionRoom } from '../../../shared/collab/protocol.ts';
import { createHeldRooms } from '../../../sync-server/held-rooms.ts';
import { createRandom } from '../../support/sync-random.ts';
import { seedOf } from '../../support/seed.ts';

it('R64 the rooms of a document are found without asking all others, whatever came and went before', () => {
  const seed = seedOf();
  const random = createRandom(seed);
  const documents = Array.from({ length: 4 }, () => randomUUID());
  const names = [...documents.flatMap((id) => [mainRoom(id, 1), mainRoom(id, 2), sectionRoom(id, 1, 's1')]), 'plain/one'];
  const held = createHeldRooms<number>();
  const plain = new Map<string, number>();
  for (let step = 0; step < 500; step++) {
    const name = random.pick(names);
    if (random.chance(0.5)) {
      held.set(name, step);
      plain.set(name, step);
    } else {
      held.delete(name);
      plain.delete(name);
    }
    if (random.chance(0.02)) {
      held.clear();
      plain.clear();
    }
    expect(new Map(held.entries()), `seed ${seed}`).toEqual(plain);
    expect([held.size(), held.values().length, held.get(name)], `seed ${seed}`).toEqual([plain.size, plain.size, plain.get(name)]);
    for (const id of documents)
      expect(new Map(held.ofDocument(id)), `seed ${seed}`).toEqual(new Map([...plain].filter(([one]) => parseRoom(one)?.documentId === id)));
  }
});
