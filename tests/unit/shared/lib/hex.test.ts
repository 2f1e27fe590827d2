import { expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../shared/lib/bytes.ts';

it('hex of every byte is read back, letters of both sizes alike, and nothing else is hex', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(toHex(all)).toBe(Buffer.from(all).toString('hex'));
  expect(fromHex(toHex(all))).toEqual(all);
  expect(fromHex(toHex(all).toUpperCase())).toEqual(all);
  for (const text of ['0', '0g', ' 00', '00 ', '0x00', '가나']) expect(() => fromHex(text)).toThrow(RangeError);
});
