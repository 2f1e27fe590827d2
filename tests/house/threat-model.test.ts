/** Every test that `docs/threat-model.md` leans on exists, under the name it gives. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const ATTACKERS = ['Thief with profile folder and passphrase', 'Lost laptop', 'Curious operator', 'Hostile client', 'Insider administrator'];

const sections = text.split(/^## /m).map((section) => ({ title: section.split('\n')[0] ?? '', body: section }));
const named = [...text.matchAll(/^- `([^`]+)` "([^"]+)"$/gm)].map(([, file = '', title = '']) => ({ file, title }));

/** Whether a test file has a test whose title begins so. */
function hasTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`(${quote}${title}`) || source.includes(`\n  ${quote}${title}`));
}

test('every attacker has what stops them, what does not, and a test', () => {
  for (const attacker of ATTACKERS) {
    const body = sections.find(({ title }) => title === attacker)?.body ?? '';
    expect([attacker, body.includes('**Stops:**'), body.includes('**Does not:**'), /^- `tests\//m.test(body)]).toEqual([attacker, true, true, true]);
  }
});

test('every list line of the threat model names a test in the one form', () => {
  expect(text.split('\n').filter((line) => line.startsWith('- ')).length).toBe(named.length);
  expect(named.length).toBeGreaterThan(40);
});

test.each(named)('$file has "$title"', ({ file, title }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(hasTest(readFileSync(join(root, file), 'utf8'), title)).toBe(true);
});

test('a name that no test bears is found', () => {
  expect(hasTest("it('DV3 a copied profile', () => {})", 'DV3 another')).toBe(false);
  expect(hasTest("it('DV3 a copied profile', () => {})", 'DV3 a copied')).toBe(true);
});
