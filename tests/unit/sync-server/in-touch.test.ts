import { expect, it } from 'vitest';
import { createLooking } from '../../../sync-server/looking.ts';
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

it('NT3 who looks is known of one paper, until they look away, look at another, or say it no more', () => {
  let now = 0;
  const looking = createLooking(() => new Date(now));
  expect(looking.at('lee')).toBeNull();
  expect([looking.say('lee', 'a', true), looking.say('lee', 'a', true), looking.at('lee'), looking.at('kim')]).toEqual([true, false, 'a', null]);
  // Turning from another paper says nothing of this one.
  expect([looking.say('lee', 'b', false), looking.at('lee')]).toEqual([false, 'a']);
  expect([looking.say('lee', 'b', true), looking.at('lee'), looking.say('lee', 'a', false), looking.at('lee')]).toEqual([true, 'b', false, 'b']);
  expect([looking.say('lee', 'b', false), looking.at('lee')]).toEqual([true, null]);
  looking.say('lee', 'a', true);
  now = 44_999;
  expect(looking.at('lee')).toBe('a');
  now = 45_000;
  expect([looking.at('lee'), looking.say('lee', 'a', true)]).toEqual([null, true]);
});
