/** One seal's signature: what it covers, its CMS in the one form this product writes, its value, its certificate. */

import { assembleCms, contentsRoom, signedAttributes, type CmsParts } from '../../crypto/cms.ts';
import { derToRaw, sha256, type CryptoProvider } from '../../crypto/crypto.ts';
import { readChildren, readElement, type Element } from '../../crypto/der.ts';
import { concat, equalBytes, fromHex, toHex } from '../../lib/bytes.ts';
import { parseCertificate, verifyChain, type CertificateKind, type ParsedCertificate } from '../pki.ts';
import { checkStamp, type Stamp } from '../timestamp.ts';
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

/** What a certificate is checked against. `at` replaces the time written in the file; `stampAnchors` are of time stamp authorities, none unless given. */
export interface SealTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
  readonly at?: Date;
  readonly kinds?: readonly CertificateKind[];
  readonly stampAnchors?: readonly Uint8Array[];
}

/** Who sealed, as far as it could be read, its issuers where they lead to an anchor, its time stamp, and what is wrong with it. */
export interface CheckedSignature {
  readonly leaf: ParsedCertificate | null;
  readonly issuer: ParsedCertificate | null;
  readonly stamp: Stamp | null;
  readonly fault: PdfFault | null;
}

const KEYS = new Set(['Type', 'Filter', 'SubFilter', 'M', 'Name', 'Reason', 'Location', 'ByteRange', 'Contents']);
const STAMP_KEYS = new Set(['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents']);
const TIMESTAMP = '060b2a864886f70d010910020e';
/** How far the machine of the sealer may be ahead of the authority's clock. */
const CLOCKS_APART = 300_000;
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

type Entries = ReadonlyMap<string, PdfValue>;

const entriesOf = (object: PdfObject | undefined): Entries | null => (object?.value.type === 'dict' && object.stream === null ? object.value.entries : null);

/** Type and form of the dictionary, and no key beside the known ones. */
function isKind(dict: Entries | null, type: string, form: string, keys: ReadonlySet<string>): dict is Entries {
  const fixed = isName(dict?.get('Type'), type) && isName(dict?.get('Filter'), 'Adobe.PPKLite') && isName(dict?.get('SubFilter'), form);
  return dict !== null && fixed && [...dict.keys()].every((key) => keys.has(key));
}

/** A seal's signature dictionary: its Contents must be exactly the gap its ByteRange leaves, and the cover must end with its revision. */
export function placeSignature(object: PdfObject | undefined, field: string, revisionEnd: number, length: number): PlacedSignature | PdfFault {
  const dict = entriesOf(object);
  const at = readStamp(dict?.get('M'));
  if (at === null || !isKind(dict, 'Sig', 'ETSI.CAdES.detached', KEYS)) return pdfFault('PDF_MALFORMED', field);
  return placeGap(dict, field, at, revisionEnd, length);
}

/** A document time stamp's dictionary, by the same rules; it says no time of its own. */
export function placeStamp(object: PdfObject | undefined, field: string, revisionEnd: number, length: number): PlacedSignature | PdfFault {
  const dict = entriesOf(object);
  return isKind(dict, 'DocTimeStamp', 'ETSI.RFC3161', STAMP_KEYS) ? placeGap(dict, field, '', revisionEnd, length) : pdfFault('PDF_MALFORMED', field);
}

function placeGap(dict: Entries, field: string, at: string, revisionEnd: number, length: number): PlacedSignature | PdfFault {
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

interface OpenedCms extends CmsParts {
  readonly leaf: ParsedCertificate;
  readonly digest: Uint8Array;
}

const inside = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));

function messageDigest(attributes: Element | undefined): Uint8Array | null {
  for (const item of inside(attributes)) {
    const [type, values] = inside(item);
    if (type !== undefined && toHex(type.raw) === MESSAGE_DIGEST) return inside(values)[0]?.value ?? null;
  }
  return null;
}

/** The token in the unsigned attributes; null where there is none, or it could not be one. */
function timestampOf(unsigned: Element | undefined): Uint8Array | null {
  const [type, values] = inside(inside(unsigned)[0]);
  return type !== undefined && toHex(type.raw) === TIMESTAMP ? (inside(values)[0]?.raw ?? null) : null;
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
    timestamp: timestampOf(info[6]),
  };
}

async function valueFault(
  bytes: Uint8Array,
  placed: PlacedSignature,
  cms: Uint8Array,
  opened: OpenedCms,
  crypto: CryptoProvider,
): Promise<PdfFaultCode | null> {
  const { leaf, identity, alg, digest, signature } = opened;
  const attributes = signedAttributes(digest, identity);
  if (!equalBytes(assembleCms(attributes, opened), cms)) return 'PDF_CMS';
  if (!equalBytes(coveredDigest(bytes, placed), digest)) return 'PDF_DIGEST_MISMATCH';
  const value = alg === 'ES256' ? derToRaw(signature) : signature;
  return value !== null && (await crypto.verify(alg, leaf.spki, value, attributes)) ? null : 'PDF_SIGNATURE';
}

function coveredDigest(bytes: Uint8Array, placed: PlacedSignature): Uint8Array {
  return sha256(concat([bytes.subarray(0, placed.open), bytes.subarray(placed.close, placed.end)]));
}

/** The time stamp over a seal's value. One of another value, or of a time before the seal says it was made, is a fault; an unknown authority is none. */
async function stampOf(opened: OpenedCms, placed: PlacedSignature, trust: SealTrust): Promise<Stamp | null | 'fault'> {
  if (opened.timestamp === null || opened.timestamp === undefined) return null;
  const stamp = await checkStamp(opened.timestamp, sha256(opened.signature), { anchors: trust.stampAnchors ?? [], crypto: trust.crypto });
  return stamp === null || Date.parse(placed.at) > Date.parse(stamp.at) + CLOCKS_APART ? 'fault' : stamp;
}

/** Whether the room of the Contents, which the signature covers, is that of a stamped seal: a token stands in no signature and could be taken out. */
function wasStamped({ identity, chain }: OpenedCms, { open, close }: PlacedSignature): boolean {
  return (close - open - 2) / 2 === contentsRoom([identity.certificate, ...chain], true);
}

/** The time a certificate is judged at: the caller's, that of a trusted stamp, else the one written in the file. */
function judgedAt(placed: PlacedSignature, stamp: Stamp | null, trust: SealTrust): Date {
  return trust.at ?? new Date(stamp?.trusted === true ? stamp.at : placed.at);
}

/** Checks the signature in its gap. Certificates that the chain does not need are refused: nobody would notice a change in them. */
export async function checkSignature(bytes: Uint8Array, text: string, placed: PlacedSignature, trust: SealTrust): Promise<CheckedSignature> {
  const cms = readContents(text, placed);
  const opened = cms === null ? null : openCms(cms);
  const none = { leaf: null, issuer: null, stamp: null };
  if (cms === null || opened === null) return { ...none, fault: pdfFault('PDF_CMS', placed.field) };
  const { leaf, chain } = opened;
  const code = await valueFault(bytes, placed, cms, opened, trust.crypto);
  if (code !== null) return { ...none, leaf, fault: pdfFault(code, placed.field) };
  const stamp = await stampOf(opened, placed, trust);
  if (stamp === 'fault') return { ...none, leaf, fault: pdfFault('PDF_TIMESTAMP', placed.field) };
  if (stamp === null && wasStamped(opened, placed)) return { ...none, leaf, fault: pdfFault('PDF_STAMP_MISSING', placed.field) };
  const at = judgedAt(placed, stamp, trust);
  const { anchors, crypto, kinds = ['seal'] } = trust;
  const checked = await verifyChain({ leaf: leaf.der, intermediates: chain, anchors, at, kind: kinds, crypto });
  if (!checked.ok) return { leaf, issuer: null, stamp, fault: { code: checked.code, where: placed.field, message: checked.message } };
  const used = checked.value.chain.slice(1);
  const needed = chain.every((der, i) => used[i] !== undefined && equalBytes(used[i].der, der));
  return { leaf, issuer: used[0] ?? null, stamp, fault: needed ? null : pdfFault('PDF_CMS', placed.field) };
}

/** Checks a document time stamp over the whole file before it. */
export async function checkDocumentStamp(bytes: Uint8Array, text: string, placed: PlacedSignature, trust: SealTrust): Promise<Stamp | PdfFault> {
  const token = readContents(text, placed);
  const stamp = token === null ? null : await checkStamp(token, coveredDigest(bytes, placed), { anchors: trust.stampAnchors ?? [], crypto: trust.crypto });
  return stamp ?? pdfFault('PDF_TIMESTAMP', placed.field);
}
