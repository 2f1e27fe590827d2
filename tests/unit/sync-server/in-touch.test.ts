import { expect, it } from 'vitest';
import { createInTouch } from '../../../sync-server/in-touch.ts';
import type { DeviceRow } from '../../../sync-server/storage/storage.ts';
import type { Directory } from '../../../shared/org/directory.ts';

it('NT2 in touch is who listens; else the latest time known of anybody asked about, and never where nobody was seen', () => {
  const directory = { rev: 1, agencies: new Map([['A', { code: 'A', people: [{ id: 'kim' }, { id: 'lee' }] }]]) } as unknown as Directory;
  const seen = (seenAt: number) => [{ seenAt } as DeviceRow];
  const inTouch = createInTouch({
    feed: { listening: () => new Set(['lee']), left: () => new Map([['kim', 700]]) },
    storage: { devicesOf: (id) => (id === 'kim' ? seen(500) : []), devicesOfAgency: (code) => (code === 'B' ? seen(300) : []) },
    directory: () => directory,
  });
  expect([inTouch.people(['kim']), inTouch.people(['kim', 'lee']).here, inTouch.people(['park'])]).toEqual([
    { here: false, seenAt: 700 },
    true,
    { here: false, seenAt: null },
  ]);
  expect([inTouch.agency('A'), inTouch.agency('B'), inTouch.agency('C')]).toEqual([
    { here: true, seenAt: null },
    { here: false, seenAt: 300 },
    { here: false, seenAt: null },
  ]);
});
