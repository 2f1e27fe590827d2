/** A rule's id stands once in the SPEC.md it belongs to: a test names one rule. */

import { globSync, readFileSync } from 'node:fs';
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
