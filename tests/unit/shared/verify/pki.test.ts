/** Rules K1–K10 of `shared/verify/SPEC.md`. */

import { describe, expect, it } from 'vitest';
import {
  createAgencyCa,
  createRoot,
  issue,
  type Authority,
  type CertificateKind,
  type Subject,
  type Validity,
} from '../../../../electron/backend/pki/certificate.ts';
import { generateKey, signDer } from '../../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { bits, seq } from '../../../../shared/crypto/der.ts';
import { fromHex, toHex } from '../../../../shared/lib/bytes.ts';
import { CHAIN_CODES, parseCertificate, verifyChain, type ChainQuestion } from '../../../../shared/verify/pki.ts';

const VALID: Validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const AT = new Date('2026-11-23T00:00:00Z');
const root = createRoot('온결 시험', VALID);
const ca = createAgencyCa(root, { code: 'A', name: '고용노동부' }, VALID);
const crypto = createWebCrypto(globalThis.crypto.subtle);
const seen = new Set<string>();

function leafOf(
  change: { authority?: Authority; kind?: CertificateKind; agencyCode?: string; validity?: Validity; subject?: Partial<Subject> } = {},
): Uint8Array {
  const { authority = ca, kind = 'seal', agencyCode = 'A', validity = VALID } = change;
  return issue(authority, { kind, commonName: '관인', organisation: '고용노동부', agencyCode, ...change.subject }, generateKey('P-256').spki, validity);
}

async function codeOf(change: Partial<ChainQuestion>): Promise<string> {
  const checked = await verifyChain({ leaf: leafOf(), intermediates: [ca.certificate], anchors: [root.certificate], at: AT, kind: 'seal', crypto, ...change });
  if (!checked.ok) seen.add(checked.code);
  return checked.ok ? 'ok' : checked.code;
}

/** An authority that its certificate does not let be one. */
function posing(kind: CertificateKind, under: Authority, agencyCode = 'A'): Authority {
  const key = generateKey('P-256');
  const subject: Subject = { kind, organisation: '고용노동부', agencyCode, commonName: '사칭' };
  return { certificate: issue(under, subject, key.spki, VALID), privateKey: key.privateKey, spki: key.spki, subject };
}

/** A certificate with the same number of bytes changed in it, signed again by its own authority. */
function rewritten(der: Uint8Array, from: string, to: string, authority: Authority): Uint8Array {
  const parsed = parseCertificate(der);
  if (!parsed.ok || from.length !== to.length || !toHex(parsed.value.tbs).includes(from)) throw new RangeError(from);
  const tbs = fromHex(toHex(parsed.value.tbs).replace(from, to));
  return seq(tbs, fromHex('300a06082a8648ce3d040302'), bits(signDer(authority.privateKey, tbs)));
}

function turned(der: Uint8Array, at: number, by: number): Uint8Array {
  const copy = Uint8Array.from(der);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
}

describe('chain', () => {
  it('K0 a lawful chain holds and is given back from leaf to anchor', async () => {
    const leaf = leafOf();
    const checked = await verifyChain({ leaf, intermediates: [ca.certificate], anchors: [root.certificate], at: AT, kind: 'seal', crypto });
    expect(checked.ok && checked.value.chain.map(({ kind }) => kind)).toEqual(['seal', 'agency', 'root']);
  });

  it('K1 anything but one DER certificate is CERT_MALFORMED', async () => {
    const leaf = leafOf();
    const wrong = [new Uint8Array(0), leaf.subarray(1), leaf.subarray(0, -1), Uint8Array.from([...leaf, 0]), turned(leaf, 0, 1), turned(leaf, 8, 1)];
    for (const bytes of wrong) expect(await codeOf({ leaf: bytes })).toBe('CERT_MALFORMED');
  });

  it('K1 a second attribute of one type, another algorithm inside than outside, FALSE written out', async () => {
    const leaf = leafOf();
    expect(await codeOf({ leaf: rewritten(leaf, '0603550403', '0603550403', ca) })).toBe('ok');
    const turns = [
      ['0603550461', '060355040f'],
      ['2a8648ce3d040302', '2a8648ce3d040303'],
      ['0603551d130101ff', '0603551d13010100'],
      ['0603551d0e', '0603551d0f'],
    ] as const;
    for (const [from, to] of turns) expect([from, await codeOf({ leaf: rewritten(leaf, from, to, ca) })]).toEqual([from, 'CERT_MALFORMED']);
  });

  it('K2 every byte of a leaf and of a CA counts', async () => {
    const leaf = leafOf();
    for (let at = 0; at < leaf.length; at++) expect(await codeOf({ leaf: turned(leaf, at, 1 << (at % 8)) }), `leaf byte ${at}`).not.toBe('ok');
    for (let at = 0; at < ca.certificate.length; at++)
      expect(await codeOf({ leaf, intermediates: [turned(ca.certificate, at, 1 << (at % 8))] }), `CA byte ${at}`).not.toBe('ok');
  });

  it('K3 validity is judged at the time asked for, of the leaf and of its issuers', async () => {
    expect(await codeOf({ at: new Date('2025-12-31T23:59:59Z') })).toBe('CERT_NOT_YET_VALID');
    expect(await codeOf({ at: VALID.notAfter })).toBe('ok');
    expect(await codeOf({ at: new Date('2036-01-01T00:00:01Z') })).toBe('CERT_EXPIRED');
    expect(await codeOf({ at: new Date('no date') })).toBe('CERT_EXPIRED');
    const old = createAgencyCa(root, { code: 'A', name: '고용노동부' }, { ...VALID, notAfter: new Date('2026-06-01T00:00:00Z') });
    expect(await codeOf({ leaf: leafOf({ authority: old }), intermediates: [old.certificate] })).toBe('CERT_EXPIRED');
  });

  it('K4 a CA of the same name with another key is CERT_SIGNATURE, and does not hide the right one', async () => {
    const namesake = createAgencyCa(root, { code: 'A', name: '고용노동부' }, VALID);
    expect(await codeOf({ intermediates: [namesake.certificate] })).toBe('CERT_SIGNATURE');
    expect(await codeOf({ intermediates: [namesake.certificate, ca.certificate] })).toBe('ok');
  });

  it('K5 a key is for its own kind only', async () => {
    for (const kind of ['person', 'admin', 'log', 'agency', 'root'] as const)
      expect(await codeOf({ leaf: kind === 'agency' ? ca.certificate : leafOf({ kind }) })).toBe('CERT_WRONG_KIND');
    expect(await codeOf({ leaf: leafOf({ kind: 'person' }), kind: ['seal', 'person'] })).toBe('ok');
  });

  it('K5 a CA is no leaf, whatever it is asked as', async () => {
    expect(await codeOf({ leaf: ca.certificate, kind: 'agency' })).toBe('CERT_WRONG_KIND');
  });

  it('K4 a critical extension that is not understood is not passed over', async () => {
    expect(await codeOf({ leaf: rewritten(leafOf(), '0603551d130101ff', '0603551d240101ff', ca) })).toBe('CERT_SIGNATURE');
  });

  it('K6 the log stands under the root itself: an agency cannot make one', async () => {
    expect(await codeOf({ leaf: leafOf({ kind: 'log' }), kind: 'log' })).toBe('CERT_WRONG_KIND');
    expect(await codeOf({ leaf: leafOf({ kind: 'log', authority: root }), kind: 'log' })).toBe('ok');
  });

  it('K7 only a CA issues, and an agency makes no further CA', async () => {
    const seal = posing('seal', ca);
    expect(await codeOf({ leaf: leafOf({ authority: seal }), intermediates: [ca.certificate, seal.certificate] })).toBe('TRUST_ANCHOR_UNKNOWN');
    expect(await codeOf({ leaf: leafOf({ authority: seal }), anchors: [seal.certificate] })).toBe('CERT_NOT_CA');
    const below = posing('agency', ca);
    expect(await codeOf({ leaf: leafOf({ authority: below }), intermediates: [ca.certificate, below.certificate] })).toBe('CERT_NOT_CA');
  });

  it('K7 a CA that may not sign certificates makes none', async () => {
    const idle = rewritten(ca.certificate, '0603551d0f0101ff040403020106', '0603551d0f0101ff040403020102', root);
    expect(await codeOf({ leaf: leafOf(), intermediates: [idle] })).toBe('CERT_NOT_CA');
  });

  it('K8 an agency certifies its own people and seals only', async () => {
    expect(await codeOf({ leaf: leafOf({ agencyCode: 'B' }) })).toBe('CERT_WRONG_AGENCY');
  });

  it('K9 an anchor comes from outside, never out of the file', async () => {
    const stranger = createRoot('온결 시험', VALID);
    expect(await codeOf({ anchors: [] })).toBe('TRUST_ANCHOR_UNKNOWN');
    expect(await codeOf({ anchors: [stranger.certificate] })).toBe('TRUST_ANCHOR_UNKNOWN');
    expect(await codeOf({ anchors: [stranger.certificate], intermediates: [ca.certificate, root.certificate] })).toBe('TRUST_ANCHOR_UNKNOWN');
    expect(await codeOf({ anchors: [stranger.certificate, root.certificate] })).toBe('ok');
  });

  it('K10 a leaf that may not sign is CERT_KEY_USAGE', async () => {
    const leaf = leafOf();
    const at = toHex(leaf).indexOf('0603551d0f0101ff0404030206c0') / 2 + 13;
    expect(await codeOf({ leaf: Uint8Array.from(leaf, (byte, i) => (i === at ? 0x40 : byte)) })).toBe('CERT_KEY_USAGE');
  });

  it('K11 many CAs of one name cost a bounded number of checks', async () => {
    let calls = 0;
    const counting = {
      verify: (...args: Parameters<typeof crypto.verify>) => {
        calls += 1;
        return crypto.verify(...args);
      },
    };
    const crowd = Array.from({ length: 300 }, () => createAgencyCa(root, { code: 'A', name: '고용노동부' }, VALID).certificate);
    expect(await codeOf({ intermediates: crowd, crypto: counting })).toBe('CERT_SIGNATURE');
    expect(calls).toBeLessThanOrEqual(200);
  });

  it('K12 every code of the list was got', () => {
    expect([...seen].toSorted()).toEqual([...CHAIN_CODES].toSorted());
  });
});

describe('certificate', () => {
  it('K13 its name is the SHA-256 of its DER', () => {
    const parsed = parseCertificate(ca.certificate);
    expect(parsed.ok && parsed.value.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});
