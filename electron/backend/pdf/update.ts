/** One more revision of a PDF: the old bytes stay an exact prefix, and a signature goes into the gap its byte range leaves (recipes/pdf §4). */

import { ok, type Result } from '../../../shared/lib/result.ts';
import { PDFDocument } from './pdf-lib.ts';

/** Written before the places are known; patched to the same length. */
export const RANGE = '/ByteRange [0 1000000000 1000000000 1000000000]';

/** The document to add to, or null where the bytes are no PDF that can be read. */
export async function openForUpdate(bytes: Uint8Array): Promise<PDFDocument | null> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return null;
  try {
    return await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false });
  } catch {
    return null;
  }
}

/** One kind of cross-reference per file: a table after a table, a stream after a stream. */
function hasXrefStream(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-2048)).toString('latin1');
  const at = Number([...tail.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? 0);
  return Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') !== 'xref';
}

/** The bytes with the new revision behind them. */
export async function saveUpdate(document: PDFDocument, before: Uint8Array): Promise<Buffer> {
  const saved = Buffer.from(await document.save({ useObjectStreams: hasXrefStream(before), updateFieldAppearances: false }));
  if (!saved.subarray(0, before.length).equals(before)) throw new Error('the update was not incremental');
  return saved;
}

/** Writes the byte range, has what it covers signed, writes the CMS in lower-case hex; the rest of the room stays zero. */
export async function signGap<C extends string>(
  full: Buffer,
  from: number,
  sign: (covered: Uint8Array) => Promise<Result<Uint8Array, C>>,
): Promise<Result<Uint8Array, C>> {
  const start = full.indexOf(RANGE, from);
  const opening = full.indexOf('/Contents <', start) + 10;
  const close = full.indexOf('>', opening) + 1;
  full.write(`/ByteRange [0 ${opening} ${close} ${full.length - close}]`.padEnd(RANGE.length), start, 'latin1');
  const cms = await sign(Buffer.concat([full.subarray(0, opening), full.subarray(close)]));
  if (!cms.ok) return cms;
  if (cms.value.length * 2 > close - opening - 2) throw new RangeError('CMS does not fit its room');
  full.write(Buffer.from(cms.value).toString('hex'), opening + 1, 'latin1');
  return ok(new Uint8Array(full));
}
