/** A time stamp token checked offline (RFC 3161, RFC 5816): what it stamps, when, by whom, and whether that authority is trusted here. */

import type { CryptoProvider } from '../crypto/crypto.ts';
import { derToRaw, sha256 } from '../crypto/crypto.ts';
import { readChildren, readElement, readOid, type Element } from '../crypto/der.ts';
import { readTimestampInfo, type TimestampInfo } from '../crypto/tsp.ts';
import { concat, equalBytes, toHex } from '../lib/bytes.ts';
import { isSignedBy, parseCertificate, verifyChain, type ParsedCertificate } from './pki.ts';

/** A time stamp that holds. `trusted` only where its authority leads to an anchor that was given for time stamps. */
export interface Stamp {
  readonly at: string;
  readonly authority: string;
  readonly trusted: boolean;
  /** Authority and its issuers, DER. */
  readonly certificates: readonly Uint8Array[];
}

/** Anchors of time stamp authorities: none by default, so that none is trusted unasked. */
export interface StampTrust {
  readonly anchors: readonly Uint8Array[];
  readonly crypto: CryptoProvider;
}

const OIDS = {
  signedData: '1.2.840.113549.1.7.2',
  info: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
const ES256 = ['1.2.840.10045.4.3.2'];
const RS256 = ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'];

const inside = (element: Element | undefined): readonly Element[] => (element === undefined ? [] : (readChildren(element.value) ?? []));
const SEQUENCE = 0x30;
const SET = 0x31;
const WRAPPED = 0xa0;
/** The parts of an element of this kind, none of any other: a kind stands outside every signature, and a bent one must not go unseen. */
const within = (tag: number, element: Element | undefined): readonly Element[] => (element?.tag === tag ? inside(element) : []);
const oidOf = (element: Element | undefined): string => (element?.tag === 6 ? readOid(element.value) : '');
/** The algorithm, its parameters absent or NULL. */
function algorithmOf(element: Element | undefined): string {
  const [type, parameters, ...more] = within(SEQUENCE, element);
  return more.length === 0 && (parameters === undefined || toHex(parameters.raw) === '0500') ? oidOf(type) : '';
}

interface Opened {
  readonly info: Uint8Array;
  readonly certificates: readonly ParsedCertificate[];
  readonly attributes: Element;
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/** The one signer's SignerInfo, without unsigned attributes: nothing would cover them. */
function signerOf(set: Element | undefined): (Pick<Opened, 'attributes' | 'algorithm' | 'signature'> & { readonly name: readonly Element[] }) | null {
  const [signer, ...others] = within(SET, set);
  const [version, name, digest, attributes, algorithm, signature, ...more] = within(SEQUENCE, signer);
  const plain = others.length === 0 && more.length === 0 && toHex(version?.raw ?? new Uint8Array(0)) === '020101';
  if (!plain || algorithmOf(digest) !== OIDS.sha256 || attributes?.tag !== 0xa0 || signature?.tag !== 4) return null;
  return { name: within(SEQUENCE, name), attributes, algorithm: algorithmOf(algorithm), signature: signature.value };
}

/** Opens a token; null where it is not exactly one signer's SignedData over a TSTInfo with its certificate inside. */
function openToken(token: Uint8Array): Opened | null {
  const whole = readElement(token, 0);
  const [type, wrapped, ...behind] = whole === null || whole.end !== token.length ? [] : within(SEQUENCE, whole);
  const [signed, ...beside] = within(WRAPPED, wrapped);
  const [version, digests, content, certificates, signers, ...more] = within(SEQUENCE, signed);
  const [kind, boxed, ...stray] = within(SEQUENCE, content);
  const [info, ...second] = within(WRAPPED, boxed);
  const [digest, ...others] = within(SET, digests);
  const framed = [behind, beside, more, stray, second, others].every(({ length }) => length === 0) && toHex(version?.raw ?? new Uint8Array(0)) === '020103';
  if (!framed || oidOf(type) !== OIDS.signedData || oidOf(kind) !== OIDS.info || algorithmOf(digest) !== OIDS.sha256) return null;
  const signer = signerOf(signers);
  const parsed = certificates?.tag === 0xa0 ? inside(certificates).map(({ raw }) => parseCertificate(raw)) : [];
  const known = parsed.flatMap((item) => (item.ok ? [item.value] : []));
  const [issuer, serial] = signer?.name ?? [];
  const leaf = known.find((item) => issuer !== undefined && serial?.tag === 2 && equalBytes(item.issuer, issuer.raw) && equalBytes(item.serial, serial.value));
  if (info?.tag !== 4 || signer === null || leaf === undefined || known.length !== parsed.length) return null;
  return { ...signer, info: info.value, certificates: [leaf, ...known.filter((item) => item !== leaf)] };
}

/** The signed attributes by type, one value each; null where one stands twice. */
function attributesOf(set: Element): ReadonlyMap<string, Element> | null {
  const found = new Map<string, Element>();
  for (const item of inside(set)) {
    const [type, values, ...more] = inside(item);
    const [value, ...others] = inside(values);
    if (value === undefined || more.length > 0 || others.length > 0 || found.has(oidOf(type))) return null;
    found.set(oidOf(type), value);
  }
  return found;
}

/** Whether the attributes say what is stamped and bind the authority's certificate by its SHA-256 (RFC 5816). */
function attributesHold({ attributes, info, certificates }: Opened): boolean {
  const found = attributesOf(attributes);
  const [id] = inside(inside(found?.get(OIDS.signingCertificate))[0]);
  const hash = inside(id).find((element) => element.tag === 4);
  const digest = found?.get(OIDS.messageDigest);
  const [leaf] = certificates;
  return (
    leaf !== undefined &&
    oidOf(found?.get(OIDS.contentType)) === OIDS.info &&
    digest !== undefined &&
    equalBytes(digest.value, sha256(info)) &&
    hash !== undefined &&
    equalBytes(hash.value, sha256(leaf.der))
  );
}

async function signatureHolds({ attributes, algorithm, signature, certificates }: Opened, crypto: CryptoProvider): Promise<boolean> {
  const alg = ES256.includes(algorithm) ? 'ES256' : RS256.includes(algorithm) ? 'RS256' : null;
  const value = alg === 'ES256' ? derToRaw(signature) : signature;
  const [leaf] = certificates;
  if (alg === null || value === null || leaf?.timeStamping !== true) return false;
  return crypto.verify(alg, leaf.spki, value, concat([Uint8Array.of(0x31), attributes.raw.subarray(1)]));
}

/** Certificates behind the authority's own must each have issued the one before: nobody would notice a change in a stray one. */
async function chainHolds(certificates: readonly ParsedCertificate[], crypto: CryptoProvider): Promise<boolean> {
  for (const [index, issuer] of certificates.entries()) {
    const child = certificates[index - 1];
    if (child !== undefined && !(await isSignedBy(child, issuer, crypto))) return false;
  }
  return true;
}

/** What a token says, unchecked; null where it is none. */
export function infoOfToken(token: Uint8Array): TimestampInfo | null {
  const opened = openToken(token);
  return opened === null ? null : readTimestampInfo(opened.info);
}

/** Checks a token over a SHA-256; null where it does not hold. An unknown authority is no fault: its stamp is told, and not leaned on. */
export async function checkStamp(token: Uint8Array, imprint: Uint8Array, trust: StampTrust): Promise<Stamp | null> {
  const opened = openToken(token);
  const info = opened === null ? null : readTimestampInfo(opened.info);
  const [leaf, ...issuers] = opened?.certificates ?? [];
  if (opened === null || info === null || leaf === undefined || !equalBytes(info.imprint, imprint)) return null;
  const held = attributesHold(opened) && (await signatureHolds(opened, trust.crypto)) && (await chainHolds(opened.certificates, trust.crypto));
  if (!held) return null;
  const question = { leaf: leaf.der, intermediates: issuers.map(({ der }) => der), at: new Date(info.at), crypto: trust.crypto };
  const chain = trust.anchors.length === 0 ? null : await verifyChain({ ...question, anchors: trust.anchors, kind: ['tsa', ''] });
  return { at: info.at, authority: leaf.commonName, trusted: chain?.ok === true, certificates: opened.certificates.map(({ der }) => der) };
}
