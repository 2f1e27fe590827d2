/** Drawing form 1: the same print model gives the same bytes on every run and machine. */

import { createHash } from 'node:crypto';
import pdfmake from 'pdfmake';
import type { OfficialPrint } from '../../../shared/forms/print-model.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { addSealFields, type SealField } from './fields.ts';
import { missingGlyphs, openFormFonts, type FormFonts } from './fonts.ts';
import { definitionOf, mm, type Piece } from './layout.ts';

/** A rendered paper: bytes, number of pages, where each seal goes (page from 0, rect in PDF points). */
export interface Rendered {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly fields: readonly SealField[];
}

/** A renderer with its fonts open. */
export interface Renderer {
  readonly render: (print: OfficialPrint) => Promise<Result<Rendered, 'MISSING_GLYPHS'>>;
}

const SEAL = mm(20);
const PAGE_HEIGHT = 841.89;
const SENDER_SIZE = 18;

function allText(print: OfficialPrint): string {
  return JSON.stringify({ ...print, files: [], createdAt: '' }).normalize('NFC');
}

interface Position {
  readonly pageNumber: number;
  readonly left: number;
  readonly top: number;
}

/** The centre of the seal lies on the last letter of the sender's name (규칙 §11①). */
function sealField(node: Piece, fonts: FormFonts): SealField | null {
  const place = (node['positions'] as Position[] | undefined)?.[0];
  if (place === undefined) return null;
  const name = String(node['text']);
  const full = fonts.bold.width(name, SENDER_SIZE);
  const last = fonts.bold.width(name.slice(-1), SENDER_SIZE);
  const centreX = mm(20) + mm(170) / 2 + full / 2 - last / 2;
  const centreY = PAGE_HEIGHT - place.top - SENDER_SIZE * 0.62;
  const half = SEAL / 2;
  return { field: String(node['seal']), page: place.pageNumber - 1, rect: [centreX - half, centreY - half, centreX + half, centreY + half] };
}

/** The file ID follows from the content, not from the clock (ISO 32000-1 §14.4 lets it be any). */
function fixId(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const match = /\/ID \[<([0-9a-fA-F]{32})> <([0-9a-fA-F]{32})>\]/.exec(text);
  if (match === null) return pdf;
  const blank = Buffer.from(text.replace(match[0], match[0].replace(/[0-9a-fA-F]{32}/g, '0'.repeat(32))), 'latin1');
  const id = createHash('sha256').update(blank).digest('hex').slice(0, 32);
  return Buffer.from(text.replace(match[0], `/ID [<${id}> <${id}>]`), 'latin1');
}

/** Opens the fonts once; rendering afterwards is pure. */
export function createRenderer(): Renderer {
  const fonts = openFormFonts();
  const symbols = fonts.symbols.path;
  pdfmake.setFonts({ Symbols: { normal: symbols, bold: symbols, italics: symbols, bolditalics: symbols }, Form: { normal: fonts.regular.path, bold: fonts.bold.path, italics: fonts.regular.path, bolditalics: fonts.bold.path } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).some((font) => font.path === path));
  return {
    async render(print) {
      const missing = missingGlyphs(fonts, allText(print));
      if (missing.length > 0) return err('MISSING_GLYPHS', `글꼴에 없는 글자가 있어 문서를 만들지 않았습니다: ${missing.slice(0, 20).join(' ')}. 다른 글자로 바꾸십시오.`);
      const { definition, senders } = definitionOf(print, fonts);
      const drawn = await pdfmake.createPdf(definition).getBuffer();
      const fields = senders.flatMap((node) => sealField(node, fonts) ?? []);
      const { pdf, pages } = await addSealFields(new Uint8Array(fixId(drawn)), fields);
      return ok({ pdf, pages, fields });
    },
  };
}
