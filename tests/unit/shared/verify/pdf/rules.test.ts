/** Rules P1–P10 of `shared/verify/SPEC.md`: each code is got by a file made for it. */

import { contentsRoom } from '../../../../../shared/crypto/cms.ts';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../../shared/crypto/crypto.ts';
import { createAgencyCa, createRoot } from '../../../../../electron/backend/pki/certificate.ts';
import { makeCrl } from '../../../../../electron/backend/pki/crl.ts';
import { parseCertificate } from '../../../../../shared/verify/pki.ts';
import { aStampAuthority } from '../../../../support/stamp-authority.ts';
import { PDF_FAULT_CODES } from '../../../../../shared/verify/pdf/faults.ts';
import { BASE, aBase, append, aSealedPaper, aSigner, ca, check, codesOf, replaced, root, seal, seenCodes, signer, VALID } from './paper.ts';
import { seedOf } from '../../../../support/seed.ts';

/** Every so many digits of a Contents are tried at once; over a few runs each of them is. */
const STRIDE = 4;

describe('a sealed paper', () => {
  it('P0 two lawful seals are valid, each with its field, holder and reach', async () => {
    const bytes = await aSealedPaper();
    const report = await check(bytes);
    expect(report.faults).toEqual([]);
    expect(report.signatures.map(({ field, status, covers, agency, at }) => ({ field, status, covers, agency, at }))).toEqual([
      { field: 'A', status: 'valid', covers: 'revision', agency: '1492000', at: '2026-11-23T01:00:00Z' },
      { field: 'B', status: 'valid', covers: 'file', agency: '1492000', at: '2026-11-23T01:00:00Z' },
    ]);
    expect(report.revisions).toHaveLength(3);
  });

  it('P1 what is not built as this product builds it is PDF_MALFORMED, never a throw', async () => {
    const bytes = await aSealedPaper();
    for (const broken of [new Uint8Array(0), new Uint8Array(5000), bytes.subarray(0, -3), bytes.subarray(1), Buffer.concat([bytes, Buffer.from('x')])]) {
      expect(await codesOf(new Uint8Array(broken))).toEqual(['PDF_MALFORMED']);
    }
    expect(await codesOf(aBase({ 2: '<< /Type /Pages /Kids [ 3 0 R ] /Count 1 /Count 2 >>' }))).toEqual(['PDF_MALFORMED']);
    expect(await codesOf(aBase({ 2: `${'['.repeat(5000)}${']'.repeat(5000)}` }))).toEqual(['PDF_MALFORMED']);
    expect(await codesOf(await seal(aBase(), 6, { entries: '/Reference [ ]' }), { expected: { fields: ['A'] } })).toContain('PDF_MALFORMED');
    expect(await codesOf(await seal(aBase(), 6, { stamp: 'D:20261399010000Z' }), { expected: { fields: ['A'] } })).toContain('PDF_MALFORMED');
  });

  it('P2 no seal at all is PDF_NO_SIGNATURE', async () => {
    expect(await codesOf(aBase())).toEqual(['PDF_NO_SIGNATURE', 'SEAL_MISSING']);
  });

  it('P3 a cover that leaves out anything but its own Contents is PDF_RANGE', async () => {
    for (const shift of [
      [-1, 0, 0],
      [0, 1, -1],
      [-1, 1, -1],
      [0, 0, -5],
      [0, 0, 1],
    ] as const) {
      expect(await codesOf(await seal(aBase(), 6, { shift }), { expected: { fields: ['A'] } })).toContain('PDF_RANGE');
    }
    expect(await codesOf(await seal(await seal(aBase(), 6, { shift: [0, 0, -5] }), 7))).toEqual(['PDF_RANGE']);
    const longer = Buffer.concat([await aSealedPaper(), Buffer.from('\n')]);
    expect(await codesOf(new Uint8Array(longer))).toContain('PDF_RANGE');
  });

  it('P4 changed content is PDF_DIGEST_MISMATCH', async () => {
    expect(await codesOf(replaced(await aSealedPaper(), '0 0 9 9 re f', '0 0 8 9 re f'))).toEqual(['PDF_DIGEST_MISMATCH']);
  });

  it('P5 a CMS in any other spelling is PDF_CMS', async () => {
    const expected = { fields: ['A'] };
    const upper = await seal(aBase(), 6, {
      contents: (cms, room) =>
        Buffer.from(cms)
          .toString('hex')
          .toUpperCase()
          .padEnd(room * 2, '0'),
    });
    const tail = await seal(aBase(), 6, {
      contents: (cms, room) =>
        Buffer.from(cms)
          .toString('hex')
          .padEnd(room * 2 - 1, '0') + '1',
    });
    const idle = await seal(aBase(), 6, {
      by: aSigner({ chain: [ca.certificate, createAgencyCa(root, { code: 'X', name: '다른 기관' }, VALID).certificate] }),
    });
    for (const bytes of [upper, tail, idle]) expect(await codesOf(bytes, { expected })).toEqual(['PDF_CMS']);
  });

  it('P5 a changed digit anywhere in the Contents is found, certificates and the zeros behind them too', async () => {
    const bytes = await seal(aBase(), 6);
    const start = Buffer.from(bytes).toString('latin1').indexOf('/Contents <') + 11;
    const unseen: number[] = [];
    const first = start + (seedOf() % STRIDE);
    process.stdout.write(`PDF Contents digits every ${STRIDE} from ${first - start}\n`);
    for (let at = first; at < start + 4000; at += STRIDE) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = flipped[at] === 0x30 ? 0x31 : 0x30;
      if ((await check(flipped, { expected: { fields: ['A'] } })).faults.length === 0) unseen.push(at - start);
    }
    expect(unseen).toEqual([]);
  });

  it('P6 a signature value of another key is PDF_SIGNATURE', async () => {
    const [mine, other] = [aSigner(), aSigner()];
    expect(await codesOf(await seal(aBase(), 6, { by: { ...mine, sign: other.sign } }), { expected: { fields: ['A'] } })).toEqual(['PDF_SIGNATURE']);
  });

  it('P7 the certificate must chain to an anchor as a seal, at the time of sealing', async () => {
    const expected = { fields: ['A'] };
    const under = createAgencyCa(createRoot('남의 루트', VALID), { code: '1492000', name: '고용노동부' }, VALID);
    const short = { notBefore: VALID.notBefore, notAfter: new Date('2026-06-01T00:00:00Z') };
    expect(await codesOf(await seal(aBase(), 6, { by: aSigner({ authority: under }) }), { expected })).toEqual(['TRUST_ANCHOR_UNKNOWN']);
    expect(await codesOf(await seal(aBase(), 6, { by: aSigner({ validity: short }) }), { expected })).toEqual(['CERT_EXPIRED']);
    const byPerson = await seal(aBase(), 6, { by: aSigner({ kind: 'person' }) });
    expect(await codesOf(byPerson, { expected })).toEqual(['CERT_WRONG_KIND']);
    expect(await codesOf(byPerson, { expected, kinds: ['person'] })).toEqual([]);
    expect(await codesOf(await seal(aBase(), 6), { expected, at: new Date('2040-01-01T00:00:00Z') })).toEqual(['CERT_EXPIRED']);
  });

  it('P9 a file cut back to an earlier revision lacks a seal: SEAL_MISSING', async () => {
    const bytes = await aSealedPaper();
    const { revisions } = await check(bytes);
    const cut = bytes.subarray(0, (revisions[1] ?? 0) + 1);
    expect(await codesOf(cut)).toEqual(['SEAL_MISSING']);
    expect(await codesOf(cut, { expected: { fields: ['A'] } })).toEqual([]);
    expect(await codesOf(bytes, { expected: { fields: ['A', 'B', 'C'] } })).toEqual(['SEAL_MISSING']);
  });

  it('P10 a seal that the trail does not know is SEAL_UNEXPECTED', async () => {
    expect(await codesOf(await aSealedPaper(), { expected: { fields: ['A'] } })).toEqual(['SEAL_UNEXPECTED']);
  });

  it('P11 another file than the recorded last one is PDF_NOT_FINAL', async () => {
    const bytes = await aSealedPaper();
    expect(await codesOf(bytes, { expected: { finalDigest: sha256Hex(bytes) } })).toEqual([]);
    expect(await codesOf(bytes, { expected: { finalDigest: sha256Hex(aBase()) } })).toEqual(['PDF_NOT_FINAL']);
  });
});

/** A field as the base has it. */
const field = (name: 'A' | 'B'): string => BASE[name === 'A' ? 6 : 7] ?? '';

describe('P8 after a seal only a seal: PDF_CHANGED_AFTER_SIGNATURE, also with a lawful key', () => {
  const white = '<< /Length 14 >>\nstream\n1 g 0 0 9 9 f \nendstream';
  const page = (change: string): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 200 ] /Contents [ 4 0 R 90 0 R ] /Annots [ 6 0 R 7 0 R ] ${change} >>`;
  const widget = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (B) /F 132 /Rect [ 0 0 200 200 ] /P 3 0 R /AP << /N 24 0 R >> /V 25 0 R >>';
  const look = (extra: string): string => `<< /Type /XObject /Subtype /Form /BBox [ 0 0 50 50 ] ${extra} /Resources << >> /Length 0 >>\nstream\n\nendstream`;
  const cases: Record<string, Parameters<typeof seal>[2]> = {
    'page contents rewritten': { objects: { 4: white } },
    'page contents rewritten to the same length': { objects: { 4: (BASE[4] ?? '').replace('0 0 9 9', '0 0 8 8') } },
    'a reference of the base that led nowhere is given an object': { objects: { 90: white } },
    'page dictionary': { objects: { 3: page('/Rotate 90') } },
    'an annotation more': { objects: { 3: page('').replace('7 0 R ]', '7 0 R 80 0 R ]'), 80: '<< /Type /Annot /Subtype /Square /Rect [ 0 0 9 9 ] >>' } },
    catalog: { objects: { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /OpenAction 3 0 R >>' } },
    'another root': { objects: { 81: '<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>' }, root: 81 },
    'an information dictionary': { objects: {}, trailer: '/Info 8 0 R' },
    'an object taken away': { freed: [4] },
    'the field moved over the text': { field: widget },
    'a look with an optional-content key': { look: look('/OC 3 0 R') },
    'an object that belongs to nothing': { objects: { 82: white } },
    'a form that asks for new looks': { objects: { 5: '<< /Fields [ 6 0 R 7 0 R ] /SigFlags 3 /NeedAppearances true >>' } },
    'a value that is the seal of another field': { field: field('B').replace('/N 8 0 R', '/N 24 0 R').slice(0, -2) + '/V 23 0 R >>' },
    'the old look': { field: field('B').slice(0, -2) + '/V 25 0 R >>' },
    'a form with more fields': { objects: { 5: '<< /Fields [ 6 0 R 7 0 R 83 0 R ] /SigFlags 3 >>', 83: '<< /FT /Tx /T (x) >>' } },
  };
  for (const [name, change] of Object.entries(cases)) {
    it(`P8 ${name}`, async () => {
      const first = await seal(aBase(), 6);
      const report = await check(await seal(first, 7, change));
      expect(report.faults.map((fault) => fault.code)).toContain('PDF_CHANGED_AFTER_SIGNATURE');
    });
  }

  it('P8 both fields by one signature', async () => {
    const other = `${field('B').replace('/N 8 0 R', '/N 22 0 R').slice(0, -2)}/V 23 0 R >>`;
    expect(await codesOf(await seal(aBase(), 6, { objects: { 7: other } }))).toContain('PDF_CHANGED_AFTER_SIGNATURE');
  });

  it('P8 a field sealed a second time', async () => {
    const twice = await seal(await seal(aBase(), 6), 6, { numbers: [50, 51] });
    expect(await codesOf(twice, { expected: { fields: ['A'] } })).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
  });

  it('P8 a look whose number the page already names as its contents', async () => {
    expect(await codesOf(await seal(await seal(aBase(), 6), 7, { numbers: [90, 91] }))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
  });

  it('P8 a form that forgets a field, so that nobody misses its seal', async () => {
    expect(await codesOf(await seal(aBase(), 6, { objects: { 5: '<< /Fields [ 6 0 R ] /SigFlags 3 >>' } }))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
  });

  it('P8 a white box appended behind the last seal', async () => {
    expect(await codesOf(append(await aSealedPaper(), { objects: { 4: white } }))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
    expect(await codesOf(append(await aSealedPaper(), { objects: { 84: white } }))).toEqual(['PDF_CHANGED_AFTER_SIGNATURE']);
  });

  it('P8 a seal already in the base covers a base nobody compared', async () => {
    const already = {
      6: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (A) /F 132 /Rect [ 10 10 60 60 ] /P 3 0 R /AP << /N 8 0 R >> /V 9 0 R >>',
      9: '<< /Type /Sig >>',
    };
    expect(await codesOf(await seal(aBase(already), 7), { expected: { fields: ['A', 'B'] } })).toContain('PDF_CHANGED_AFTER_SIGNATURE');
  });

  it('P1 bytes that no table names, a small Size, an unknown trailer key, a foreign Prev', async () => {
    const first = await seal(aBase(), 6);
    const changes: readonly Parameters<typeof seal>[2][] = [
      { hidden: '4 0 obj\n<< >>\nendobj\n' },
      { hidden: '% comment\n' },
      { between: '4 0 obj\n<< >>\nendobj\n' },
      { between: '% comment\n' },
      { size: 4 },
      { trailer: '/XRefStm 100' },
      { trailer: '/Encrypt 8 0 R' },
      { twice: 7 },
      { generation: '00001' },
      { header: [24, '44 0 obj'] },
      { header: [24, '24 1 obj'] },
    ];
    for (const change of changes) {
      expect([change, await codesOf(await seal(first, 7, change))]).toEqual([change, ['PDF_MALFORMED']]);
    }
  });
});

describe('P1 tables', () => {
  it('P1 a base whose own startxref names another place', async () => {
    const base = aBase();
    const place = /startxref\n(\d+)/.exec(Buffer.from(base).toString('latin1'))?.[1] ?? '';
    const bent = replaced(base, `startxref\n${place}`, `startxref\n${Number(place) - 1}`);
    expect(await codesOf(await seal(await seal(base, 6, { prev: place }), 7))).toEqual([]);
    expect(await codesOf(await seal(await seal(bent, 6, { prev: place }), 7))).toEqual(['PDF_MALFORMED']);
  });
});

describe('fields of an agency', () => {
  it("P15 another agency's lawful seal on a field is SEAL_WRONG_AGENCY", async () => {
    const other = createAgencyCa(root, { code: '1342000', name: '교육부' }, VALID);
    const named = replaceAllIn(BASE, '/T (A)', `/T <${Buffer.from('\ufeff관인-1492000', 'utf16le').swap16().toString('hex')}>`);
    const sealAs = async (authority: typeof ca) =>
      codesOf(
        await seal(aBase(named), 6, { by: aSigner({ authority }), field: `${(named[6] ?? '').replace('/N 8 0 R', '/N 22 0 R').slice(0, -2)}/V 23 0 R >>` }),
        {
          expected: { fields: ['관인-1492000'] },
        },
      );
    expect(await sealAs(other)).toEqual(['SEAL_WRONG_AGENCY']);
    expect(await sealAs(ca)).toEqual([]);
  });
});

describe('time stamps and revocation', () => {
  it('P22 a seal with room for a time stamp and none in it is PDF_STAMP_MISSING', async () => {
    const room = (stamped: boolean): number => contentsRoom([signer.certificate, ...signer.chain], stamped);
    const only = { expected: { fields: ['A'] } };
    expect(await codesOf(await seal(aBase(), 6, { room: room(true) }), only)).toEqual(['PDF_STAMP_MISSING']);
    expect(await codesOf(await seal(aBase(), 6, { room: room(false) }), only)).toEqual([]);
    const source = aStampAuthority().sourceAt('2026-11-23T01:00:03.000Z');
    expect(await codesOf(await seal(aBase(), 6, { room: room(true), stampedBy: source }), only)).toEqual([]);
  });

  it('P17 P18 a stamp over another value is PDF_TIMESTAMP, a seal of an ended certificate SEAL_REVOKED', async () => {
    const source = aStampAuthority().sourceAt('2026-11-23T01:00:03.000Z');
    const only = { expected: { fields: ['A'] } };
    expect(await codesOf(await seal(aBase(), 6, { stampedBy: source }), only)).toEqual([]);
    expect(await codesOf(await seal(aBase(), 6, { stampedBy: () => source(new Uint8Array(32)) }), only)).toEqual(['PDF_TIMESTAMP']);
    const mine = parseCertificate(signer.certificate);
    if (!mine.ok) throw new Error(mine.message);
    const dates = { number: 1, now: new Date('2026-11-24T00:00:00Z'), next: new Date('2026-12-24T00:00:00Z') };
    const listOf = (at: string) => [makeCrl(ca, [{ serial: mine.value.serial, at: new Date(at) }], dates)];
    const sealed = await seal(aBase(), 6);
    expect(await codesOf(sealed, { ...only, lists: listOf('2026-11-23T00:00:00Z') })).toEqual(['SEAL_REVOKED']);
    expect(await codesOf(sealed, { ...only, lists: [...listOf('2026-11-23T01:00:01Z'), new Uint8Array(40)] })).toEqual([]);
  });
});

/** The objects with a text put in another's place. */
function replaceAllIn(objects: Readonly<Record<number, string>>, from: string, to: string): Record<number, string> {
  return Object.fromEntries(Object.entries(objects).map(([number, body]) => [number, body.replace(from, to)]));
}

describe('the list of codes', () => {
  it('P12 every code of the list was got', () => {
    expect(PDF_FAULT_CODES.filter((code) => !seenCodes.has(code))).toEqual([]);
  });
});
