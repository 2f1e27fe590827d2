import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesPerson, readExisting } from '../../../../electron/backend/pki/existing/existing.ts';
import { checkIssuer } from '../../../../electron/backend/pki/existing/issuer.ts';
import { decryptRc2Cbc } from '../../../../electron/backend/pki/p12/rc2.ts';
import { readPkcs12 } from '../../../../electron/backend/pki/p12/pfx.ts';
import { createForeignCa, type ForeignCa } from '../../../support/foreign-ca.ts';
import { createRandom } from '../../../support/sync-random.ts';
import { must } from '../../../support/sync.ts';
import { seedOf } from '../../../support/seed.ts';

const PASSWORD = 'p12-암호-가나다';
const NAME = '김장관()0088044200901234567';
// Certificates are made after this line.
const now = new Date(Date.now() + 600_000);
let ca: ForeignCa;
beforeAll(() => {
  ca = createForeignCa();
  ca.issue('ec', { key: 'ec', name: NAME });
  ca.issue('rsa', { key: 'rsa', name: '123김장관001' });
}, 60_000);
afterAll(() => ca.remove());

const codeOf = async (file: Uint8Array, password = PASSWORD, name = '김장관'): Promise<string> => {
  const read = await readExisting(file, password, name, now);
  return read.ok ? 'OK' : read.code;
};

const MODERN = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256'];
const OLD = ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'];

describe('PKCS#12', () => {
  it.each([
    ['EC, AES-256 and PBKDF2', 'ec', MODERN],
    ['RSA, AES-256 and PBKDF2', 'rsa', MODERN],
    ['RSA, 3DES and RC2 as old programs write', 'rsa', OLD],
    ['EC, 3DES and RC2 as old programs write', 'ec', OLD],
    ['AES-128, MAC of SHA-512', 'ec', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['3DES of PBES2', 'rsa', ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC']],
    ['two-key 3DES and 128-bit RC2', 'ec', ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128']],
    ['key and certificate in the clear under a MAC', 'ec', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['no MAC', 'rsa', ['-nomac']],
    ['high work factor', 'ec', [...MODERN, '-iter', '20000']],
  ])('P12-1 %s: key, certificate, chain and Korean friendly name come out', async (_title, file, options) => {
    const bytes = ca.export(file, PASSWORD, ...options, '-name', '김장관의 인증서', '-certfile', ca.path('sub.crt'));
    const read = must(await readExisting(bytes, PASSWORD, '김장관', now));
    expect([read.name, read.facts.issuer, read.chain.length]).toEqual(['김장관의 인증서', '시험 등록기관', 1]);
    expect(read.facts.commonName).toContain('김장관');
    // openssl judges: a signature by the key that came out holds under the certificate that was exported.
    const data = Buffer.from('확인');
    writeFileSync(ca.path('data'), data);
    writeFileSync(ca.path('sig'), sign('sha256', data, createPrivateKey({ key: Buffer.from(read.privateKey), format: 'der', type: 'pkcs8' })));
    execFileSync('openssl', ['x509', '-in', ca.path(`${file}.crt`), '-pubkey', '-noout', '-out', ca.path('pub')]);
    expect(execFileSync('openssl', ['dgst', '-sha256', '-verify', ca.path('pub'), '-signature', ca.path('sig'), ca.path('data')]).toString()).toContain('OK');
    expect(await codeOf(bytes, '틀린 암호')).toBe('P12_PASSWORD');
    expect(await codeOf(bytes, PASSWORD, '박차관')).toBe('EXISTING_NAME');
  });

  it('P12-2 RC2 by the vectors of RFC 2268', () => {
    const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
    const out = (key: string, data: string): string => Buffer.from(decryptRc2Cbc(hex(key), new Uint8Array(8), hex(data))).toString('hex');
    expect(out('ffffffffffffffff', '278b27e42e2f0d49')).toBe('ffffffffffffffff');
    expect(out('3000000000000000', '30649edf9be7d2c2')).toBe('1000000000000001');
    expect(out('88bca90e90875a7f0f79c384627bafb2', '2269552ab0f85ca6')).toBe('0000000000000000');
  });

  it('P12-3 no key, no certificate, an unread cipher, something else: each its own code', async () => {
    expect(await codeOf(ca.export('ec', PASSWORD, '-nokeys'))).toBe('P12_NO_KEY');
    expect(await codeOf(ca.export('ec', PASSWORD, '-keypbe', 'AES-256-CBC', '-certpbe', 'camellia-256-cbc'))).toBe('P12_CIPHER');
    expect(await codeOf(new TextEncoder().encode('-----BEGIN CERTIFICATE-----'))).toBe('P12_BROKEN');
    expect(await codeOf(new Uint8Array(300_000))).toBe('P12_BROKEN');
    const seen = must(await readPkcs12(ca.export('rsa', PASSWORD), PASSWORD));
    expect(seen.map(({ kind }) => kind).toSorted()).toEqual(['certificate', 'key']);
  });

  it('P12-4 expired, for encryption only, an authority, a weak or foreign kind of key: refused by name', async () => {
    const make = (file: string, asked: Partial<Parameters<ForeignCa['issue']>[1]>): Promise<string> => {
      ca.issue(file, { key: 'ec', name: NAME, ...asked });
      return codeOf(ca.export(file, PASSWORD));
    };
    expect(await make('old', { expired: true })).toBe('EXISTING_EXPIRED');
    expect(await make('km', { usage: 'keyEncipherment,dataEncipherment' })).toBe('EXISTING_NOT_SIGNING');
    expect(await make('nr', { usage: 'nonRepudiation' })).toBe('OK');
    expect(await make('free', { usage: '' })).toBe('OK');
    expect(await make('authority', { ca: true, usage: 'digitalSignature,keyCertSign' })).toBe('EXISTING_NOT_SIGNING');
    expect(await make('short', { key: 'rsa-1024' })).toBe('KEY_UNSUPPORTED');
    expect(await make('p384', { key: 'p-384' })).toBe('KEY_UNSUPPORTED');
  });

  it('P12-5 three hundred changed files end in a code, and none gives another key', async () => {
    const seed = seedOf();
    const random = createRandom(seed);
    process.stdout.write(`pkcs12 seed ${seed}\n`);
    const whole = ca.export('ec', PASSWORD, '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac');
    const { spki } = must(await readExisting(whole, PASSWORD, '김장관', now));
    for (let i = 0; i < 300; i++) {
      const bytes = Uint8Array.from(whole);
      for (let flips = 1 + random.int(4); flips > 0; flips--) bytes[random.int(bytes.length)] = random.int(256);
      const read = await readExisting(random.int(4) === 0 ? bytes.subarray(0, random.int(bytes.length)) : bytes, PASSWORD, '김장관', now);
      if (read.ok) expect(Buffer.compare(read.value.spki, spki), `seed ${seed} round ${i}`).toBe(0);
    }
  });

  it('P12-6 names as Korean authorities write them', () => {
    const yes: readonly (readonly [string, string])[] = [
      ['홍길동', '홍길동'],
      ['홍길동()0010041200912345678', '홍길동'],
      ['123홍길동001', '홍길동'],
      ['홍길동(Hong Gil Dong)0001', '홍길동'],
      ['Jane DOE-1', 'Jane Doe'],
      ['홍길동'.normalize('NFD'), '홍길동'],
    ];
    for (const [common, name] of yes) expect([common, namesPerson(common, name)]).toEqual([common, true]);
    const no: readonly (readonly [string, string])[] = [
      ['홍길동순', '홍길동'],
      ['홍길', '홍길동'],
      ['(홍길동)', '홍길동'],
      ['', ''],
      ['12345', ''],
    ];
    for (const [common, name] of no) expect([common, namesPerson(common, name)]).toEqual([common, false]);
  });
});

describe('issuers of existing certificates', () => {
  it('P12-7 the path must lead to what the administrator trusts, over SHA-2, by authorities only', async () => {
    const leaf = ca.issue('leaf', { key: 'ec', name: NAME });
    const code = async (certificate: Uint8Array, chain: readonly Uint8Array[], trusted: readonly Uint8Array[]): Promise<string> => {
      const checked = await checkIssuer(certificate, chain, trusted, now);
      return checked.ok ? 'OK' : checked.code;
    };
    expect(await code(leaf, [ca.subCa], [ca.root])).toBe('OK');
    expect(await code(leaf, [], [ca.root, ca.subCa])).toBe('OK');
    expect(await code(leaf, [], [ca.root])).toBe('ISSUER_UNTRUSTED');
    expect(await code(leaf, [ca.subCa, ca.root], [])).toBe('ISSUER_UNTRUSTED');
    expect(await code(leaf, [ca.subCa], [leaf])).toBe('ISSUER_UNTRUSTED');
    const other = createForeignCa();
    expect(await code(leaf, [ca.subCa], [other.root])).toBe('ISSUER_UNTRUSTED');
    expect(await code(other.issue('x', { key: 'ec', name: NAME }), [other.subCa, ca.subCa], [ca.root])).toBe('ISSUER_UNTRUSTED');
    other.remove();
    expect(await code(ca.issue('sha1', { key: 'ec', name: NAME, digest: 'sha1' }), [ca.subCa], [ca.root])).toBe('ISSUER_UNTRUSTED');
    const changed = Uint8Array.from(leaf);
    changed[changed.length - 3] = (changed[changed.length - 3] ?? 0) ^ 1;
    expect(await code(changed, [ca.subCa], [ca.root])).toBe('ISSUER_UNTRUSTED');
    expect(await code(new Uint8Array(readFileSync(ca.path('root.key'))), [ca.subCa], [ca.root])).toBe('EXISTING_BROKEN');
  });
});
