/** Time stamps and long-term evidence, judged by other people's tools and by our verifier. */

import { beforeAll, describe, expect, it } from 'vitest';
import { closePdf } from '../../../../electron/backend/pdf/closing.ts';
import { crlPem, makeCrl } from '../../../../electron/backend/pki/crl.ts';
import { createAgencyCa, createRoot, toPem, type Authority } from '../../../../electron/backend/pki/certificate.ts';
import { sealPdf } from '../../../../electron/backend/pdf/seal.ts';
import { readChildren, readElement, tlv } from '../../../../shared/crypto/der.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { crlsFromPem } from '../../../../shared/verify/pem.ts';
import { parseCertificate } from '../../../../shared/verify/pki.ts';
import { verifyPdf } from '../../../../shared/verify/pdf/verify.ts';
import { checkStamp } from '../../../../shared/verify/timestamp.ts';
import { aPrint } from '../../../support/print-sample.ts';
import { aSealingAgency, basePdf, PAPER_VALIDITY, paperRoot, sealInTurn, sendersOf } from '../../../support/sealed-paper.ts';
import { aStampAuthority } from '../../../support/stamp-authority.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const tsa = aStampAuthority();
const crypto = createWebCrypto(globalThis.crypto.subtle);
const agencies = [aSealingAgency(0), aSealingAgency(1, 'RSA-2048'), aSealingAgency(2)];
const SEALED = '2026-11-23T01:00:00.000Z';
const STAMPED = '2026-11-23T01:00:04.000Z';
const CLOSED = '2026-11-23T02:00:00.000Z';
const [lead] = agencies;
const evidence = { certificates: [...agencies.map(({ ca }) => ca.certificate), paperRoot.certificate, tsa.root], lists: [] as Uint8Array[] };
let versions: Uint8Array[] = [];
let closed = new Uint8Array(0);

const check = (bytes: Uint8Array, change = {}) =>
  verifyPdf(bytes, {
    anchors: [paperRoot.certificate],
    crypto,
    stampAnchors: [tsa.root],
    expected: { fields: agencies.map(({ code }) => `관인-${code}`) },
    ...change,
  });
const codes = async (bytes: Uint8Array, change = {}) => [...new Set((await check(bytes, change)).faults.map(({ code }) => code))];

function crlOf(serial: Uint8Array | null, at: string): Uint8Array {
  if (lead === undefined) throw new Error('no agency');
  return makeCrl(lead.ca, serial === null ? [] : [{ serial, at: new Date(at) }], {
    number: 1,
    now: new Date('2026-12-01T00:00:00Z'),
    next: new Date('2027-12-01T00:00:00Z'),
  });
}

beforeAll(async () => {
  versions = await sealInTurn(await basePdf(aPrint({ senders: sendersOf(agencies) })), agencies, { at: SEALED, stamp: tsa.sourceAt(STAMPED) });
  evidence.lists.push(crlOf(null, CLOSED));
  closed = new Uint8Array(good(await closePdf(versions.at(-1) ?? closed, evidence, tsa.sourceAt(CLOSED))));
});

/** What each signature covers and its Contents up to the end of the DER. */
function cuts(bytes: Uint8Array): { covered: Buffer; token: Buffer }[] {
  const file = Buffer.from(bytes);
  return [...file.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/g)].map((match) => {
    const [open = 0, close = 0, rest = 0] = match.slice(1, 4).map(Number);
    const all = Buffer.from(file.subarray(open + 1, close - 1).toString('latin1'), 'hex');
    return { covered: Buffer.concat([file.subarray(0, open), file.subarray(close, close + rest)]), token: all.subarray(0, 4 + all.readUInt16BE(2)) };
  });
}

/** A signature without its unsigned attributes: the last part of its only signer. */
function withoutToken(cms: Uint8Array): Uint8Array {
  const inside = (bytes: Uint8Array): Uint8Array[] => (readChildren(readElement(bytes, 0)?.value ?? bytes) ?? []).map(({ raw }) => raw);
  const [type, content = cms] = inside(cms);
  const [signedData = cms] = inside(content);
  const parts = inside(signedData);
  const [signer = cms] = inside(parts.at(-1) ?? cms);
  const infos = tlv(0x31, tlv(0x30, ...inside(signer).slice(0, -1)));
  return tlv(0x30, type ?? cms, tlv(0xa0, tlv(0x30, ...parts.slice(0, -1), infos)));
}

describe('time stamps of seals and of the file', () => {
  it('TS1 our verifier takes three stamped seals, evidence and the document time stamp, and says whose they are', async () => {
    const report = await check(closed);
    expect(report.faults).toEqual([]);
    const stamp = { at: '2026-11-23T01:00:04Z', authority: '시험 시각확인기관', trusted: true };
    expect(report.signatures.map((seal) => seal.stamp)).toEqual([stamp, stamp, stamp]);
    expect(report.stamps).toEqual([{ ...stamp, at: '2026-11-23T02:00:00Z' }]);
    expect(report.evidence).toEqual({ certificates: 5, lists: 1 });
  });

  it('TS2 an authority nobody named is told and not leaned on', async () => {
    const report = await check(closed, { stampAnchors: [] });
    expect(report.faults).toEqual([]);
    expect(report.signatures.map((seal) => seal.stamp?.trusted)).toEqual([false, false, false]);
    expect((await check(closed, { stampAnchors: [paperRoot.certificate] })).stamps.map(({ trusted }) => trusted)).toEqual([false]);
  });

  it('TS3 openssl ts -verify takes our authority, openssl cms the stamped seals, pdfsig all three', () => {
    const root = folder.write('tsa-root.pem', toPem(tsa.root));
    const [first, , , document] = cuts(closed);
    if (first === undefined || document === undefined) throw new Error('no signature');
    const data = folder.write('document.bin', document.covered);
    const token = folder.write('document.tst', document.token);
    expect(run('openssl', ['ts', '-verify', '-data', data, '-in', token, '-token_in', '-CAfile', root])).toContain('Verification: OK');
    const anchor = folder.write('root.pem', toPem(paperRoot.certificate));
    const [cms, covered] = [folder.write('first.der', first.token), folder.write('first.bin', first.covered)];
    const told = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', cms, '-content', covered, '-CAfile', anchor, '-purpose', 'any', '-out', '/dev/null'];
    run('openssl', told);
    run('certutil', ['-N', '-d', 'sql:.', '--empty-password'], folder.path);
    run('certutil', ['-A', '-d', 'sql:.', '-n', 'root', '-t', 'CT,C,C', '-i', anchor], folder.path);
    const said = run('pdfsig', ['-nssdir', folder.path, folder.write('closed.pdf', closed)]);
    expect(said.match(/Signature is Valid\./g)?.length).toBe(3);
    expect(said.match(/Certificate is Trusted\./g)?.length).toBe(3);
    // This pdfsig shows a document time stamp and cannot check it; openssl did above.
    expect(said).toMatch(/Field Name: timestamp-4\n[^#]*시험 시각확인기관[^#]* Total document signed/);
  });

  it('TS3 a question of openssl is answered in a form it takes, by an EC and an RSA authority', async () => {
    const data = folder.write('asked.bin', 'what was there at that time');
    run('openssl', ['ts', '-query', '-data', data, '-sha256', '-cert', '-out', `${folder.path}/asked.tsq`]);
    const query = Uint8Array.from(Buffer.from(run('base64', ['-w0', `${folder.path}/asked.tsq`]), 'base64'));
    for (const authority of [tsa, aStampAuthority('RSA-2048')]) {
      const reply = folder.write('asked.tsr', await authority.answer(query, STAMPED));
      const root = folder.write('asked-root.pem', toPem(authority.root));
      expect(run('openssl', ['ts', '-verify', '-queryfile', `${folder.path}/asked.tsq`, '-in', reply, '-CAfile', root])).toContain('Verification: OK');
    }
  });

  it('TS4 qpdf and mutool read the closed paper; the text is the same and no page was drawn anew', () => {
    const file = folder.write('check.pdf', closed);
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    const text = (name: string, bytes: Uint8Array): string => run('pdftotext', ['-layout', folder.write(name, bytes), '-']);
    expect(text('closed.pdf', closed)).toBe(text('before.pdf', versions.at(-1) ?? closed));
    expect(Buffer.from(closed.subarray(0, versions.at(-1)?.length)).equals(Buffer.from(versions.at(-1) ?? closed))).toBe(true);
  });

  it('TS5 a stamp of something else, from before the seal, or bent, is PDF_TIMESTAMP', async () => {
    const base = versions[0] ?? closed;
    const early = await sealInTurn(base, agencies.slice(0, 1), { at: SEALED, stamp: tsa.sourceAt('2026-11-23T00:50:00.000Z') });
    const only = { expected: { fields: [`관인-${lead?.code ?? ''}`] } };
    expect(await codes(early.at(-1) ?? base, only)).toEqual(['PDF_TIMESTAMP']);
    const other = cuts(closed)[3]?.token ?? new Uint8Array(0);
    const foreign = await sealInTurn(base, agencies.slice(0, 1), { at: SEALED, stamp: () => Promise.resolve({ ok: true, value: new Uint8Array(other) }) });
    expect(await codes(foreign.at(-1) ?? base, only)).toEqual(['PDF_TIMESTAMP']);
    const bent = Uint8Array.from(closed);
    const at = Buffer.from(closed).lastIndexOf('/Contents <') + 11 + 1200;
    bent[at] = bent[at] === 0x30 ? 0x31 : 0x30;
    expect(await codes(bent)).toEqual(['PDF_TIMESTAMP']);
  });

  it('P22 a token taken out of the last seal is named: the signed length of its place says that there was one', async () => {
    const last = versions.at(-1) ?? closed;
    const file = Buffer.from(last);
    const [, open = 0, close = 0] = [...file.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) \d+\s*\]/g)].at(-1)?.map(Number) ?? [];
    const cms = Buffer.from(file.subarray(open + 1, close - 1).toString('latin1'), 'hex');
    const bare = withoutToken(readElement(cms, 0)?.raw ?? cms);
    file.write(
      Buffer.from(bare)
        .toString('hex')
        .padEnd(close - open - 2, '0'),
      open + 1,
      'latin1',
    );
    expect((await check(file)).faults.map(({ code, where }) => [code, where])).toEqual([['PDF_STAMP_MISSING', `관인-${agencies[2]?.code}`]]);
    expect(await codes(last)).toEqual([]);
  });

  it('P17 a changed bit of any byte of a token is found, of the parts too that stand in no signature', async () => {
    const imprint = new Uint8Array(32).fill(7);
    const token = good(await tsa.sourceAt(STAMPED)(imprint));
    const trust = { anchors: [], crypto };
    expect(await checkStamp(token, imprint, trust)).not.toBeNull();
    const unseen: string[] = [];
    for (const [at, byte] of token.entries()) {
      const bent = Uint8Array.from(token);
      bent[at] = byte ^ (1 << (at % 8));
      if ((await checkStamp(bent, imprint, trust)) !== null) unseen.push(`${at}: ${byte.toString(16)}`);
    }
    expect(unseen).toEqual([]);
  });

  it('TS6 without an answer there is no seal and no closing, and the refusal says so', async () => {
    const silent = () => Promise.resolve({ ok: false as const, code: 'NO_TIMESTAMP' as const, message: '시각확인을 받지 못했습니다.' });
    const base = versions[0] ?? closed;
    if (lead === undefined) throw new Error('no agency');
    const asked = { bytes: base, field: `관인-${lead.code}`, sealName: '관인', signer: lead.signer, at: SEALED, reason: '', location: '' };
    expect(await sealPdf({ ...asked, stamp: silent })).toMatchObject({ ok: false, code: 'NO_TIMESTAMP' });
    expect(await closePdf(base, evidence, silent)).toMatchObject({ ok: false, code: 'NO_TIMESTAMP' });
    expect(await closePdf(new Uint8Array(3), evidence, tsa.sourceAt(CLOSED))).toMatchObject({ ok: false, code: 'NOT_A_PDF' });
  });

  it('TS7 a certificate that had ended before the seal is SEAL_REVOKED, by a list inside or from outside; one that ended later is none', async () => {
    const parsed = parseCertificate(lead?.signer.certificate ?? new Uint8Array(0));
    const serial = good(parsed).serial;
    expect(await codes(closed, { lists: [crlOf(serial, '2026-11-23T01:00:00Z')] })).toEqual(['SEAL_REVOKED']);
    expect(await codes(closed, { lists: [crlOf(serial, '2026-11-23T01:00:05Z')] })).toEqual([]);
    const last = versions.at(-1) ?? closed;
    const inside = good(await closePdf(last, { ...evidence, lists: [crlOf(serial, '2026-11-22T00:00:00Z')] }, tsa.sourceAt(CLOSED)));
    expect(await codes(inside)).toEqual(['SEAL_REVOKED']);
  });

  it('TS7 EN20 a list the same authority signed with a newer key counts, where the anchor signed both; of another name, agency or root it does not', async () => {
    const serial = good(parseCertificate(lead?.signer.certificate ?? new Uint8Array(0))).serial;
    if (lead === undefined) throw new Error('no agency');
    const made = new Date('2026-12-01T00:00:00Z');
    const listOf = (authority: Authority): Uint8Array =>
      makeCrl(authority, [{ serial, at: new Date('2026-11-23T01:00:00Z') }], { number: 2, now: made, next: PAPER_VALIDITY.notAfter });
    const agency = { code: lead.code, name: '고용노동부' };
    const newer = createAgencyCa(paperRoot, agency, PAPER_VALIDITY);
    const elsewhere = createAgencyCa(createRoot('온결 시험', PAPER_VALIDITY), agency, PAPER_VALIDITY);
    const later = createAgencyCa(paperRoot, agency, { ...PAPER_VALIDITY, notBefore: new Date('2026-12-02T00:00:00Z') });
    const other = createAgencyCa(paperRoot, { ...agency, code: '9999999' }, PAPER_VALIDITY);
    expect(await codes(closed, { lists: [listOf(newer), newer.certificate] })).toEqual(['SEAL_REVOKED']);
    expect(await codes(closed, { lists: [listOf(newer)] })).toEqual([]);
    for (const wrong of [elsewhere, later, other]) expect(await codes(closed, { lists: [listOf(wrong), wrong.certificate] })).toEqual([]);
    expect(crlsFromPem(`${crlPem(listOf(newer))}${toPem(newer.certificate)}`)).toEqual([listOf(newer), newer.certificate].map(() => expect.any(Uint8Array)));
    expect(crlsFromPem(toPem(newer.certificate))).toEqual([]);
  });

  it('TS8 nothing but evidence and a time stamp over it stands behind the last seal', async () => {
    const { revisions } = await check(closed);
    const [, , , seals = 0, kept = 0] = revisions;
    expect(await codes(closed.subarray(0, kept))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
    expect(await codes(closed.subarray(0, seals))).toEqual([]);
    const twice = good(await closePdf(closed, { certificates: [tsa.certificate], lists: [] }, tsa.sourceAt(CLOSED)));
    expect(await codes(twice)).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
    const [base, two] = [versions[0] ?? closed, agencies.slice(0, 2)];
    const early = good(await closePdf((await sealInTurn(base, two)).at(-1) ?? base, evidence, tsa.sourceAt(CLOSED)));
    expect(await codes((await sealInTurn(early, agencies.slice(2))).at(-1) ?? base)).toContain('PDF_CHANGED_AFTER_SIGNATURE');
    expect(await codes(early)).toEqual(['SEAL_MISSING']);
  });
});
