import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../../shared/lib/bytes.ts';

it('bytes of any text are those of the platform, halves of pairs included, and read back where the text is well-formed', () => {
  const unit = fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 });
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), unit);
  fc.assert(
    fc.property(text, (one) => {
      const bytes = utf8(one);
      expect(bytes).toEqual(new TextEncoder().encode(one));
      if (one.isWellFormed()) expect(fromUtf8(bytes)).toBe(one);
    }),
    { numRuns: 2000 },
  );
});
