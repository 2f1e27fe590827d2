import fc from 'fast-check';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ARCHIVE_LIMITS, openArchive, staysInside } from '../../../../shared/exchange/archive/zip-read.ts';
import { crc32 } from '../../../../shared/exchange/archive/crc32.ts';

function read(bytes: Uint8Array, name: string, most?: number): Uint8Array | string | null {
  const archive = openArchive(bytes);
  if (!archive.ok) return archive.code;
  const entry = archive.value.read(name, most);
  return entry.ok ? entry.value : entry.code;
}

/** Says another size in the directory and the local head than the file has. */
function lieAboutSize(zip: Uint8Array, size: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length - 4; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return bytes;
}

describe('archives from anywhere', () => {
  test('ZIP-1 what was packed is read', () => {
    const zip = zipSync({ '가/나.txt': strToU8('안녕'), 'b.bin': [new Uint8Array(1000), { level: 0 }] });
    expect(strFromU8(read(zip, '가/나.txt') as Uint8Array)).toBe('안녕');
    expect(read(zip, 'b.bin')).toHaveLength(1000);
    expect(read(zip, '없음')).toBeNull();
    expect(read(zip, 'b.bin', 10)).toHaveLength(10);
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  });

  test.each(['../a', '/a', 'a/../../b', 'a\\b', 'C:/a', 'a//b', 'a\u0000b', './a'])('ZIP-1 %j does not stay inside', (name) => {
    expect(staysInside(name)).toBe(false);
    expect(openArchive(zipSync({ [name]: strToU8('x') }))).toMatchObject({ ok: false, code: 'ARCHIVE_PATH' });
  });

  test('ZIP-1 a bomb stops while it is unpacked, whatever size it claims', () => {
    const bomb = zipSync({ a: [new Uint8Array(ARCHIVE_LIMITS.entry + 1), { level: 9 }] });
    expect(bomb.length).toBeLessThan(200_000);

    expect(read(bomb, 'a')).toBe('ARCHIVE_TOO_LARGE');
    expect(read(lieAboutSize(bomb, 10), 'a')).toBe('ARCHIVE_TOO_LARGE');
    expect(read(bomb, 'a', 1000)).toHaveLength(1000);
  });

  test('ZIP-1 a lie about a size and changed bytes are noticed', () => {
    const zip = zipSync({ a: [strToU8('안녕하세요'), { level: 0 }] });
    expect(read(lieAboutSize(zip, 3), 'a')).toBe('ARCHIVE_BROKEN');
    const changed = zip.slice();
    changed[35] = (changed[35] ?? 0) ^ 1;
    expect(read(changed, 'a')).toBe('ARCHIVE_BROKEN');
  });

  test('ZIP-2 encrypted entries, ZIP64 and too many files', () => {
    const zip = zipSync({ a: strToU8('x') });
    const view = new DataView(zip.buffer);
    for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    expect(read(zip, 'a')).toBe('ARCHIVE_ENCRYPTED');
    const many = Object.fromEntries(Array.from({ length: ARCHIVE_LIMITS.entries + 1 }, (_, i) => [`f${i}`, new Uint8Array(0)]));
    expect(read(zipSync(many, { level: 0 }), 'f0')).toBe('ARCHIVE_TOO_LARGE');
  });

  test('ZIP-1 no bytes make it fail', () => {
    const zip = zipSync({ 'a/b.txt': strToU8('안녕하세요 여러분'), c: strToU8('x'.repeat(300)) });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(zip.length), (changes, cut) => {
        const bytes = zip.slice(0, cut % 3 === 0 ? cut : zip.length);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        const archive = openArchive(bytes);
        if (archive.ok) for (const entry of archive.value.entries) expect(typeof archive.value.read(entry.name).ok).toBe('boolean');
        else expect(archive.message).toMatch(/[다오]\.$|십시오\.$/);
      }),
      { numRuns: 2000 },
    );
  });
});
