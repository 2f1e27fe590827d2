import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../sync-server/limits.ts';

const root = join(import.meta.dirname, '../../..');
const rows = readFileSync(join(root, 'sync-server/LIMITS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [a-z]\w+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Everything the product is written in: a sentence of the table stands somewhere in it. */
const sources = ['sync-server', 'electron', 'shared', 'renderer']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)))
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('limits', () => {
  it('L1 the table names every limit with its default and a reason', () => {
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, value]))).toEqual(
      Object.fromEntries(Object.entries(DEFAULT_LIMITS).map(([name, value]) => [name, String(value)])),
    );
    expect(rows.filter(([, , , reason, seen]) => reason === '' || seen === '')).toEqual([]);
  });

  it('L1 the sentences of the table are those the program says', () => {
    const sentences = rows.flatMap(([, name, , , seen]) => [...(seen ?? '').matchAll(/「([^」]+)」/g)].map(([, sentence]) => [name, sentence] as const));
    expect(sentences.length).toBeGreaterThan(10);
    expect(sentences.filter(([, sentence]) => !sources.includes(sentence ?? '?'))).toEqual([]);
  });
});
