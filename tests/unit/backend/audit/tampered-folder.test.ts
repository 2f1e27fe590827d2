/** AU19 and AU20 of `shared/audit/SPEC.md`: a folder of capsules as bulk export leaves it, changed at random (2,000 cases in `npm run test:long`). */

import { expect, it } from 'vitest';
import { againstList, isList, LIST_FILE, readList, writeList } from '../../../../shared/audit/export-list.ts';
import { utf8 } from '../../../../shared/lib/bytes.ts';
import { runBundleTampering } from '../../../support/tamper-bundle.ts';
import { seedOf } from '../../../support/seed.ts';

const listed = (file: string, letter: string) => ({ documentId: letter, file, acts: 1, sha256: letter.repeat(64) });
const lying = (file: string, letter: string) => ({ file, documentId: letter, sha256: letter.repeat(64) });

it('AU19 the list names what is gone, added or another file, in its own folder only', () => {
  const list = writeList([listed('가.ongyeol', 'a'), listed('나.ongyeol', 'b'), listed('다.ongyeol', 'c')]);
  const here = [lying('x/가.ongyeol', 'a'), lying('x/나.ongyeol', 'f'), lying('x/라.ongyeol', 'c'), lying('y/마.ongyeol', 'd')];
  expect(againstList(`x/${LIST_FILE}`, list, here).map(({ file, here: is }) => [file, is])).toEqual([
    ['x/다.ongyeol', false],
    ['x/나.ongyeol', true],
    ['x/라.ongyeol', true],
  ]);
  const decomposed = [lying('가.ongyeol'.normalize('NFD'), 'a'), lying('나.ongyeol', 'b'), lying('다.ongyeol', 'c')];
  expect(againstList(LIST_FILE.normalize('NFD'), list, decomposed)).toEqual([]);
  expect([LIST_FILE, `x\\${LIST_FILE}`, `x/${LIST_FILE.normalize('NFD')}`, '목록.json'].map(isList)).toEqual([true, true, true, false]);
});

it('AU19 a list that is not as it is written is told of by itself', () => {
  const list = writeList([listed('가.ongyeol', 'a')]);
  for (const bytes of [utf8('{}'), utf8('x'), new Uint8Array([0xff]), new Uint8Array([...list, 32]), new Uint8Array()]) {
    expect(readList(bytes)).toMatchObject({ ok: false, code: 'LIST_MALFORMED' });
    expect(againstList(LIST_FILE, bytes, [lying('가.ongyeol', 'a')])).toMatchObject([{ file: LIST_FILE, here: false }]);
  }
});

it('AU20 each file something was done to is named with its reason, and no other', async () => {
  const seed = seedOf();
  console.log(`AU20 seed ${seed}`);
  const { kinds, missed } = await runBundleTampering(24, seed);
  expect(missed).toEqual([]);
  expect(Object.keys(kinds).length).toBeGreaterThan(8);
});
