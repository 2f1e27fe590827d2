/** Reading ASN.1 of foreign files (BER, as Windows and Java write it) with asn1js. What is not as asked for throws; the door answers for all. */

import { BmpString, Constructed, fromBER, Integer, ObjectIdentifier, OctetString, Primitive, Sequence, Set as SetOf, type AsnType } from 'asn1js';

/** One element. */
export type Item = AsnType;

/** Thrown for a shape that is none; the door of `pfx.ts` turns it into P12_BROKEN. */
export function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new RangeError('not as asked for');
  return value;
}

/** Reads the one element the bytes are. */
export function readAsn1(bytes: Uint8Array): Item {
  const { result, offset } = fromBER(Uint8Array.from(bytes));
  if (offset === -1) throw new RangeError('no ASN.1');
  return result;
}

/** Parts of a SEQUENCE, a SET or a constructed context tag. */
export function parts(value: Item | undefined): readonly Item[] {
  return must(value instanceof Sequence || value instanceof SetOf || value instanceof Constructed ? value.valueBlock.value : null);
}

/** Bytes of an OCTET STRING, whole or in pieces, also under an implicit tag. */
export function octets(value: Item | undefined): Uint8Array {
  if (value instanceof OctetString) return new Uint8Array(value.getValue());
  if (value instanceof Primitive) return Uint8Array.from(value.valueBlock.valueHexView);
  if (value instanceof Constructed) return new Uint8Array(Buffer.concat(value.valueBlock.value.map((one) => octets(one))));
  throw new RangeError('no octets');
}

/** Dotted text of an OBJECT IDENTIFIER. */
export function oidOf(value: Item | undefined): string {
  return must(value instanceof ObjectIdentifier ? value.valueBlock.toString() : null);
}

/** A small INTEGER. */
export function numberOf(value: Item | undefined): number {
  return must(value instanceof Integer ? value.valueBlock.valueDec : null);
}

/** A BMPString (friendly names: 한글 too), or null. */
export function bmpOf(value: Item | undefined): string | null {
  return value instanceof BmpString ? value.getValue() : null;
}
