import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../renderer/styles');

/** Class names that stand alone as the first of a selector. */
const drawn = (sheet: string): Set<string> => new Set([...sheet.matchAll(/^\.([\w-]+)(?=[ :,.{])/gm)].map(([, name = '']) => name));

test('what the divided text draws at its edge is drawn nowhere else', async () => {
  const own = drawn(await readFile(join(folder, 'parts.css'), 'utf8'));
  expect(own).toContain('text-part');
  const others = (await readdir(folder)).filter((name) => name.endsWith('.css') && name !== 'parts.css');
  const named = await Promise.all(
    others.map(async (name) => [...(await readFile(join(folder, name), 'utf8')).matchAll(/\.([a-z][\w-]*)/g)].map(([, found]) => found)),
  );
  expect(named.flat().filter((name) => name !== undefined && own.has(name))).toEqual([]);
});
