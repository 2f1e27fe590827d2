/** Applying one agency's seal: an incremental PAdES signature over the whole file so far (DESIGN §9, recipes/pdf §4). */

import { readFileSync } from 'node:fs';
import fontkit from '@cantoo/fontkit';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFInvalidObject, PDFName, PDFNumber, PDFString, type PDFRef } from 'pdf-lib';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { signCms, type CmsSigner } from './cms.ts';
import { openFormFonts } from './fonts.ts';
import { sealLetters } from './seal-image.ts';

/** One seal to apply. `at` is ISO UTC; `sealName` the letters of the seal image. */
export interface SealRequest {
  readonly bytes: Uint8Array;
  readonly field: string;
  readonly sealName: string;
  readonly signer: CmsSigner;
  readonly at: string;
  readonly reason: string;
  readonly location: string;
}

const RANGE = '/ByteRange [0 1000000000 1000000000 1000000000]';
const ROOM = 4096;
const name = (text: string): PDFName => PDFName.of(text);

function utf16(text: string): string {
  return `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
}

function findField(document: PDFDocument, wanted: string): PDFDict | null {
  const form = document.catalog.lookupMaybe(name('AcroForm'), PDFDict);
  const fields = form?.lookupMaybe(name('Fields'), PDFArray);
  for (let i = 0; i < (fields?.size() ?? 0); i++) {
    const field = fields?.lookup(i, PDFDict);
    const title = field?.lookup(name('T'));
    if (field !== undefined && (title instanceof PDFHexString || title instanceof PDFString) && title.decodeText() === wanted) return field;
  }
  return null;
}

/** The signature dictionary as raw text: nothing re-serialises it, so its offsets can be patched. */
function signatureObject(document: PDFDocument, request: SealRequest): PDFRef {
  const at = `(D:${request.at.replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const text = ['<<', '/Type /Sig', '/Filter /Adobe.PPKLite', '/SubFilter /ETSI.CAdES.detached', `/M ${at}`, `/Name ${utf16(request.sealName)}`,
    `/Reason ${utf16(request.reason)}`, `/Location ${utf16(request.location)}`, RANGE, `/Contents <${'0'.repeat(ROOM * 2)}>`, '>>'].join('\n');
  return document.context.register(PDFInvalidObject.of(Buffer.from(text, 'latin1')));
}

async function appearance(document: PDFDocument, side: number, sealName: string): Promise<PDFRef> {
  document.registerFontkit(fontkit);
  const font = await document.embedFont(readFileSync(openFormFonts().bold.path), { subset: true });
  const inset = side * 0.04;
  const ops = [`0.784 0.063 0.18 RG 0.784 0.063 0.18 rg`, `${side * 0.04} w ${inset} ${inset} ${side - 2 * inset} ${side - 2 * inset} re S`];
  for (const { letter, x, y, size } of sealLetters(sealName, side)) {
    ops.push(`BT /F0 ${size.toFixed(2)} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm ${font.encodeText(letter).toString()} Tj ET`);
  }
  const form = document.context.stream(ops.join('\n'), { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, side, side], Resources: { Font: { F0: font.ref } } });
  return document.context.register(form);
}

/** Writes the byte range, signs what it covers, writes the CMS in lower-case hex; the rest of the room stays zero. */
function finish(full: Buffer, signer: CmsSigner): Buffer {
  const start = full.lastIndexOf(Buffer.from('/ByteRange [0 1000000000'));
  const open = full.indexOf('/Contents <', start) + 10;
  const close = full.indexOf('>', open) + 1;
  full.write(`/ByteRange [0 ${open} ${close} ${full.length - close}]`.padEnd(RANGE.length), start, 'latin1');
  const cms = signCms(Buffer.concat([full.subarray(0, open), full.subarray(close)]), signer);
  if (cms.length > ROOM) throw new RangeError('CMS does not fit its room');
  full.write(Buffer.from(cms).toString('hex'), open + 1, 'latin1');
  return full;
}

/** Adds the seal. The old bytes stay an exact prefix, so earlier seals keep covering what they covered. */
export async function sealPdf(request: SealRequest): Promise<Result<Uint8Array, 'NOT_A_PDF' | 'NO_FIELD' | 'ALREADY_SEALED'>> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(request.bytes, { forIncrementalUpdate: true, updateMetadata: false });
  } catch {
    return err('NOT_A_PDF', '날인할 문서를 읽을 수 없습니다. 파일은 그대로 두었습니다.');
  }
  const field = findField(document, request.field);
  if (field === null) return err('NO_FIELD', '문서에 이 기관의 관인 자리가 없습니다.');
  if (field.has(name('V'))) return err('ALREADY_SEALED', '이 기관의 관인이 이미 찍혀 있습니다.');
  const rect = field.lookup(name('Rect'), PDFArray).asArray().map((value) => (value as PDFNumber).asNumber());
  const drawing = await appearance(document, (rect[2] ?? 0) - (rect[0] ?? 0), request.sealName);
  field.set(name('AP'), document.context.obj({ N: drawing }));
  field.set(name('V'), signatureObject(document, request));
  const form = document.catalog.lookup(name('AcroForm'), PDFDict);
  form.set(name('SigFlags'), PDFNumber.of(3));
  const saved = Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false }));
  if (!saved.subarray(0, request.bytes.length).equals(request.bytes)) throw new Error('seal was not incremental');
  return ok(new Uint8Array(finish(saved, request.signer)));
}
