/** Reading a PKCS#12 file (RFC 7292; `.p12`, `.pfx`): its keys and certificates under one password. Nothing of it is trusted yet. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../../../../shared/lib/result.ts';
import { bmpOf, must, numberOf, octets, oidOf, parts, readAsn1, type Item } from './asn1.ts';
import { deriveOld, openWith, PURPOSE, UnknownCipher } from './decrypt.ts';

/** Why a file is not read. */
export type Pkcs12Code = 'P12_BROKEN' | 'P12_PASSWORD' | 'P12_CIPHER';

/** A key (PKCS#8 DER) or a certificate (X.509 DER) of a file. `name` is the friendly name. */
export interface Bag {
  readonly kind: 'key' | 'certificate';
  readonly bytes: Uint8Array;
  readonly name: string | null;
}

/** Largest file that is looked at: one holds a handful of keys and certificates. */
export const LARGEST_P12 = 256 * 1024;

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
const X509 = '1.2.840.113549.1.9.22.1';
const BAG = '1.2.840.113549.1.12.10.1.';

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Bags within bags: a file of our makers has one level. */
const DEEPEST = 4;

class WrongPassword extends Error {}

function opened(bytes: Uint8Array | null): Uint8Array {
  if (bytes === null) throw new WrongPassword();
  return bytes;
}

/** Whether the MAC over the contents holds (RFC 7292 §5.1 step 5). A file without one is told by its paddings and by key and certificate fitting. */
function checkMac(mac: Item | undefined, contents: Uint8Array, password: string): void {
  if (mac === undefined) return;
  const [info, salt, rounds] = parts(mac);
  const [algorithm, digest] = parts(info);
  const oid = oidOf(parts(algorithm)[0]);
  const hash = HASHES[oid];
  if (hash === undefined) throw new UnknownCipher(oid);
  const given = octets(digest);
  const key = deriveOld(hash, password, octets(salt), rounds === undefined ? 1 : numberOf(rounds), PURPOSE.mac, given.length);
  const own = createHmac(hash, key).update(contents).digest();
  if (own.length !== given.length || !timingSafeEqual(own, given)) throw new WrongPassword();
}

function nameOf(attributes: Item | undefined): string | null {
  for (const attribute of attributes === undefined ? [] : parts(attributes)) {
    const [type, values] = parts(attribute);
    if (oidOf(type) === FRIENDLY_NAME) return bmpOf(parts(values)[0])?.normalize('NFC') ?? null;
  }
  return null;
}

/** DER of an element as it is written; keys in the clear come through here. */
const derOf = (item: Item): Uint8Array => new Uint8Array(item.toBER(false));

async function readBag(bag: Item, password: string, depth: number): Promise<Bag[]> {
  const [type, wrapped, attributes] = parts(bag);
  const value = must(parts(wrapped)[0]);
  const name = nameOf(attributes);
  switch (oidOf(type)) {
    case `${BAG}1`:
      return [{ kind: 'key', bytes: derOf(value), name }];
    case `${BAG}2`: {
      const [algorithm, data] = parts(value);
      const [oid, params] = parts(algorithm);
      return [{ kind: 'key', bytes: opened(await openWith(oidOf(oid), params, password, octets(data))), name }];
    }
    case `${BAG}3`: {
      const [kind, certificate] = parts(value);
      return oidOf(kind) === X509 ? [{ kind: 'certificate', bytes: octets(parts(certificate)[0]), name }] : [];
    }
    case `${BAG}6`:
      return readContents(value, password, depth + 1);
    default:
      return [];
  }
}

async function readContents(contents: Item, password: string, depth: number): Promise<Bag[]> {
  if (depth > DEEPEST) throw new RangeError('too deep');
  const bags: Bag[] = [];
  for (const bag of parts(contents)) bags.push(...(await readBag(bag, password, depth)));
  return bags;
}

/** One part of the safe: in the clear, or encrypted as a whole. */
async function readPart(part: Item, password: string): Promise<Bag[]> {
  const [type, wrapped] = parts(part);
  const value = must(parts(wrapped)[0]);
  if (oidOf(type) === DATA) return readContents(readAsn1(octets(value)), password, 0);
  if (oidOf(type) !== ENCRYPTED) throw new UnknownCipher(oidOf(type));
  const [, info] = parts(value);
  const [, algorithm, data] = parts(info);
  const [oid, params] = parts(algorithm);
  return readContents(readAsn1(opened(await openWith(oidOf(oid), params, password, octets(data)))), password, 0);
}

async function read(bytes: Uint8Array, password: string): Promise<Bag[]> {
  const [version, safe, mac] = parts(readAsn1(bytes));
  const [type, wrapped] = parts(safe);
  if (numberOf(version) !== 3 || oidOf(type) !== DATA) throw new RangeError('not a PKCS#12 file under a password');
  const contents = octets(parts(wrapped)[0]);
  checkMac(mac, contents, password);
  const bags: Bag[] = [];
  for (const part of parts(readAsn1(contents))) bags.push(...(await readPart(part, password)));
  return bags;
}

const KEPT = '아무것도 바꾸지 않았습니다.';

/** Reads all keys and certificates of a file. P12_CIPHER names the algorithm that is not read here. */
export async function readPkcs12(bytes: Uint8Array, password: string): Promise<Result<readonly Bag[], Pkcs12Code>> {
  const broken = err('P12_BROKEN', `인증서 파일(.p12, .pfx)이 아니거나 깨졌습니다. ${KEPT} 인증서를 다시 내보내 고르십시오.`);
  if (bytes.length > LARGEST_P12) return broken;
  try {
    return ok(await read(bytes, password.normalize('NFC')));
  } catch (error) {
    if (error instanceof WrongPassword) return err('P12_PASSWORD', `인증서 파일의 암호가 맞지 않습니다. ${KEPT} 그 파일을 내보낼 때 정한 암호를 넣으십시오.`);
    if (error instanceof UnknownCipher)
      return err('P12_CIPHER', `이 인증서 파일의 암호 방식(${error.oid})은 읽지 못합니다. ${KEPT} AES나 3DES 방식으로 다시 내보내 고르십시오.`);
    return broken;
  }
}
