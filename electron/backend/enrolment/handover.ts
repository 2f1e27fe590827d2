/**
 * The agency's issuing key on its way to a further administrator: sealed to a key only their PC can work out. X25519 (RFC 7748) between a key made
 * for this once and theirs, HKDF-SHA256, AES-256-GCM; invitation and certificate are authenticated with it.
 */

import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { equalBytes, fromBase64, utf8 } from '../../../shared/lib/bytes.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';

/** The sealed key as it stands in the file of an issued certificate ◆; texts are base64. */
export const handoverSchema = z.strictObject({ key: z.string().max(100), iv: z.string().max(40), tag: z.string().max(40), data: z.string().max(1000) });

/** A sealed key. */
export type Handover = Readonly<z.infer<typeof handoverSchema>>;

/** PKCS#8 and SPKI of RFC 8410 around the 32 bytes of a key. */
const PRIVATE = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b656e032100', 'hex');

const publicOf = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' });
const rawOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length);

/** The private half follows from a secret of the profile, so that nothing more is kept while the certificate is waited for. */
function privateOf(databaseKey: Uint8Array, invitation: string): KeyObject {
  const raw = Buffer.from(hkdfSync('sha256', databaseKey, utf8(invitation), 'ongyeol-handover-key-v1', 32));
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE, raw]), format: 'der', type: 'pkcs8' });
  raw.fill(0);
  return key;
}

/** What the request names: the public half (32 bytes, base64). */
export function handoverKey(databaseKey: Uint8Array, invitation: string): string {
  return rawOf(createPublicKey(privateOf(databaseKey, invitation))).toString('base64');
}

/** What both sides agree on; null for a key that agrees with none (RFC 7748 §6.1). */
function sharedKey(own: KeyObject, other: Uint8Array, transcript: Uint8Array): Buffer | null {
  try {
    const agreed = diffieHellman({ privateKey: own, publicKey: publicOf(other) });
    return Buffer.from(hkdfSync('sha256', agreed, transcript, 'ongyeol-handover-v1', 32));
  } catch {
    return null;
  }
}

const contextOf = (invitation: string, certificate: string): Buffer => Buffer.from(`ongyeol-handover-v1\n${invitation}\n${certificate}`);

/** What is handed over, of which invitation and certificate (DER, base64), to whose key (base64). */
export interface HandingOver {
  readonly invitation: string;
  readonly certificate: string;
  readonly to: string;
}

/** Whether a key (base64) is one that can be sealed to: 32 bytes that agree on a secret (RFC 7748 §6.1). */
export function sealableTo(to: string): boolean {
  const theirs = fromBase64(to);
  return theirs?.length === 32 && sharedKey(generateKeyPairSync('x25519').privateKey, theirs, theirs) !== null;
}

/** Seals the authority's private key (PKCS#8). Null where the request names no key that can be sealed to. */
export function sealHandover(privateKey: Uint8Array, { invitation, certificate, to }: HandingOver): Handover | null {
  const theirs = fromBase64(to);
  if (theirs === null || theirs.length !== 32) return null;
  const once = generateKeyPairSync('x25519');
  const mine = rawOf(once.publicKey);
  const key = sharedKey(once.privateKey, theirs, Buffer.concat([mine, theirs]));
  if (key === null) return null;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(contextOf(invitation, certificate));
  const data = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  key.fill(0);
  const [k, i, t, d] = [mine, iv, cipher.getAuthTag(), data].map((bytes) => bytes.toString('base64'));
  return { key: k ?? '', iv: i ?? '', tag: t ?? '', data: d ?? '' };
}

/** Whether a private key (PKCS#8) is the one of an authority's certificate (DER). */
function belongs(privateKey: Uint8Array, certificate: Uint8Array): boolean {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok || !parsed.value.isCa) return false;
  const own = createPublicKey(createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' }));
  return equalBytes(new Uint8Array(own.export({ format: 'der', type: 'spki' })), parsed.value.spki);
}

/** The authority's private key; null where it was sealed for somebody else, was changed, or is not the key of this authority (DER). */
export function openHandover(
  { key: once, iv, tag, data }: Handover,
  { databaseKey, invitation, certificate, authority }: { databaseKey: Uint8Array; invitation: string; certificate: string; authority: Uint8Array },
): Uint8Array | null {
  const [mine, theirs] = [privateOf(databaseKey, invitation), fromBase64(once)];
  const agreed = theirs?.length === 32 ? sharedKey(mine, theirs, Buffer.concat([theirs, rawOf(createPublicKey(mine))])) : null;
  if (agreed === null) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', agreed, Buffer.from(iv, 'base64'), { authTagLength: 16 });
    decipher.setAAD(contextOf(invitation, certificate));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const opened = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
    return belongs(opened, authority) ? new Uint8Array(opened) : null;
  } catch {
    return null;
  } finally {
    agreed.fill(0);
  }
}
