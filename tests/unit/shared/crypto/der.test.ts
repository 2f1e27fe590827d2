/** DER: one value, one encoding. */

import { describe, expect, it } from 'vitest';
import { integer, oid, readChildren, readElement, readOid, seq, setOf, time, tlv } from '../../../../shared/crypto/der.ts';
import { fromHex, toHex } from '../../../../shared/lib/bytes.ts';

describe('DER', () => {
  it('D1 lengths of every size come back', () => {
    for (const size of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const element = readElement(tlv(4, new Uint8Array(size).fill(7)), 0);
      expect([element?.value.length, element?.tag]).toEqual([size, 4]);
    }
  });

  it('D2 longer lengths than needed, indefinite ones and cut values are refused', () => {
    for (const hex of ['04', '0481', '048100', '04817f' + '00'.repeat(127), '048200ff' + '00'.repeat(255), '3080', '0402ff', '0484000000' + '01ff']) {
      expect([hex, readElement(fromHex(hex), 0)]).toEqual([hex, null]);
    }
    expect(readChildren(fromHex('0201010201'))).toBeNull();
  });

  it('D3 object identifiers come back, other encodings read as nothing', () => {
    for (const dotted of ['1.2.840.10045.4.3.2', '2.5.29.15', '2.16.840.1.101.3.4.2.1', '2.999.1', '1.2.410.200004.1.4'])
      expect(readOid(oid(dotted).subarray(2))).toBe(dotted);
    for (const hex of ['', '80', '2a80', '2a8001', '8001']) expect([hex, readOid(fromHex(hex))]).toEqual([hex, '']);
  });

  it('D4 integers are positive and shortest, sets are sorted, times change form in 2050', () => {
    expect(toHex(integer(0x80))).toBe('02020080');
    expect(toHex(integer(fromHex('00007f')))).toBe('02017f');
    expect(toHex(setOf(fromHex('0202'), fromHex('0201'), fromHex('02')))).toBe('310502' + '0201' + '0202');
    expect(toHex(time(new Date('2049-12-31T23:59:59Z'))).slice(0, 4)).toBe('170d');
    expect(toHex(time(new Date('2050-01-01T00:00:00Z'))).slice(0, 4)).toBe('180f');
    expect(toHex(seq())).toBe('3000');
  });
});
