import { beforeAll, describe, expect, test } from 'vitest';
import type { CmsSigner } from '../../../../electron/backend/pdf/cms.ts';
import { openFormFonts } from '../../../../electron/backend/pdf/fonts.ts';
import { renderPaper } from '../../../../electron/backend/pdf/render.ts';
import { sealPdf, type SealRequest } from '../../../../electron/backend/pdf/seal.ts';
import { createAgencyCa, createRoot, issue, toPem, type Authority } from '../../../../electron/backend/pki/certificate.ts';
import { generateKey, signDer, type KeyType } from '../../../../electron/backend/pki/keys.ts';
import { createWebCrypto } from '../../../../shared/crypto/web.ts';
import { verifyPdf } from '../../../../shared/verify/pdf/verify.ts';
import { aPrint } from '../../../support/print-sample.ts';
import { good, run, workFolder } from './tools.ts';

const folder = workFolder();
const fonts = openFormFonts();
const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2046-01-01T00:00:00Z') };
const root = createRoot('온결 시험', validity);

interface Agency {
  readonly field: string;
  readonly name: string;
  readonly signer: CmsSigner;
  readonly ca: Authority;
}

function agency(code: string, organisation: string, type: KeyType): Agency {
  const ca = createAgencyCa(root, { code, name: organisation }, validity);
  const key = generateKey(type);
  const certificate = issue(ca, { kind: 'seal', organisation, agencyCode: code, commonName: `${organisation}장관의인` }, key.spki, validity);
  const sign = (data: Uint8Array): Promise<Uint8Array> => Promise.resolve(signDer(key.privateKey, data));
  return {
    field: `관인-${code}`,
    name: `${organisation}장관`,
    ca,
    signer: { certificate, chain: [ca.certificate], alg: type === 'P-256' ? 'ES256' : 'RS256', sign },
  };
}

const agencies = [agency('1492000', '고용노동부', 'P-256'), agency('1342000', '교육부', 'RSA-2048'), agency('1450000', '산업통상부', 'P-256')];

function request(bytes: Uint8Array, by: Agency, change: Partial<SealRequest> = {}): SealRequest {
  return { bytes, field: by.field, sealName: by.name, signer: by.signer, at: '2026-11-27T05:20:00.000Z', reason: '관인 날인', location: '세종', ...change };
}

/** The base, then the file after each seal. */
const versions: Uint8Array[] = [];
let sealed = new Uint8Array(0);

beforeAll(async () => {
  versions.push(good(await renderPaper(aPrint(), fonts)).pdf);
  for (const by of agencies) versions.push(good(await sealPdf(request(versions.at(-1) ?? new Uint8Array(0), by), fonts.bold)));
  sealed = new Uint8Array(versions.at(-1) ?? []);
});

interface Cut {
  readonly covered: Buffer;
  readonly hex: string;
  readonly cms: Buffer;
}

function cuts(bytes: Uint8Array): Cut[] {
  const file = Buffer.from(bytes);
  return [...file.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\]/g)].map((match) => {
    const [open = 0, close = 0, rest = 0] = match.slice(1, 4).map(Number);
    const hex = file.subarray(open + 1, close - 1).toString('latin1');
    const all = Buffer.from(hex, 'hex');
    return { covered: Buffer.concat([file.subarray(0, open), file.subarray(close, close + rest)]), hex, cms: all.subarray(0, 4 + all.readUInt16BE(2)) };
  });
}

describe('three agencies', () => {
  test('old bytes are an exact prefix after every seal', () => {
    expect(versions.length).toBe(4);
    for (const [i, bytes] of versions.slice(1).entries()) {
      const before = versions[i] ?? new Uint8Array(0);
      expect(Buffer.from(bytes.subarray(0, before.length)).equals(Buffer.from(before))).toBe(true);
      expect(bytes.length - before.length).toBeLessThan(16_000);
    }
  });

  test('pdfsig: three valid, trusted, the last covers the whole file', () => {
    run('certutil', ['-N', '-d', 'sql:.', '--empty-password'], folder.path);
    run('certutil', ['-A', '-d', 'sql:.', '-n', 'root', '-t', 'CT,C,C', '-i', folder.write('root.pem', toPem(root.certificate))], folder.path);
    const said = run('pdfsig', ['-nssdir', folder.path, folder.write('sealed.pdf', sealed)]);
    expect(said.match(/Signature is Valid\./g)?.length).toBe(3);
    expect(said.match(/Certificate is Trusted\./g)?.length).toBe(3);
    expect(said.match(/ETSI\.CAdES\.detached/g)?.length).toBe(3);
    expect(said.match(/ Total document signed/g)?.length).toBe(1);
    for (const by of agencies) expect(said).toContain(by.field);
  });

  test('openssl: three CMS verify against the root; no signing-time, signing-certificate-v2', () => {
    const trust = folder.write('anchor.pem', toPem(root.certificate));
    for (const [i, cut] of cuts(sealed).entries()) {
      const [cms, content] = [folder.write(`${i}.der`, cut.cms), folder.write(`${i}.bin`, cut.covered)];
      run('openssl', [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        cms,
        '-content',
        content,
        '-CAfile',
        trust,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ]);
      const shown = run('openssl', ['cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', cms]);
      expect(shown).toContain('id-smime-aa-signingCertificateV2');
      expect(shown).not.toContain('signingTime');
    }
  });

  test('qpdf finds no error; mutool sees the newest seal unchanged', () => {
    const file = folder.write('check.pdf', sealed);
    expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    expect(run('mutool', ['sign', '-v', file])).toContain('The document is unchanged since signing.');
  });

  test('our own verifier finds no fault', async () => {
    const report = await verifyPdf(sealed, { anchors: [root.certificate], crypto: createWebCrypto(globalThis.crypto.subtle) });
    expect(report.faults).toEqual([]);
    expect(report.signatures.map((seal) => seal.signer)).toEqual(['고용노동부장관의인', '교육부장관의인', '산업통상부장관의인']);
  });

  test('Contents is lower-case hex in a room of 4096, zero behind the CMS', () => {
    for (const { hex, cms } of cuts(sealed)) {
      expect(hex).toMatch(/^[0-9a-f]{8192}$/);
      expect(hex.slice(cms.length * 2)).toMatch(/^0*$/);
    }
  });

  test('the paper still reads the same, and pages were not touched', () => {
    const [base = new Uint8Array(0)] = versions;
    const text = (name: string, bytes: Uint8Array): string => run('pdftotext', ['-layout', folder.write(name, bytes), '-']);
    expect(text('after.pdf', sealed)).toBe(text('before.pdf', base));
    expect(Buffer.from(sealed.subarray(base.length)).includes('/Type /Page\n')).toBe(false);
  });

  test('a flipped byte anywhere is found', async () => {
    const crypto = createWebCrypto(globalThis.crypto.subtle);
    const ends = versions.map((bytes) => bytes.length);
    for (const at of [100, 20_000, ...ends.slice(0, 3).flatMap((end) => [end - 40, end + 300, end + 4000]), sealed.length - 100]) {
      const broken = new Uint8Array(sealed);
      broken[at] = (broken[at] ?? 0) ^ 1;
      expect((await verifyPdf(broken, { anchors: [root.certificate], crypto })).faults.length, `byte ${at}`).toBeGreaterThan(0);
    }
    const broken = new Uint8Array(sealed);
    broken[20_000] = (broken[20_000] ?? 0) ^ 1;
    expect(run('pdfsig', ['-nocert', folder.write('broken.pdf', broken)])).not.toContain('Signature is Valid.');
  });
});

describe('refusals', () => {
  const [lead] = agencies;
  if (lead === undefined) throw new Error('no agency');

  test('ALREADY_SEALED', async () => {
    expect(await sealPdf(request(sealed, lead), fonts.bold)).toMatchObject({ ok: false, code: 'ALREADY_SEALED' });
  });

  test('NO_FIELD: unknown field, and a preview without fields', async () => {
    expect(await sealPdf(request(sealed, lead, { field: '관인-0' }), fonts.bold)).toMatchObject({ ok: false, code: 'NO_FIELD' });
    const preview = good(await renderPaper(aPrint({ watermark: '미리보기' }), fonts)).pdf;
    expect(await sealPdf(request(preview, lead), fonts.bold)).toMatchObject({ ok: false, code: 'NO_FIELD' });
  });

  test('NOT_A_PDF: other bytes, nothing, a torn file', async () => {
    for (const bytes of [new TextEncoder().encode('PK\u0003\u0004'), new Uint8Array(0), new TextEncoder().encode('%PDF-1.7\nnothing')]) {
      expect(await sealPdf(request(bytes, lead), fonts.bold)).toMatchObject({ ok: false, code: 'NOT_A_PDF' });
    }
  });

  test('a chain of large certificates gets a larger room', async () => {
    const [base = new Uint8Array(0)] = versions;
    const chain = Array.from({ length: 6 }, () => createRoot('아주 긴 이름을 가진 시험용 인증기관'.repeat(3), validity).certificate);
    const bytes = good(await sealPdf(request(base, lead, { signer: { ...lead.signer, chain: [lead.ca.certificate, ...chain] } }), fonts.bold));
    expect(cuts(bytes)[0]?.hex.length).toBeGreaterThan(8192);
  });
});
