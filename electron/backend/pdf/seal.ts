/** Applying one agency's seal: an incremental PAdES signature over the whole file so far (DESIGN §9, recipes/pdf §4). */

import { zlibSync } from 'fflate';
import type { SealPicture } from '../../../shared/policy/guard/seal-picture.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import { cmsRoom, signCms, type CmsSigner, type StampSource } from './cms.ts';
import { openForUpdate, RANGE, saveUpdate, signGap } from './update.ts';
import { openSealFont, type FormFont } from './fonts.ts';
import { sealOperators } from './seal-image.ts';
import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFNumber, PDFString, type PDFDocument, type PDFRef } from './pdf-lib.ts';

/** One seal to apply. `at` is ISO UTC; `sealName` the letters of the seal image. */
export interface SealRequest {
  readonly bytes: Uint8Array;
  readonly field: string;
  readonly sealName: string;
  /** A scanned seal; the letters are drawn where it is left out. */
  readonly picture?: SealPicture | null;
  /** 관인생략: the field is signed and stays without an image (규칙 §11④). */
  readonly omitted?: boolean;
  readonly signer: CmsSigner;
  readonly at: string;
  readonly reason: string;
  readonly location: string;
  /** Where the time of the seal is stamped (PAdES-B-T); left out or null without a time stamp. */
  readonly stamp?: StampSource | null;
}

/** Why no seal was applied. */
export type SealCode = 'NOT_A_PDF' | 'NO_FIELD' | 'ALREADY_SEALED' | 'NO_TIMESTAMP';

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
    const named = title instanceof PDFHexString || title instanceof PDFString ? title.decodeText() : null;
    if (field !== undefined && named === wanted && field.lookup(name('FT')) === name('Sig')) return field;
  }
  return null;
}

/** The signature dictionary as raw text: nothing re-serialises it, so its offsets can be patched. */
function signatureObject(document: PDFDocument, request: SealRequest, room: number): PDFRef {
  const at = `(D:${new Date(request.at).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const text = [
    '<<',
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    '/SubFilter /ETSI.CAdES.detached',
    `/M ${at}`,
    `/Name ${utf16(request.sealName)}`,
    `/Reason ${utf16(request.reason)}`,
    `/Location ${utf16(request.location)}`,
    RANGE,
    `/Contents <${'0'.repeat(room * 2)}>`,
    '>>',
  ].join('\n');
  return document.context.register(PDFInvalidObject.of(Buffer.from(text, 'latin1')));
}

const MM = 72 / 25.4;

/** A scanned seal as an image with its cover beside it (ISO 32000-1 §11.6.5.3). */
function pictureObject(document: PDFDocument, { side, rgb, alpha }: SealPicture): PDFRef {
  const image = { Type: 'XObject', Subtype: 'Image', Width: side, Height: side, BitsPerComponent: 8, Filter: 'FlateDecode' };
  const mask = document.context.register(document.context.stream(zlibSync(alpha, { level: 6 }), { ...image, ColorSpace: 'DeviceGray' }));
  return document.context.register(document.context.stream(zlibSync(rgb, { level: 6 }), { ...image, ColorSpace: 'DeviceRGB', SMask: mask }));
}

/** Drawn in the middle of its place at its own size, or as large as the place is. */
function pictureOperators({ mm }: SealPicture, side: number): string {
  const drawn = Math.min(side, mm * MM);
  const [size, edge] = [drawn, (side - drawn) / 2].map((value) => Math.round(value * 100) / 100);
  return `q ${size} 0 0 ${size} ${edge} ${edge} cm /Seal Do Q`;
}

/** The image as the field's appearance; multiplied, so the letters of the name stay readable under the red. */
function appearance(document: PDFDocument, side: number, request: SealRequest, font: FormFont): PDFRef {
  const ink = { Type: 'ExtGState', BM: 'Multiply' };
  const picture = request.picture ?? null;
  const operators = picture === null ? sealOperators(request.sealName, side, font) : pictureOperators(picture, side);
  const images = picture === null ? {} : { XObject: { Seal: pictureObject(document, picture) } };
  const drawing = zlibSync(Buffer.from(`/Ink gs\n${operators}\n`, 'latin1'), { level: 6 });
  const form = document.context.stream(drawing, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, side, side],
    Filter: 'FlateDecode',
    Resources: { ExtGState: { Ink: ink }, ...images },
  });
  return document.context.register(form);
}

/** A look that shows nothing: every seal brings its own, and a verifier takes no other change of a field. */
function blank(document: PDFDocument, side: number): PDFRef {
  return document.context.register(document.context.stream('\n', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, side, side], Resources: {} }));
}

/** Side of a field's place. */
function sideOf(field: PDFDict): number {
  const rect = field
    .lookup(name('Rect'), PDFArray)
    .asArray()
    .map((value) => (value instanceof PDFNumber ? value.asNumber() : 0));
  return Math.round(((rect[2] ?? 0) - (rect[0] ?? 0)) * 100) / 100;
}

/** Adds the seal. The old bytes stay an exact prefix, so earlier seals keep covering what they covered. */
export async function sealPdf(request: SealRequest, font: FormFont = openSealFont()): Promise<Result<Uint8Array, SealCode>> {
  const { signer, stamp = null } = request;
  const document = await openForUpdate(request.bytes);
  if (document === null) return err('NOT_A_PDF', '날인할 문서를 읽을 수 없습니다. 파일은 그대로 두었습니다.');
  const field = findField(document, request.field);
  if (field === null) return err('NO_FIELD', '문서에 이 기관의 관인 자리가 없습니다. 파일은 그대로 두었습니다.');
  if (field.has(name('V'))) return err('ALREADY_SEALED', '이 기관의 관인이 이미 찍혀 있습니다. 파일은 그대로 두었습니다.');
  const look = request.omitted === true ? blank(document, sideOf(field)) : appearance(document, sideOf(field), request, font);
  field.set(name('AP'), document.context.obj({ N: look }));
  field.set(name('V'), signatureObject(document, request, cmsRoom(request.signer, stamp !== null)));
  document.catalog.lookup(name('AcroForm'), PDFDict).set(name('SigFlags'), PDFNumber.of(3));
  return signGap(await saveUpdate(document, request.bytes), request.bytes.length, (covered) => signCms(covered, signer, stamp));
}
