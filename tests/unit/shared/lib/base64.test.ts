import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../../shared/lib/bytes.ts';

test('base64 and base64url as Node writes and reads them, over chunk borders too', () => {
  const sizes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.integer({ min: 12_280, max: 12_300 }).map((n) => new Uint8Array(n).map((_, i) => i * 7)),
  );
  fc.assert(
    fc.property(sizes, (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test.each(['A', 'AA', 'AB==', 'AA=A', 'A===', '====', 'AAA-', '가가==', 'AA==AA=='])('%s is not exact base64', (text) => {
  expect(fromBase64(text)).toBeNull();
});
