/** Closing a sealed paper for the long term (ETSI EN 319 142-1 B-LT, B-LTA): what proves the seals goes inside, a time stamp over all of it behind. */

import { STAMP_ROOM } from '../../../shared/crypto/cms.ts';
import { sha256 } from '../../../shared/crypto/crypto.ts';
import { err, type Result } from '../../../shared/lib/result.ts';
import type { StampSource } from './cms.ts';
import { openForUpdate, RANGE, saveUpdate, signGap } from './update.ts';
import { PDFArray, PDFDict, PDFInvalidObject, PDFName, PDFRef, PDFString, type PDFDocument } from './pdf-lib.ts';

/** What goes inside: certificates and revocation lists in DER. */
export interface ClosingEvidence {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
}

/** Why a paper was not closed. */
export type ClosingCode = 'NOT_A_PDF' | 'NO_TIMESTAMP';

const NOT_A_PDF = err('NOT_A_PDF', '마무리할 문서를 읽을 수 없습니다. 파일은 그대로 두었습니다.');
const name = (text: string): PDFName => PDFName.of(text);

function addEvidence(document: PDFDocument, { certificates, lists }: ClosingEvidence): void {
  const { context } = document;
  const streams = (values: readonly Uint8Array[]): PDFRef[] => {
    const distinct = [...new Map(values.map((der) => [Buffer.from(der).toString('hex'), der])).values()];
    return distinct.map((der) => context.register(context.stream(der)));
  };
  const store = context.obj({ Type: 'DSS', Certs: streams(certificates) });
  if (lists.length > 0) store.set(name('CRLs'), context.obj(streams(lists)));
  document.catalog.set(name('DSS'), context.register(store));
}

/** The first page as it stands: pdf-lib's own accessors would rewrite it, and every seal before would cover another page. */
function firstPage(document: PDFDocument): PDFRef {
  let ref = document.catalog.get(name('Pages'));
  for (;;) {
    const node = document.context.lookup(ref, PDFDict);
    const kids = node.lookupMaybe(name('Kids'), PDFArray);
    if (kids === undefined) break;
    ref = kids.get(0);
  }
  if (!(ref instanceof PDFRef)) throw new TypeError('a page stands in no object of its own');
  return ref;
}

/** Puts a reference at the end of a list in a dictionary, as a new list: what is changed in place is not written again. */
function append(document: PDFDocument, dict: PDFDict, key: string, ref: PDFRef): void {
  const before = dict.lookupMaybe(name(key), PDFArray)?.asArray() ?? [];
  dict.set(name(key), document.context.obj([...before, ref]));
}

function addStampField(document: PDFDocument): void {
  const { context } = document;
  const text = ['<<', '/Type /DocTimeStamp', '/Filter /Adobe.PPKLite', '/SubFilter /ETSI.RFC3161', RANGE, `/Contents <${'0'.repeat(STAMP_ROOM * 2)}>`, '>>'];
  const value = context.register(PDFInvalidObject.of(Buffer.from(text.join('\n'), 'latin1')));
  const page = firstPage(document);
  const form = document.catalog.lookup(name('AcroForm'), PDFDict);
  const count = form.lookup(name('Fields'), PDFArray).size();
  const field = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [0, 0, 0, 0], F: 132, P: page, V: value });
  field.set(name('T'), PDFString.of(`timestamp-${count + 1}`));
  const ref = context.register(field);
  append(document, form, 'Fields', ref);
  append(document, context.lookup(page, PDFDict), 'Annots', ref);
}

/** Adds the evidence, then a document time stamp over the whole file. The old bytes stay an exact prefix. */
export async function closePdf(bytes: Uint8Array, evidence: ClosingEvidence, stamp: StampSource): Promise<Result<Uint8Array, ClosingCode>> {
  const sealed = await openForUpdate(bytes);
  if (sealed === null) return NOT_A_PDF;
  addEvidence(sealed, evidence);
  const kept = await saveUpdate(sealed, bytes);
  const document = await openForUpdate(kept);
  if (document === null) return NOT_A_PDF;
  addStampField(document);
  return signGap(await saveUpdate(document, kept), kept.length, (covered) => stamp(sha256(covered)));
}
