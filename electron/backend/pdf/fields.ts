/** One empty signature field per sender, made in the base: after the first seal no page may be touched again (recipes/pdf §4). */

import type { Sender } from '../../../shared/forms/print-model.ts';
import { senderMark, senderSize, sealSide } from './foot.ts';
import { splitByFace, type FormFonts } from './fonts.ts';
import { hexText, rawObject, type KitDocument, type KitRef } from './kit.ts';
import { ASCENT } from './page.ts';

/** A signature field: its name, page from 0, rect (left, bottom, right, top) in points from the lower left. */
export interface SealField {
  readonly field: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
}

interface Names {
  Dests?: { get: (name: string) => readonly [KitRef, string, number, number] | undefined };
}

/** Half of a Hangul letter's height above the baseline, in em: the letter's own middle, not the line's. */
const LETTER_MIDDLE = 0.385;

const reference = (ref: KitRef): string => `${ref.id} 0 R`;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Where the seals go: each centre lies on the last letter of its sender's name (규칙 §11①). */
export function placeSeals(document: KitDocument, senders: readonly Sender[], fonts: FormFonts): SealField[] {
  const names = (document._root.data['Names'] as KitRef).data as Names;
  const width = (text: string): number =>
    splitByFace(fonts, text).reduce(
      (sum, piece) => sum + document.provideFont(piece.symbols ? 'Symbols' : 'Form', true, false).widthOfString(piece.text, size),
      0,
    );
  const size = senderSize(senders, fonts);
  const half = sealSide(senders.length) / 2;
  const fields = senders.flatMap((sender, index): SealField[] => {
    const place = names.Dests?.get(senderMark(index));
    if (place === undefined || sender.field === '') return [];
    const [page, , left, top] = place;
    const last = Array.from(sender.name).at(-1) ?? '';
    const x = left + width(sender.name) - width(last) / 2;
    const y = top - (ASCENT - LETTER_MIDDLE) * size;
    const rect = [round(x - half), round(y - half), round(x + half), round(y + half)] as const;
    return [{ field: sender.field, page: document._pageBuffer.findIndex((item) => item.dictionary === page), rect }];
  });
  delete names.Dests;
  return fields;
}

/** An empty look, written as one the seal will replace: veraPDF asks for an appearance, and every validator for an unchanged rest. */
function addField(document: KitDocument, field: SealField): KitRef {
  const page = document._pageBuffer[field.page];
  if (page === undefined) throw new RangeError('seal field without a page');
  const [left, bottom, right, top] = field.rect;
  const appearance = document.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, round(right - left), round(top - bottom)], Resources: {}, Length: 0 });
  appearance.end(Buffer.from('\n'));
  const widget = rawObject(
    document,
    [
      '<<',
      '/Type /Annot',
      '/Subtype /Widget',
      '/FT /Sig',
      `/T ${hexText(field.field)}`,
      `/TU ${hexText(`${field.field} 자리`)}`,
      '/F 132',
      `/Rect [ ${field.rect.join(' ')} ]`,
      `/P ${reference(page.dictionary)}`,
      `/AP <<\n/N ${reference(appearance)}\n>>`,
      '>>',
    ].join('\n'),
  );
  page.annotations.push(widget);
  return widget;
}

/**
 * Writes the fields and the form that lists them. Both in pdf-lib's spelling: a seal rewrites them, and a verifier compares the
 * texts to see that nothing but the seal changed.
 */
export function addSealFields(document: KitDocument, fields: readonly SealField[]): void {
  if (fields.length === 0) return;
  const widgets = fields.map((field) => reference(addField(document, field)));
  document._root.data['AcroForm'] = rawObject(document, `<<\n/Fields [ ${widgets.join(' ')} ]\n/SigFlags 1\n>>`);
  document.endAcroForm = () => undefined;
}
