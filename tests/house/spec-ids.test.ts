/** A rule's id stands once in the SPEC.md it belongs to, a decision's number once among decisions: a name names one thing. */

import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const specs = globSync('{electron,renderer,shared,sync-server}/**/SPEC.md', { cwd: root });

/** Ids at the head of a row or an item, in their order. */
function idsOf(text: string): string[] {
  return [...text.matchAll(/^(?:\| |- )([A-Z]{1,8}-?\d+) /gm)].map(([, id = '']) => id);
}

test('an id that stands twice is found', () => {
  expect(idsOf('| AP1 | a |\n| AP2 | b |\n- OFF1 c\ntext AP9 d')).toEqual(['AP1', 'AP2', 'OFF1']);
});

test.each(specs)('every id of %s stands once', (file) => {
  const ids = idsOf(readFileSync(join(root, file), 'utf8'));
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test('every decision has a number of its own, in its name and in its title', () => {
  const files = readdirSync(join(root, 'docs/decisions'));
  const numbers = files.map((name) => name.slice(0, 3));
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers.filter((number, i) => !/^\d{3}$/.test(number) || numbers.indexOf(number) !== i)).toEqual([]);
  expect(files.filter((name) => !readFileSync(join(root, 'docs/decisions', name), 'utf8').startsWith(`# ${name.slice(0, 3)}`))).toEqual([]);
});
