/** What a certificate of another authority says (RFC 5280): read leniently, because it was not made here, and shown rather than believed. */

import { X509Certificate } from 'node:crypto';
import { BmpString, PrintableString, TeletexString, Utf8String } from 'asn1js';
import { Certificate } from 'pkijs';
import { readAsn1, type Item } from '../p12/asn1.ts';

/** Facts of a certificate. `usage` is the first byte of keyUsage, null where it is not restricted. */
export interface CertificateFacts {
  readonly certificate: X509Certificate;
  readonly commonName: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly usage: number | null;
  readonly signatureOid: string;
}

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const KEY_USAGE = '2.5.29.15';

/** Text of a name. Old Korean authorities wrote EUC-KR into TeletexString. */
function textOf(value: Item): string {
  if (value instanceof TeletexString) {
    const bytes = value.valueBlock.valueHexView;
    return bytes.every((byte) => byte < 0x80) ? value.getValue() : new TextDecoder('euc-kr').decode(bytes);
  }
  return value instanceof Utf8String || value instanceof BmpString || value instanceof PrintableString ? value.getValue() : '';
}

function nameOf(name: Certificate['subject'], type: string): string {
  const found = name.typesAndValues.find((one) => one.type === type);
  return found === undefined ? '' : textOf(found.value).normalize('NFC').trim();
}

function usageOf(certificate: Certificate): number | null {
  const found = certificate.extensions?.find(({ extnID }) => extnID === KEY_USAGE);
  if (found === undefined) return null;
  const value = readAsn1(new Uint8Array(found.extnValue.getValue()));
  return 'valueHexView' in value.valueBlock ? (value.valueBlock.valueHexView[0] ?? 0) : 0;
}

/** Parses a certificate with the library that checks its chain. Throws where it is none. */
export function parseForeign(der: Uint8Array): Certificate {
  return new Certificate({ schema: readAsn1(der) });
}

/** Reads a certificate; null where it is none. */
export function factsOf(der: Uint8Array): CertificateFacts | null {
  try {
    const read = parseForeign(der);
    const certificate = new X509Certificate(der);
    const issuer = nameOf(read.issuer, COMMON_NAME);
    return {
      certificate,
      commonName: nameOf(read.subject, COMMON_NAME),
      issuer: issuer === '' ? nameOf(read.issuer, ORGANISATION) : issuer,
      serial: certificate.serialNumber,
      notBefore: read.notBefore.value,
      notAfter: read.notAfter.value,
      usage: usageOf(read),
      signatureOid: read.signatureAlgorithm.algorithmId,
    };
  } catch {
    return null;
  }
}
