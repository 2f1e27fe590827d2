/**
 * An existing certificate (가진 인증서): a key and its certificate from another authority, taken out of a PKCS#12 file. What is checked here
 * both sides check: the person before asking, the administrator before certifying. Whom its issuer is trusted by, the administrator says.
 */

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../../../shared/lib/result.ts';
import type { SignatureAlg } from '../../../../shared/trail/statement.ts';
import { seoulDate } from '../../../../shared/writing/amount.ts';
import { readPkcs12, type Bag, type Pkcs12Code } from '../p12/pfx.ts';
import { factsOf, type CertificateFacts } from './facts.ts';

/** Why an existing certificate is not taken. */
export type ExistingCode =
  | Pkcs12Code
  | 'P12_NO_KEY'
  | 'P12_NO_CERTIFICATE'
  | 'KEY_UNSUPPORTED'
  | 'EXISTING_BROKEN'
  | 'EXISTING_EXPIRED'
  | 'EXISTING_NOT_SIGNING'
  | 'EXISTING_NAME';

/** A key with its certificate. `chain`: the other certificates of the file (DER); `name` its friendly name. */
export interface Existing {
  readonly privateKey: Uint8Array;
  readonly spki: Uint8Array;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly name: string | null;
  readonly facts: CertificateFacts;
}

const KEPT = '아무것도 바꾸지 않았습니다.';
const MOST_CHAIN = 6;

/** Which signatures a key makes here: P-256, or RSA of 2048 to 4096 bits. Null for every other key. */
export function signatureAlgOf(key: KeyObject): Extract<SignatureAlg, 'ES256' | 'RS256'> | null {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? 'ES256' : null;
  return key.asymmetricKeyType === 'rsa' && modulusLength !== undefined && modulusLength >= 2048 && modulusLength <= 4096 ? 'RS256' : null;
}

/** The same of a public key (SPKI DER). */
export function algOfSpki(spki: Uint8Array): 'ES256' | 'RS256' | null {
  try {
    return signatureAlgOf(createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));
  } catch {
    return null;
  }
}

/** A name without what authorities put around it: 「홍길동()0088…」, 「123홍길동001」, 「홍길동(Hong)」. */
function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}

/** Whether the certificate names this person. */
export function namesPerson(commonName: string, person: string): boolean {
  const bare = bareName(person);
  return bare !== '' && bareName(commonName) === bare;
}

/** Why this certificate cannot stand for this person now, or null. digitalSignature or nonRepudiation must be among its uses. */
export function existingFault({ commonName, notBefore, notAfter, usage, certificate }: CertificateFacts, person: string, now: Date) {
  if (certificate.ca || (usage !== null && (usage & 0xc0) === 0))
    return err('EXISTING_NOT_SIGNING', `서명용 인증서가 아닙니다(${commonName}). ${KEPT} 암호화용이 아닌 전자서명용 인증서를 고르십시오.`);
  if (now.getTime() > notAfter.getTime())
    return err('EXISTING_EXPIRED', `유효기간이 ${seoulDate(notAfter.toISOString())}에 끝난 인증서입니다. ${KEPT} 갱신한 인증서를 고르십시오.`);
  if (now.getTime() < notBefore.getTime())
    return err('EXISTING_EXPIRED', `유효기간이 ${seoulDate(notBefore.toISOString())}에 시작하는 인증서입니다. ${KEPT} 그날부터 쓸 수 있습니다.`);
  if (!namesPerson(commonName, person))
    return err('EXISTING_NAME', `인증서의 이름(${commonName})이 조직도의 이름(${person})과 다릅니다. ${KEPT} 본인의 인증서를 고르십시오.`);
  return null;
}

function readKey(bytes: Uint8Array): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

function pairsOf(bags: readonly Bag[]): { readonly keys: number; readonly pairs: readonly { readonly key: KeyObject; readonly existing: Existing }[] } {
  const keys = bags.flatMap((bag) => (bag.kind === 'key' ? { key: readKey(bag.bytes), bag } : []));
  const certificates = bags.flatMap((bag) => (bag.kind === 'certificate' ? { facts: factsOf(bag.bytes), bag } : []));
  const pairs = keys.flatMap(({ key, bag }) => {
    const own = key === null ? undefined : certificates.find(({ facts }) => facts?.certificate.checkPrivateKey(key) === true);
    if (key === null || own?.facts == null) return [];
    const chain = certificates.flatMap((one) => (one === own || one.facts === null ? [] : one.bag.bytes)).slice(0, MOST_CHAIN);
    const privateKey = Uint8Array.from(key.export({ type: 'pkcs8', format: 'der' }));
    const spki = Uint8Array.from(createPublicKey(key).export({ type: 'spki', format: 'der' }));
    return { key, existing: { privateKey, spki, certificate: own.bag.bytes, chain, name: own.bag.name ?? bag.name, facts: own.facts } };
  });
  return { keys: keys.length, pairs };
}

function choose(bags: readonly Bag[], person: string, now: Date): Result<Existing, ExistingCode> {
  const { keys, pairs } = pairsOf(bags);
  if (keys === 0) return err('P12_NO_KEY', `이 파일에는 개인 키가 들어 있지 않습니다. ${KEPT} 인증서를 「개인 키 포함」으로 다시 내보내십시오.`);
  let fault: Result<never, ExistingCode> = err(
    'P12_NO_CERTIFICATE',
    `이 파일에는 그 개인 키의 인증서가 들어 있지 않습니다. ${KEPT} 인증서와 개인 키를 함께 내보내십시오.`,
  );
  // Pairs for encryption come first: what is told in the end is what is wrong with the one for signing.
  const signs = ({ existing }: (typeof pairs)[number]): number => Number((existing.facts.usage ?? 0xc0) & 0xc0);
  for (const { key, existing } of pairs.toSorted((a, b) => signs(a) - signs(b))) {
    const unfit = existingFault(existing.facts, person, now);
    if (unfit === null && signatureAlgOf(key) !== null) return ok(existing);
    fault = unfit ?? err('KEY_UNSUPPORTED', `쓸 수 없는 종류의 키입니다(EC P-256, RSA 2048~4096만). ${KEPT} 다른 인증서를 고르십시오.`);
  }
  return fault;
}

/** Takes the signing key of this person out of a file (signing and encryption pairs may lie in one). All other keys are overwritten. */
export async function readExisting(file: Uint8Array, password: string, person: string, now: Date): Promise<Result<Existing, ExistingCode>> {
  const bags = await readPkcs12(file, password);
  if (!bags.ok) return bags;
  const chosen = choose(bags.value, person, now);
  for (const bag of bags.value) if (bag.kind === 'key') bag.bytes.fill(0);
  return chosen;
}
