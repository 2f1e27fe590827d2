/** Certificates that OpenSSL takes, of all kinds and keys. */

import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAgencyCa, createRoot, issue, toPem, type CertificateKind } from '../../../../electron/backend/pki/certificate.ts';
import { fromPem } from '../../../../shared/verify/pem.ts';
import { generateKey, keyTypeOf, signDer, type KeyType } from '../../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { parseCertificate, verifyChain } from '../../../../shared/verify/pki.ts';

const VALID = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2060-01-01T00:00:00Z') };
const root = createRoot('온결 시험', VALID);
const ca = createAgencyCa(root, { code: '1492000', name: '고용노동부' }, VALID);
const leaf = (kind: CertificateKind, type: KeyType): Uint8Array =>
  issue(
    ca,
    { kind, commonName: '김하늘', organisation: '고용노동부', agencyCode: '1492000', unit: '청년고용기획과', position: '행정사무관', personId: 'p-1' },
    generateKey(type).spki,
    VALID,
  );

let folder = '';
const file = (name: string, der: Uint8Array): string => {
  writeFileSync(join(folder, name), toPem(der));
  return join(folder, name);
};
const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ongyeol-pki-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('certificates', () => {
  const kinds: readonly (readonly [CertificateKind, KeyType])[] = [
    ['person', 'P-256'],
    ['person', 'RSA-2048'],
    ['admin', 'P-256'],
    ['seal', 'P-256'],
    ['seal', 'RSA-2048'],
  ];
  for (const [kind, type] of kinds) {
    it(`I1 openssl verifies a ${kind} certificate with ${type} up to the root, strictly`, () => {
      const chain = [
        '-x509_strict',
        '-CAfile',
        file('root.pem', root.certificate),
        '-untrusted',
        file('ca.pem', ca.certificate),
        file('leaf.pem', leaf(kind, type)),
      ];
      expect(openssl('verify', ...chain)).toContain('OK');
    });
  }

  it('I2 openssl verifies the log certificate: Ed25519 under the P-256 root', () => {
    const log = issue(root, { kind: 'log', commonName: '기록 서버', organisation: '온결 시험' }, generateKey('Ed25519').spki, VALID);
    expect(openssl('verify', '-x509_strict', '-CAfile', file('root.pem', root.certificate), file('log.pem', log))).toContain('OK');
    expect(openssl('x509', '-in', join(folder, 'log.pem'), '-noout', '-text')).toContain('ED25519');
  });

  it('I3 subject, kind and use stand in the certificate as OpenSSL reads them', () => {
    const text = openssl('x509', '-in', file('leaf.pem', leaf('seal', 'P-256')), '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    for (const part of [
      'C=KR',
      'O=고용노동부',
      'OU=청년고용기획과',
      'CN=김하늘',
      'serialNumber=p-1',
      'businessCategory=seal',
      'CA:FALSE',
      'Digital Signature, Non Repudiation',
    ])
      expect(text).toContain(part);
    const authority = openssl('x509', '-in', file('ca.pem', ca.certificate), '-noout', '-text');
    for (const part of ['CA:TRUE, pathlen:0', 'Certificate Sign, CRL Sign', 'Subject Key Identifier', 'Authority Key Identifier'])
      expect(authority).toContain(part);
  });

  it('I4 our own reading agrees with the writer and with Node', () => {
    const der = leaf('person', 'P-256');
    const parsed = parseCertificate(der);
    const node = new X509Certificate(der);
    if (!parsed.ok) throw new Error(parsed.message);
    const { kind, commonName, organisation, unit, agencyCode, personId, isCa, digest, notAfter, keyUsage } = parsed.value;
    expect({ kind, commonName, organisation, unit, agencyCode, personId, isCa, keyUsage }).toEqual({
      kind: 'person',
      commonName: '김하늘',
      organisation: '고용노동부',
      unit: '청년고용기획과',
      agencyCode: '1492000',
      personId: 'p-1',
      isCa: false,
      keyUsage: 0xc0,
    });
    expect(digest).toBe(node.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(notAfter).toBe(Date.parse(node.validTo));
  });

  it('I5 PEM comes back, several in one file too', () => {
    const both = [root.certificate, ca.certificate];
    expect(fromPem(both.map(toPem).join('')).map((der) => [...der])).toEqual(both.map((der) => [...der]));
    expect(fromPem('nothing')).toEqual([]);
  });

  it('I6 keys say what they are and their signatures hold', async () => {
    const crypto = createWebCrypto(globalThis.crypto.subtle);
    for (const [type, name] of [
      ['P-256', 'ec'],
      ['RSA-2048', 'rsa'],
      ['Ed25519', 'ed25519'],
    ] as const)
      expect(keyTypeOf(generateKey(type).privateKey)).toBe(name);
    const pair = generateKey('RSA-2048');
    expect(await crypto.verify('RS256', pair.spki, signDer(pair.privateKey, new Uint8Array(9)), new Uint8Array(9))).toBe(true);
  });

  it('I7 every issued certificate passes our own chain check as its kind', async () => {
    const crypto = createWebCrypto(globalThis.crypto.subtle);
    const question = { intermediates: [ca.certificate], anchors: [root.certificate], at: new Date('2026-11-23T00:00:00Z'), crypto };
    for (const kind of ['person', 'admin', 'seal'] as const) expect((await verifyChain({ ...question, leaf: leaf(kind, 'P-256'), kind })).ok).toBe(true);
  });
});
