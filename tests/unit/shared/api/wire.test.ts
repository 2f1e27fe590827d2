import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, encode } from '../../../../shared/api/wire.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.uint8Array({ maxLength: 40 }),
  fc.date({ noInvalidDate: true }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$t', 'v', '__proto__')), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('every value comes back as it was, also below keys that look like tags', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(decode(encode(value))).toStrictEqual(value);
    }),
    { numRuns: 400 },
  );
});

test('bytes of a Buffer come back as a plain Uint8Array', () => {
  const back = decode(encode({ bytes: Buffer.from('가') }));
  expect(back).toStrictEqual({ bytes: new Uint8Array([0xea, 0xb0, 0x80]) });
});

test.each([
  ['function', () => 1],
  ['bigint', 1n],
  ['NaN', Number.NaN],
  ['Map', new Map()],
  ['Error', new Error('x')],
  ['symbol', Symbol('x')],
])('%s is refused before it is sent', (_name, value) => {
  expect(() => encode({ value })).toThrow(TypeError);
});

test.each(['{"$t":"x"}', '{"$t":"b","v":"가"}', '{"$t":"d","v":"x"}', '{', ''])('%s is not of this wire', (text) => {
  expect(() => decode(text)).toThrow(SyntaxError);
});

test('five megabytes cross whole', () => {
  const bytes = Uint8Array.from({ length: 5 << 20 }, (_, i) => (i * 31) % 251);
  expect(Buffer.compare(decode(encode(bytes)) as Uint8Array, bytes)).toBe(0);
});
