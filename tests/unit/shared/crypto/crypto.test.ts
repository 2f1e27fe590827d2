/** The providers over WebCrypto and over Node's own crypto, and the strict DER of ECDSA signatures. */

import { constants, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateKey, signDer, type KeyType } from '../../../../electron/backend/pki/keys.ts';
import { createThreadCrypto } from '../../../../electron/backend/pki/node-crypto.ts';
import { derToRaw, PLAIN_TEXT, rawToDer, sha256Hex, type CryptoProvider, type VerifyAlg } from '../../../../shared/crypto/crypto.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { fromHex, utf8 } from '../../../../shared/lib/bytes.ts';

const data = utf8('온결');

function signRaw(alg: VerifyAlg, pkcs8: Uint8Array, over = data): Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const options =
    alg === 'PS256' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : alg === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' as const } : key;
  return new Uint8Array(sign(alg === 'EdDSA' ? null : 'sha256', over, options));
}

describe.each([
  ['WebCrypto', createWebCrypto(globalThis.crypto.subtle)],
  ['node', createThreadCrypto()],
] satisfies [string, CryptoProvider][])('provider over %s', (_name, crypto) => {
  const keys: readonly (readonly [VerifyAlg, KeyType])[] = [
    ['ES256', 'P-256'],
    ['PS256', 'RSA-2048'],
    ['RS256', 'RSA-2048'],
    ['EdDSA', 'Ed25519'],
  ];
  for (const [alg, type] of keys) {
    it(`Y1 ${alg} holds for its key and data, and for nothing else`, async () => {
      const [mine, other] = [generateKey(type), generateKey(type)];
      const signature = signRaw(alg, mine.privateKey);
      const bent = Uint8Array.from(signature);
      bent[8] = (bent[8] ?? 0) ^ 1;
      expect(await crypto.verify(alg, mine.spki, signature, data)).toBe(true);
      expect(await crypto.verify(alg, other.spki, signature, data)).toBe(false);
      expect(await crypto.verify(alg, mine.spki, bent, data)).toBe(false);
      expect(await crypto.verify(alg, mine.spki, signature, utf8('온결.'))).toBe(false);
    });

    it(`Y2 ${alg} with a key of another kind or no key is false, not a throw`, async () => {
      const signature = signRaw(alg, generateKey(type).privateKey);
      const wrong = generateKey(type === 'P-256' ? 'Ed25519' : 'P-256');
      for (const spki of [wrong.spki, new Uint8Array(0), utf8('열쇠 아님')]) expect(await crypto.verify(alg, spki, signature, data)).toBe(false);
    });
  }

  it('Y7 a key of another curve, a signature of another length or form, and a key whose bytes were changed are false', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    const spki384 = new Uint8Array(other.publicKey.export({ type: 'spki', format: 'der' }));
    const sign384 = new Uint8Array(sign('sha256', data, { key: other.privateKey, dsaEncoding: 'ieee-p1363' }));
    expect(await crypto.verify('ES256', spki384, sign384, data)).toBe(false);
    expect(await crypto.verify('ES256', spki384, sign384.subarray(0, 64), data)).toBe(false);
    const mine = generateKey('P-256');
    const signature = signRaw('ES256', mine.privateKey);
    expect(await crypto.verify('ES256', mine.spki, rawToDer(signature), data)).toBe(false);
    expect(await crypto.verify('ES256', mine.spki, signature.subarray(1), data)).toBe(false);
    expect(await crypto.verify('ES256', mine.spki, new Uint8Array(64), data)).toBe(false);
    expect(await crypto.verify('ES256', mine.spki, new Uint8Array(0), data)).toBe(false);
    const spki = Uint8Array.from(mine.spki);
    expect(await crypto.verify('ES256', spki, signature, data)).toBe(true);
    spki.set(generateKey('P-256').spki);
    expect(await crypto.verify('ES256', spki, signature, data)).toBe(false);
  });

  it('Y8 texts have the same digest as in plain JavaScript, and a signature over one is over its UTF-8 and no other', async () => {
    const { sha256 } = crypto.text ?? PLAIN_TEXT;
    const mine = generateKey('P-256');
    const texts = ['', 'abc', '\u0000온결 👩‍⚖️', '한'.repeat(5000), '한'.repeat(30_000), 'ab'];
    expect(texts.map(sha256)).toEqual(texts.map(PLAIN_TEXT.sha256));
    const signatures = texts.map((text) => signRaw('ES256', mine.privateKey, utf8(text)));
    const verifyText = crypto.verifyText ?? ((alg, spki, signature, text) => crypto.verify(alg, spki, signature, utf8(text)));
    // All asked before one is answered: an answer rests on its own text.
    const asked = texts.flatMap((text) => signatures.map((signature) => verifyText('ES256', mine.spki, signature, text)));
    expect(await Promise.all(asked)).toEqual(texts.flatMap((_, i) => texts.map((__, k) => i === k)));
    expect(await verifyText('EdDSA', mine.spki, new Uint8Array(64), 'abc')).toBe(false);
  });

  it('Y3 SHA-256 is SHA-256', () => {
    expect(sha256Hex(utf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('ECDSA in DER', () => {
  it('Y4 raw and DER lead to each other for real signatures', () => {
    const { privateKey } = generateKey('P-256');
    for (let i = 0; i < 200; i++) {
      const der = signDer(privateKey, utf8(String(i)));
      const raw = derToRaw(der);
      expect(raw).toHaveLength(64);
      expect([...rawToDer(raw ?? new Uint8Array(64))]).toEqual([...der]);
    }
  });

  it('Y5 small r and s keep their place', () => {
    const raw = new Uint8Array(64);
    raw[31] = 1;
    raw[63] = 0x80;
    expect([...rawToDer(raw)]).toEqual([...fromHex('3007020101020200' + '80')]);
    expect(derToRaw(rawToDer(raw))).toEqual(raw);
  });

  it('Y6 every other encoding is refused', () => {
    const wrong = [
      '',
      '30',
      '3006020101',
      '300602010102010100',
      '308106020101020101',
      '3007020200010201' + '01',
      '30060201ff020101',
      '3006030101020101',
      '30050200020101',
      '3005020101020101',
      '3007020101020101',
      `3026022101${'00'.repeat(32)}020101`,
      `3027022200${'80'.repeat(33)}020101`,
    ];
    for (const hex of wrong) expect([hex, derToRaw(fromHex(hex))]).toEqual([hex, null]);
  });
});
