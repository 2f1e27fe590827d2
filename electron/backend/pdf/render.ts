/** Drawing papers: the same print model gives the same bytes on every run and machine. */

import { namedCharacter, OTHER_LETTERS, wayOut } from '../../../shared/forms/coverage.ts';
import { FACE_WORDS } from '../../../shared/forms/face.ts';
import type { CardPrint, OfficialPrint, PaperPrint } from '../../../shared/forms/print-model.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { drawSeals, type ArchiveSeal } from './archive.ts';
import { bodyPieces, headPieces } from './body.ts';
import { coverPiece } from './cover.ts';
import { lostCharacters, type AskedText } from './drawn.ts';
import { addSealFields, placeSeals, type SealField } from './fields.ts';
import { adopt, infoOf, writeOut } from './finish.ts';
import { missingGlyphs, openFormFonts, setIn, type FormFonts } from './fonts.ts';
import { approvalPieces, recipientPieces, senderPieces } from './foot.ts';
import { endPieces, feetOf, footer, footHeight, footsFit, foreseen, notesOf, placesOf, type Feet } from './footnotes.ts';
import { layOut, type KitDocument, type Piece } from './kit.ts';
import { BODY, BODY_LEADING, leading, words } from './page.ts';
import { LARGE_SHEET, MEDIA_BOX } from './sheet.ts';

/** A rendered paper: bytes, number of pages, where each seal goes. */
export interface Rendered {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly fields: readonly SealField[];
}

/** Why a paper cannot be drawn. */
export type RenderCode = 'MISSING_GLYPHS' | 'ARCHIVE_TRANSPARENT';

/** A renderer with its fonts open. */
export interface Renderer {
  readonly render: (print: PaperPrint, seals?: readonly ArchiveSeal[] | null) => Promise<Result<Rendered, RenderCode>>;
}

/** Layouts of one paper at most. */
const ROUNDS = 12;

/** Keys whose texts are not drawn. */
const SILENT = new Set(['form', 'createdAt', 'author', 'summary', 'keywords', 'files', 'type', 'bytes', 'mediaType', 'large', 'copyField', 'face']);
const SENDER_SILENT = new Set(['agency', 'field']);

/** Every text that stands on the paper. A sender's agency is a code; a row's agency is its printed name. */
function drawnText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(drawnText).join('');
  if (value === null || typeof value !== 'object') return '';
  const silent = 'field' in value ? SENDER_SILENT : SILENT;
  return Object.entries(value)
    .map(([key, item]) => (silent.has(key) ? '' : drawnText(item)))
    .join('');
}

/** Faces of one paper: of its form, and of what is written in it. */
interface PaperFonts {
  readonly form: FormFonts;
  readonly text: FormFonts;
}

/** What the drafter wrote of a paper (규칙 §4: 제목, 내용, 붙임), which is set in the face chosen for it. */
const TEXTS = new Set(['title', 'body', 'attachmentLines', 'end', 'outline']);

/** What stands on the paper: the form's own words and what is written in it, each with the faces it is set in. */
function textsOf(print: PaperPrint, { form, text }: PaperFonts): { readonly form: AskedText; readonly text: AskedText } {
  const part = (written: boolean): string => drawnText(Object.fromEntries(Object.entries(print).filter(([key]) => TEXTS.has(key) === written)));
  return { form: { text: part(false), fonts: form }, text: { text: part(true), fonts: text } };
}

/** Composed Hangul in every text: decomposed jamo would come out as separate letters. */
function composed<T>(value: T): T;
function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => composed(item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, composed(item)]));
}

/** An agency is named before its row only where several sign. */
function asPrinted(print: PaperPrint): PaperPrint {
  const [only, ...others] = print.approvals;
  return only === undefined || others.length > 0 ? print : { ...print, approvals: [{ ...only, agency: '' }] };
}

/** Form 1 from top to bottom. */
function officialPieces(print: OfficialPrint, text: readonly Piece[], fonts: FormFonts, written: FormFonts): Piece[] {
  return [
    ...headPieces(print, fonts, written),
    ...text,
    ...senderPieces(print.senders, fonts),
    ...recipientPieces(print, fonts),
    ...approvalPieces(print, fonts),
  ];
}

/** A 문서관리카드: its heading, of when it tells, its tables. */
function cardPieces(print: CardPrint, text: readonly Piece[], fonts: FormFonts): Piece[] {
  const heading = { text: words(fonts, print.title, 1.4), fontSize: 20, bold: true, alignment: 'center', margin: [0, 0, 0, 6], ...leading(1.4) };
  const made = { text: words(fonts, print.made, 1.4), fontSize: 9.5, alignment: 'right', margin: [0, 0, 0, 10], ...leading(1.4) };
  return [heading, made, ...text];
}

function contentPieces(print: PaperPrint, text: readonly Piece[], fonts: FormFonts, written: FormFonts): Piece[] {
  if (print.form === 'card') return cardPieces(print, text, fonts);
  return print.form === 'brief' ? [coverPiece(print, fonts, written), ...text] : officialPieces(print, text, fonts, written);
}

/** The words across a page. */
const ACROSS = { color: '#8a949e', opacity: 0.22, bold: true, angle: -40 };
const VIEWER = 9;

/** Who looks at a copy and when, above the text of every page. */
function viewerPiece(viewer: string, { sheet }: FormFonts): Piece {
  return {
    text: viewer,
    fontSize: VIEWER,
    color: '#5a6570',
    alignment: 'right',
    margin: [sheet.margin.left, sheet.margin.top / 2 - VIEWER, sheet.margin.right, 0],
  };
}

/** The definition with these notes at the feet of its pages; `feet` null where they stand behind the text. */
function definitionOf(print: PaperPrint, { form: fonts, text: written }: PaperFonts, feet: Feet | null, room: readonly number[], archive: boolean): Piece {
  const number = (page: number, pages: number): Piece => ({
    text: pages > 1 ? `${pages}-${page}` : `${page}`,
    alignment: 'center',
    fontSize: 9.5,
  });
  const text = [...bodyPieces(print, written), ...(feet === null ? endPieces(notesOf(print), written) : [])];
  return {
    ...(archive ? { version: '1.4', subset: 'PDF/A-1b' } : { version: '1.7', subset: 'PDF/A-3b' }),
    displayTitle: true,
    language: 'ko-KR',
    compress: false,
    info: infoOf(print),
    pageSize: fonts.sheet.scale === 1 ? 'A4' : fonts.sheet.page,
    pageMargins: { ...fonts.sheet.margin, feet: room },
    footer: (page: number, pages: number) => footer(feet?.[page - 1] ?? [], number(page, pages), written),
    defaultStyle: { font: 'Form', fontSize: BODY, ...leading(BODY_LEADING) },
    ...(print.watermark === '' ? {} : { watermark: { ...ACROSS, text: print.watermark, fontSize: print.viewer === undefined ? 96 : 60 } }),
    ...(print.viewer === undefined ? {} : { header: viewerPiece(print.viewer, fonts) }),
    content: contentPieces(print, text, fonts, written),
  };
}

/** Layouts until every page has the room its notes take; from the third on a page gives back no room, so that it ends. */
async function layOutPaper(print: PaperPrint, both: PaperFonts, archive: boolean): Promise<KitDocument> {
  const { form, text: fonts } = both;
  const notes = notesOf(print);
  const marks = notes.map(({ mark }) => mark);
  let feet: Feet = [];
  let room: readonly number[] = [];
  for (let round = 0; ; round++) {
    const document = await layOut(definitionOf(print, both, feet, room, archive), form);
    if (notes.length === 0) return document;
    const places = placesOf(document, marks, fonts.sheet);
    const now = feetOf(document, notes, places);
    const asked = now.map((foot) => footHeight(foot, fonts));
    if (sameFeet(now, feet) && asked.every((height, page) => height <= (room[page] ?? 0) + 0.01)) return document;
    const next = round < 3 ? foreseen(notes, places, room, fonts) : { feet: now, room: larger(asked, room) };
    if (!footsFit(next.feet, fonts) || round >= ROUNDS) return layOut(definitionOf(print, both, null, [], archive), form);
    [feet, room] = [next.feet, next.room];
  }
}

function larger(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, page) => Math.max(a[page] ?? 0, b[page] ?? 0));
}

function sameFeet(a: Feet, b: Feet): boolean {
  const marks = (feet: Feet): string =>
    feet
      .map((foot) => foot.map(({ mark }) => mark).join(' '))
      .join('|')
      .replace(/\|+$/, '');
  return marks(a) === marks(b);
}

const TRANSPARENT = err(
  'ARCHIVE_TRANSPARENT',
  '본문에 투명한 그림이 있어 보존용 PDF를 만들지 않았습니다. 보존용 형식(PDF/A-1b)은 투명한 그림을 담지 못합니다. 시행한 PDF를 저장하십시오.',
);

/** Where a person's signature on a copy lies: over the words that say so, above the text of the first page. */
function copyPlace(field: string, { page, margin }: FormFonts['sheet']): SealField {
  const top = page.height - margin.top / 2 + VIEWER;
  return {
    field,
    page: 0,
    rect: [margin.left, top - VIEWER * 1.6, page.width - margin.right, top].map((value) => Math.round(value * 100) / 100) as [number, number, number, number],
  };
}

/** The refusal that names what the faces of the paper do not draw, once each; null where all is drawn. Another face helps only with what is set in it. */
function missingIn({ form, text }: ReturnType<typeof textsOf>): Result<never, 'MISSING_GLYPHS'> | null {
  const [ofForm, ofText] = [form, text].map((one) => missingGlyphs(one.fonts, one.text));
  const missing = [...new Set([...(ofForm ?? []), ...(ofText ?? [])])];
  if (missing.length === 0) return null;
  const { face } = text.fonts;
  const todo = ofForm?.length === 0 ? wayOut(missing, face) : OTHER_LETTERS;
  const named = missing.slice(0, 20).map(namedCharacter).join(', ');
  return err('MISSING_GLYPHS', `글꼴(${FACE_WORDS[face]})에 없는 글자가 있어 문서를 만들지 않았습니다: ${named}. ${todo}`);
}

/** The pages as large as A4, where they were laid out on a smaller sheet. */
function enlarge(document: KitDocument, { scale }: FormFonts['sheet']): void {
  if (scale === 1) return;
  for (const page of document._pageBuffer) {
    page.content.buffer.unshift(Buffer.from(`${scale} 0 0 ${scale} 0 0 cm\n`, 'latin1'));
    page.dictionary.data['MediaBox'] = MEDIA_BOX;
  }
}

/**
 * Draws one paper. A watermark (미리보기, 열람용) means a print that is no original: the same pages, without seal fields. With `seals` they are drawn on it: with
 * a watermark to be looked at, without one as PDF/A-1b for the archives, nothing embedded. `large` is 큰글자.
 */
export async function renderPaper(
  given: PaperPrint,
  faces: FormFonts = openFormFonts(),
  seals: readonly ArchiveSeal[] | null = null,
): Promise<Result<Rendered, RenderCode>> {
  const print = asPrinted(composed(given));
  const fonts = print.large === true ? { ...faces, sheet: LARGE_SHEET } : faces;
  const archive = print.watermark === '' && seals !== null;
  const both = { form: fonts, text: setIn(fonts, print.face ?? 'sans') };
  const texts = textsOf(print, both);
  const missing = missingIn(texts);
  if (missing !== null) return missing;
  const document = await layOutPaper(print, both, archive);
  const lost = lostCharacters(document, [texts.form, texts.text]);
  if (lost.length > 0) throw new Error(`the layout lost text: ${lost.slice(0, 20).join(' ')}`);
  adopt(document, print, !archive);
  const places = placeSeals(document, print.senders, fonts);
  const copy = print.copyField === undefined ? [] : [copyPlace(print.copyField, fonts.sheet)];
  const fields = print.watermark === '' && seals === null ? places : copy;
  if (seals !== null) drawSeals(document, seals, places, fonts.bold);
  addSealFields(document, fields);
  enlarge(document, fonts.sheet);
  const pages = document._pageBuffer.length;
  const pdf = await writeOut(document);
  return archive && Buffer.from(pdf).includes('/SMask') ? TRANSPARENT : ok({ pdf, pages, fields });
}

/** A renderer that opens the fonts once. */
export function createRenderer(): Renderer {
  const fonts = openFormFonts();
  return { render: (print, seals = null) => renderPaper(print, fonts, seals) };
}
