/** One seal's signature: what it covers, its CMS in the one form this product writes, its value, its certificate. */

import { assembleCms, signedAttributes, type CmsAlg, type CmsIdentity } from '../../crypto/cms.ts';
import { derToRaw, sha256, type CryptoProvider } from '../../crypto/crypto.ts';
import { readChildren, readElement, type Element } from '../../crypto/der.ts';
import { concat, equalBytes, fromHex, toHex } from '../../lib/bytes.ts';
import { parseCertificate, verifyChain, type CertificateKind, type ParsedCertificate } from '../pki.ts';
import { pdfFault, type PdfFault, type PdfFaultCode } from './faults.ts';
import type { PdfObject, PdfValue } from './objects.ts';

/** A signature as it stands in the file: the gap for the CMS runs from `open` to `close`, the cover ends at `end`. */
export interface PlacedSignature {
  readonly field: string;
  readonly open: number;
  readonly close: number;
  readonly end: number;
  readonly at: string;
}

/** What a certificate is checked against. `at` replaces the time written in the file. */
export interface SealTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
  readonly at?: Date;
  readonly kinds?: readonly CertificateKind[];
}

/** Who sealed, as far as it could be read, and what is wrong with it. */
export interface CheckedSignature {
  readonly leaf: ParsedCertificate | null;
  readonly fault: PdfFault | null;
}

const KEYS = new Set(['Type', 'Filter', 'SubFilter', 'M', 'Name', 'Reason', 'Location', 'ByteRange', 'Contents']);
const RS256 = '300d06092a864886f70d01010b0500';
const MESSAGE_DIGEST = '06092a864886f70d010904';

function isName(value: PdfValue | undefined, name: string): boolean {
  return value?.type === 'name' && value.value === name;
}

/** RFC 3339 of `D:YYYYMMDDHHMMSSZ`; null where it is no date that exists. */
function readStamp(value: PdfValue | undefined): string | null {
  const parts = value?.type === 'string' ? /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(value.value) : null;
  if (parts === null) return null;
  const [, y, mo, d, h, mi, s] = parts;
  const iso = `${y}-${mo}-${d}T${h}:${mi}:${s}`;
  const time = Date.parse(`${iso}.000Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(iso) ? `${iso}Z` : null;
}

/** Reads the signature dictionary; its Contents must be exactly the gap its ByteRange leaves, and the cover must end with its revision. */
export function placeSignature(object: PdfObject | undefined, field: string, revisionEnd: number, length: number): PlacedSignature | PdfFault {
  const dict = object?.value.type === 'dict' && object.stream === null ? object.value.entries : null;
  const at = readStamp(dict?.get('M'));
  const fixed = isName(dict?.get('Type'), 'Sig') && isName(dict?.get('Filter'), 'Adobe.PPKLite') && isName(dict?.get('SubFilter'), 'ETSI.CAdES.detached');
  if (dict === null || at === null || !fixed || [...dict.keys()].some((key) => !KEYS.has(key))) return pdfFault('PDF_MALFORMED', field);
  const range = dict.get('ByteRange');
  const contents = dict.get('Contents');
  const [from, open, close, rest, more] = range?.type === 'array' ? range.items.map((item) => (item.type === 'number' ? item.value : -1)) : [];
  if (from !== 0 || open === undefined || close === undefined || rest === undefined || more !== undefined) return pdfFault('PDF_RANGE', field);
  const gap = contents?.type === 'string' && contents.hex && contents.start === open && contents.end === close;
  const end = close + rest;
  return gap && end >= revisionEnd && end <= Math.min(length, revisionEnd + 2) ? { field, open, close, end, at } : pdfFault('PDF_RANGE', field);
}

/** The CMS bytes: lower-case hex, and nothing but zeros behind the DER. */
function readContents(text: string, placed: PlacedSignature): Uint8Array | null {
  const hex = text.slice(placed.open + 1, placed.close - 1);
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) return null;
  const bytes = fromHex(hex);
  const element = readElement(bytes, 0);
  return element === null || bytes.subarray(element.end).some((byte) => byte !== 0) ? null : element.raw;
}

interface OpenedCms {
  readonly leaf: ParsedCertificate;
  readonly identity: CmsIdentity;
  readonly chain: readonly Uint8Array[];
  readonly alg: CmsAlg;
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

const inside = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));

function messageDigest(attributes: Element | undefined): Uint8Array | null {
  for (const item of inside(attributes)) {
    const [type, values] = inside(item);
    if (type !== undefined && toHex(type.raw) === MESSAGE_DIGEST) return inside(values)[0]?.value ?? null;
  }
  return null;
}

/** Takes the parts out of a CMS; whatever is read loosely here is caught when the whole is rebuilt and compared. */
function openCms(cms: Uint8Array): OpenedCms | null {
  const signedData = inside(inside(readElement(cms, 0) ?? undefined)[1])[0];
  const parts = inside(signedData);
  const certificates = inside(parts[3]);
  const info = inside(inside(parts[4])[0]);
  const digest = messageDigest(info[3]);
  const [first, ...chain] = certificates.map((item) => item.raw);
  const leaf = first === undefined ? null : parseCertificate(first);
  if (digest === null || leaf?.ok !== true || info[4] === undefined || info[5] === undefined) return null;
  const { der, issuer, serial } = leaf.value;
  return {
    leaf: leaf.value,
    identity: { certificate: der, issuer, serial },
    chain,
    alg: toHex(info[4].raw) === RS256 ? 'RS256' : 'ES256',
    digest,
    signature: info[5].value,
  };
}

async function valueFault(
  bytes: Uint8Array,
  placed: PlacedSignature,
  cms: Uint8Array,
  opened: OpenedCms,
  crypto: CryptoProvider,
): Promise<PdfFaultCode | null> {
  const { leaf, identity, chain, alg, digest, signature } = opened;
  const attributes = signedAttributes(digest, identity);
  if (!equalBytes(assembleCms(attributes, identity, chain, alg, signature), cms)) return 'PDF_CMS';
  const covered = sha256(concat([bytes.subarray(0, placed.open), bytes.subarray(placed.close, placed.end)]));
  if (!equalBytes(covered, digest)) return 'PDF_DIGEST_MISMATCH';
  const value = alg === 'ES256' ? derToRaw(signature) : signature;
  return value !== null && (await crypto.verify(alg, leaf.spki, value, attributes)) ? null : 'PDF_SIGNATURE';
}

/** Checks the signature in its gap. Certificates that the chain does not need are refused: nobody would notice a change in them. */
export async function checkSignature(bytes: Uint8Array, text: string, placed: PlacedSignature, trust: SealTrust): Promise<CheckedSignature> {
  const cms = readContents(text, placed);
  const opened = cms === null ? null : openCms(cms);
  if (cms === null || opened === null) return { leaf: null, fault: pdfFault('PDF_CMS', placed.field) };
  const { leaf, chain } = opened;
  const code = await valueFault(bytes, placed, cms, opened, trust.crypto);
  if (code !== null) return { leaf, fault: pdfFault(code, placed.field) };
  const at = trust.at ?? new Date(placed.at);
  const checked = await verifyChain({ leaf: leaf.der, intermediates: chain, anchors: trust.anchors, at, kind: trust.kinds ?? ['seal'], crypto: trust.crypto });
  if (!checked.ok) return { leaf, fault: { code: checked.code, where: placed.field, message: checked.message } };
  const used = checked.value.chain.slice(1).map((issuer) => issuer.der);
  const needed = chain.every((der, i) => used[i] !== undefined && equalBytes(used[i], der));
  return { leaf, fault: needed ? null : pdfFault('PDF_CMS', placed.field) };
}
