/**
 * A PDF that this product did not write, or that is broken: what can honestly be said of its signatures. Whether something drawn after a
 * signature changes the paper is not judged here, so nothing found here ever makes a paper valid (issue "PDF", slice 3).
 */

import { derToRaw, sha256, type CryptoProvider, type VerifyAlg } from '../../crypto/crypto.ts';
import { readChildren, readElement, readOid, type Element } from '../../crypto/der.ts';
import { concat, equalBytes, fromHex, fromUtf8 } from '../../lib/bytes.ts';
import { latin1 } from './revisions.ts';

/** Whether the bytes a signature names are the ones it was made over; `unknown` where its form is not read here. */
export type Held = 'holds' | 'broken' | 'unknown';

/** One signature found in the file. `signer` is '' where no name could be read; `behind` counts bytes after its cover. */
export interface ForeignSignature {
  readonly signer: string;
  readonly digest: Held;
  readonly value: Held;
  readonly behind: number;
}

/** What was seen. `ours` where it carries a mark of this product, `encrypted` where it cannot be looked into. */
export interface ForeignLook {
  readonly pdf: boolean;
  readonly ours: boolean;
  readonly encrypted: boolean;
  readonly signatures: readonly ForeignSignature[];
}

/** More signatures than a paper has are not looked at one by one. */
const MOST = 50;
const RANGE = /\/ByteRange\s{0,20}\[\s{0,20}(\d{1,10})\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{0,20}\]/g;
const COMMON_NAME = '2.5.4.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';
/** `관인-` as a field's name begins, and our name as producer in UTF-8, byte by byte. */
const MARKS = [
  '<pdf:Producer>\u00ec\u0098\u00a8\u00ea\u00b2\u00b0<',
  'feffad00c778002d',
  'FEFFAD00C778002D',
  '\u00fe\u00ff\u00ad\u0000\u00c7\u0078\u0000\u002d',
];
const UNKNOWN: Omit<ForeignSignature, 'behind'> = { signer: '', digest: 'unknown', value: 'unknown' };

const inside = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));
const oidOf = (element: Element | undefined): string => (element?.tag === 6 ? readOid(element.value) : '');

/** The last common name of a Name, whatever its string type. */
function commonName(name: Element | undefined): string {
  let found = '';
  for (const pair of inside(name).flatMap(inside)) {
    const [type, value] = inside(pair);
    if (oidOf(type) === COMMON_NAME && value !== undefined) found = fromUtf8(value.value) ?? '';
  }
  return found;
}

interface Leaf {
  readonly name: string;
  readonly spki: Uint8Array;
}

/** The certificate a SignerInfo names by issuer and serial, read as loosely as DER allows. */
function leafOf(certificates: readonly Element[], signer: Element | undefined): Leaf | null {
  const [issuer, serial] = inside(signer);
  for (const certificate of certificates) {
    const fields = inside(inside(certificate)[0]).filter((element) => element.tag !== 0xa0);
    const [number, , from, , subject, spki] = fields;
    const same = issuer !== undefined && serial !== undefined && from !== undefined && number !== undefined;
    if (same && equalBytes(from.raw, issuer.raw) && equalBytes(number.raw, serial.raw) && spki !== undefined)
      return { name: commonName(subject), spki: spki.raw };
  }
  return null;
}

const ALGS: Readonly<Record<string, VerifyAlg>> = { '1.2.840.113549.1.1.11': 'RS256', '1.2.840.113549.1.1.1': 'RS256', '1.2.840.10045.4.3.2': 'ES256' };

async function valueOf(leaf: Leaf | null, signed: Uint8Array, algorithm: string, signature: Uint8Array | undefined, crypto: CryptoProvider): Promise<Held> {
  const alg = ALGS[algorithm];
  if (leaf === null || alg === undefined || signature === undefined) return 'unknown';
  const value = alg === 'ES256' ? derToRaw(signature) : signature;
  return value !== null && (await crypto.verify(alg, leaf.spki, value, signed)) ? 'holds' : 'broken';
}

/** Looks at one CMS over the covered bytes. */
async function lookAtCms(cms: Uint8Array, covered: Uint8Array, crypto: CryptoProvider): Promise<Omit<ForeignSignature, 'behind'>> {
  const parts = inside(inside(inside(readElement(cms, 0) ?? undefined)[1])[0]);
  const info = inside(inside(parts.at(-1))[0]);
  const leaf = leafOf(inside(parts.find((part) => part.tag === 0xa0)), info[1]);
  const attributes = info.find((part) => part.tag === 0xa0);
  const rest = attributes === undefined ? [] : info.slice(info.indexOf(attributes) + 1);
  const [algorithm, value] = rest;
  if (attributes === undefined || oidOf(inside(info[2])[0]) !== SHA256) return { ...UNKNOWN, signer: leaf?.name ?? '' };
  const digest = inside(attributes).find((item) => oidOf(inside(item)[0]) === MESSAGE_DIGEST);
  const named = inside(inside(digest)[1])[0]?.value;
  const signed = concat([Uint8Array.of(0x31), attributes.raw.subarray(1)]);
  return {
    signer: leaf?.name ?? '',
    digest: named === undefined ? 'unknown' : equalBytes(named, sha256(covered)) ? 'holds' : 'broken',
    value: await valueOf(leaf, signed, oidOf(inside(algorithm)[0]), value?.value, crypto),
  };
}

/** The hex between two covered pieces, or null where they do not leave such a gap. */
function gapOf(text: string, open: number, close: number): Uint8Array | null {
  const hex = /^\s*<([0-9A-Fa-f\s]*)>\s*$/.exec(text.slice(open, close))?.[1]?.replaceAll(/\s/g, '');
  return hex === undefined || hex === '' || hex.length % 2 !== 0 ? null : fromHex(hex.toLowerCase());
}

async function lookAtRange(bytes: Uint8Array, text: string, range: RegExpExecArray, crypto: CryptoProvider): Promise<ForeignSignature> {
  const [from = 0, first = 0, second = 0, length = 0] = range.slice(1).map(Number);
  const end = second + length;
  const sound = from === 0 && first < second && end <= bytes.length;
  const behind = Math.max(0, bytes.length - end);
  const gap = sound ? gapOf(text, first, second) : null;
  if (gap === null) return { signer: '', digest: sound ? 'unknown' : 'broken', value: 'unknown', behind };
  return { ...(await lookAtCms(gap, concat([bytes.subarray(0, first), bytes.subarray(second, end)]), crypto)), behind };
}

/** Looks at any bytes; never throws, whatever they are. */
export async function lookAtForeign(bytes: Uint8Array, crypto: CryptoProvider): Promise<ForeignLook> {
  const text = latin1(bytes);
  const signatures: ForeignSignature[] = [];
  for (const range of [...text.matchAll(RANGE)].slice(0, MOST)) signatures.push(await lookAtRange(bytes, text, range, crypto));
  return {
    pdf: text.slice(0, 1024).includes('%PDF-'),
    ours: MARKS.some((mark) => text.includes(mark)),
    encrypted: /\/Encrypt\s/.test(text.slice(-4096)) || /trailer[^]{0,400}\/Encrypt\s/.test(text),
    signatures,
  };
}
