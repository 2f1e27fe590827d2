import { expect, it } from 'vitest';
import { CAPSULE_LIMITS, packZip, unpackZip } from '../../../../shared/exchange/capsule/zip.ts';

/** A packed file of zeros whose directory says another size. */
function saying(size: number): Uint8Array {
  const packed = packZip(new Map([['document.json', new Uint8Array(1000)]]), '2026-11-30');
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let at = 0; at + 46 < packed.length; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return packed;
}

it('ZIP_TOO_LARGE a capsule that would unpack to very much from very little is refused before it is unpacked; zeros in moderation are not', () => {
  expect(unpackZip(saying(CAPSULE_LIMITS.calmBytes + 1))).toMatchObject({ ok: false, code: 'ZIP_TOO_LARGE' });
  expect(unpackZip(saying(1_900_000_000))).toMatchObject({ ok: false, code: 'ZIP_TOO_LARGE' });
  const lawful = unpackZip(packZip(new Map([['a', new Uint8Array(4_000_000)]]), '2026-11-30'));
  expect(lawful.ok && lawful.value.get('a')?.length).toBe(4_000_000);
});
