/** Empty signature fields in the base PDF, one per sender, made before anything is signed (recipes: pages must not be touched later). */

import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFContext, type PDFRef } from 'pdf-lib';

/** A signature field: its name, page from 0, rect in points from the lower left. */
export interface SealField {
  readonly field: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
}

const name = (text: string): PDFName => PDFName.of(text);

/** Page references in order, without pdf-lib's page objects: those rewrite the page when touched. */
export function pageRefs(document: PDFDocument): PDFRef[] {
  const refs: PDFRef[] = [];
  const walk = (ref: PDFRef): void => {
    const node = document.context.lookup(ref, PDFDict);
    if (node.get(name('Type')) === name('Pages')) for (const kid of node.lookup(name('Kids'), PDFArray).asArray()) walk(kid as PDFRef);
    else refs.push(ref);
  };
  walk(document.catalog.get(name('Pages')) as PDFRef);
  return refs;
}

/** Adds an annotation to a page's dictionary and to nothing else. */
export function pushAnnotation(context: PDFContext, page: PDFRef, annotation: PDFRef): void {
  const node = context.lookup(page, PDFDict);
  const known = node.lookupMaybe(name('Annots'), PDFArray);
  if (known !== undefined) known.push(annotation);
  else node.set(name('Annots'), context.obj([annotation]));
}

/** Writes the fields; the result is the base that seals are added to. */
export async function addSealFields(bytes: Uint8Array, fields: readonly SealField[]): Promise<{ pdf: Uint8Array; pages: number }> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { context } = document;
  const pages = pageRefs(document);
  if (fields.length === 0) return { pdf: bytes, pages: pages.length };
  const refs = fields.map((field) => {
    const [left, bottom, right, top] = field.rect;
    const appearance = context.register(context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, right - left, top - bottom], Resources: {} }));
    const widget = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [...field.rect], F: 132 });
    const page = pages[field.page];
    if (page !== undefined) widget.set(name('P'), page);
    widget.set(name('T'), PDFHexString.fromText(field.field));
    widget.set(name('TU'), PDFHexString.fromText(`${field.field} 전자서명`));
    widget.set(name('AP'), context.obj({ N: appearance }));
    const ref = context.register(widget);
    if (page !== undefined) pushAnnotation(context, page, ref);
    return ref;
  });
  const form = context.obj({ Fields: refs });
  form.set(name('SigFlags'), PDFNumber.of(1));
  document.catalog.set(name('AcroForm'), context.register(form));
  return { pdf: await document.save({ useObjectStreams: false, updateFieldAppearances: false }), pages: pages.length };
}
