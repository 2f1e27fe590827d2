/** Files with cross-reference and object streams, as pdf-lib writes them: read as strictly as tables. */

import { PDFDocument, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { zlibSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealPdf } from '../../../../../electron/backend/pdf/seal.ts';
import { check, codesOf, signer } from './paper.ts';

async function aStreamBase(): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([200, 200]);
  const { context } = document;
  const look = context.register(context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 50, 50], Resources: {} }));
  const widget = context.register(
    context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', T: PDFString.of('A'), F: 132, Rect: [10, 10, 60, 60], P: page.ref, AP: { N: look } }),
  );
  page.node.set(PDFName.of('Annots'), context.obj([widget]));
  document.catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: [widget], SigFlags: PDFNumber.of(1) })));
  return document.save({ useObjectStreams: true, updateFieldAppearances: false });
}

let base: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  base = await aStreamBase();
  const done = await sealPdf({
    bytes: base,
    field: 'A',
    sealName: '고용노동부장관의인',
    signer,
    at: '2026-11-23T01:00:00.000Z',
    reason: '관인',
    location: '세종',
  });
  if (!done.ok) throw new Error(done.message);
  sealed = done.value;
});

describe('streams instead of tables', () => {
  it('P0 the base has streams only, and its seal holds', async () => {
    const text = Buffer.from(sealed).toString('latin1');
    expect(text).toContain('/Type /ObjStm');
    expect(text).not.toContain('\nxref\n');
    const report = await check(sealed);
    expect(report.faults).toEqual([]);
    expect(report.signatures.map(({ field, status, covers }) => [field, status, covers])).toEqual([['A', 'valid', 'file']]);
  });

  it('P9 the unsealed base lacks its seal', async () => {
    expect(await codesOf(base)).toEqual(['PDF_NO_SIGNATURE', 'SEAL_MISSING']);
  });

  it('P4 every hundredth byte changed is found', async () => {
    const unseen: number[] = [];
    for (let at = 0; at < sealed.length; at += 100) {
      const flipped = Uint8Array.from(sealed);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      if ((await check(flipped)).faults.length === 0) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });

  it('P1 a stream that inflates beyond all measure is refused, not read', async () => {
    const bomb = Buffer.from(zlibSync(new Uint8Array(80 * 1024 * 1024))).toString('latin1');
    const head = '%PDF-1.7\n';
    const table = `1 0 obj\n<< /Type /XRef /Size 2 /W [ 1 2 1 ] /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n${bomb}\nendstream\nendobj\n`;
    const file = Buffer.from(`${head}${table}startxref\n${head.length}\n%%EOF\n`, 'latin1');
    expect(await codesOf(new Uint8Array(file))).toEqual(['PDF_MALFORMED']);
  });

  it('P1 an object stream holds nothing that the section does not name', async () => {
    expect(await codesOf(aPackedFile([1, 2, 3]))).toEqual(['PDF_NO_SIGNATURE']);
    expect(await codesOf(aPackedFile([1, 2]))).toEqual(['PDF_MALFORMED']);
    expect(await codesOf(aPackedFile([1, 3, 2]))).toEqual(['PDF_MALFORMED']);
  });
});

/** Objects 1 to 3 in one object stream; the section names the given ones, by their place in it. */
function aPackedFile(named: readonly number[]): Uint8Array {
  const bodies = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages >>', '<< /Hidden true >>'];
  const offsets = bodies.map((_, i) => bodies.slice(0, i).join(' ').length + (i === 0 ? 0 : 1));
  const head = `${offsets.map((offset, i) => `${i + 1} ${offset}`).join(' ')} `;
  const packed = head + bodies.join(' ');
  const start = '%PDF-1.7\n';
  const container = `4 0 obj\n<< /Type /ObjStm /N 3 /First ${head.length} /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
  const at = start.length + container.length;
  const entries = [...named.map((_, index) => [2, 0, 4, index]), [1, 0, start.length, 0], [1, 0, at, 0]];
  const numbers = [...named, 4, 5];
  const data = Buffer.from(entries.flat()).toString('latin1');
  const index = numbers.map((number) => `${number} 1`).join(' ');
  const section = `5 0 obj\n<< /Type /XRef /Size 6 /W [ 1 2 1 ] /Index [ ${index} ] /Root 1 0 R /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\n`;
  return new Uint8Array(Buffer.from(`${start}${container}${section}startxref\n${at}\n%%EOF\n`, 'latin1'));
}
