/** The slice of pdfmake 0.3 (and the pdfkit under it) that is used: neither ships types. Loaded without its global singleton. */

import { createRequire } from 'node:module';
import type { FormFont, FormFonts } from './fonts.ts';
import { writeLinesWhole } from './lines.ts';
import { measureQuickly } from './measure.ts';
import { lookUpQuickly } from './styles.ts';
import { letLettersStandAlone } from './syllables.ts';

/** Any piece of a pdfmake definition. */
export type Piece = Record<string, unknown>;

/** An indirect object that is written when it ends. */
export interface KitRef {
  readonly id: number;
  readonly data: Record<string, unknown>;
  buffer: Uint8Array[];
  compress: boolean;
  finalize: () => void;
  end: (chunk?: Uint8Array) => void;
}

/** A page kept back until the document ends. */
export interface KitPage {
  readonly content: KitRef;
  readonly dictionary: KitRef;
  readonly annotations: KitRef[];
  /** Images of the page by name. */
  readonly xobjects: Record<string, KitRef>;
  readonly width: number;
  readonly height: number;
}

/** A face in use: its name in content streams, and the characters of each glyph drawn so far. */
export interface KitFont {
  readonly id: string;
  readonly unicode: readonly (readonly number[])[];
  widthOfString: (text: string, size: number) => number;
}

/** An embedded file as pdfkit takes it. */
export interface KitFile {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly relationship: string;
  readonly creationDate: Date;
  readonly modifiedDate: Date;
}

/** A laid-out document, not yet written: pages are still in memory. */
export interface KitDocument {
  _id: Buffer;
  _addInfo: () => void;
  endAcroForm: () => void;
  ref: (data?: Record<string, unknown>) => KitRef;
  readonly _root: KitRef;
  readonly _pageBuffer: readonly KitPage[];
  readonly fontCache: Readonly<Record<string, Readonly<Record<string, KitFont>>>>;
  file: (bytes: Buffer, options: KitFile) => void;
  appendXML: (xml: string) => void;
  provideFont: (family: string, bold: boolean, italics: boolean) => KitFont;
  on: (event: 'data' | 'end' | 'error', listener: (chunk: Buffer) => void) => void;
  end: () => void;
}

interface Printer {
  createPdfKitDocument: (definition: Piece, options: Piece) => Promise<KitDocument>;
}

type PrinterClass = new (fonts: Piece, files: Piece, urls: Piece, allowed: (path: string) => boolean) => Printer;

const FACES: Readonly<Record<string, (fonts: FormFonts) => FormFont>> = {
  'form-regular': ({ regular }) => regular,
  'form-bold': ({ bold }) => bold,
  'form-symbols': ({ symbols }) => symbols,
  'serif-regular': ({ serif }) => serif().regular,
  'serif-bold': ({ serif }) => serif().bold,
};

interface EngineContext {
  page: number;
  availableHeight: number;
  pageMargins?: { readonly feet?: readonly number[] };
  initializePage: () => void;
}

let patched = false;

/** The engine asks for one bottom margin for all pages. Ours may say, with its margins, how much less room single pages have; others it does not concern. */
function letPagesDiffer(): void {
  if (patched) return;
  patched = true;
  const { default: Context } = createRequire(import.meta.url)('pdfmake/js/DocumentContext.js') as { default: { prototype: EngineContext } };
  const initialize = Context.prototype.initializePage;
  Context.prototype.initializePage = function initializePage(this: EngineContext) {
    initialize.call(this);
    this.availableHeight -= this.pageMargins?.feet?.[this.page] ?? 0;
  };
  gatherWrites();
  writeLinesWhole();
  lookUpQuickly();
  measureQuickly();
  letLettersStandAlone();
}

interface Written {
  data: Record<string, unknown>;
  buffer: Uint8Array[];
  uncompressedLength: number;
  compress: boolean;
  write: (chunk: Uint8Array | string) => void;
}

const CHUNK = 32_768;

/**
 * pdfkit keeps each operator as a buffer of its own until the document ends: for a hundred pages half a million of them. Ours go into chunks, so that
 * the objects kept are few; the bytes are the same.
 */
function gatherWrites(): void {
  const fromMaker = createRequire(createRequire(import.meta.url).resolve('pdfmake/js/Printer.js'));
  const PdfKit = fromMaker('pdfkit') as new (options: Piece) => { ref: (data: Piece) => Written };
  const prototype = Object.getPrototypeOf(new PdfKit({ autoFirstPage: false }).ref({})) as Written;
  const plain = prototype.write;
  const open = new WeakMap<Written, { readonly chunk: Buffer; used: number }>();
  prototype.write = function write(this: Written, given: Uint8Array | string) {
    const length = typeof given === 'string' ? given.length + 1 : given.length;
    if (length > CHUNK / 4 || this.compress) return plain.call(this, given);
    let last = open.get(this);
    const follows = last !== undefined && this.buffer.at(-1)?.buffer === last.chunk.buffer && last.used + length <= CHUNK;
    if (last === undefined || !follows) {
      last = { chunk: Buffer.from(new ArrayBuffer(CHUNK)), used: 0 };
      open.set(this, last);
      this.buffer.push(last.chunk.subarray(0, 0));
    }
    if (typeof given === 'string') last.chunk.write(`${given}\n`, last.used, 'latin1');
    else last.chunk.set(given, last.used);
    last.used += length;
    this.buffer[this.buffer.length - 1] = last.chunk.subarray(0, last.used);
    this.uncompressedLength += length;
    this.data['Length'] = Number(this.data['Length'] ?? 0) + length;
  };
}

/** Lays a definition out over the given fonts. Nothing is read from disk or network: the only files there are, are the fonts. */
export function layOut(definition: Piece, fonts: FormFonts): Promise<KitDocument> {
  letPagesDiffer();
  const { default: PdfPrinter } = createRequire(import.meta.url)('pdfmake/js/Printer.js') as { default: PrinterClass };
  const face = (normal: string, bold: string): Piece => ({ normal, bold, italics: normal, bolditalics: bold });
  const fontFiles = {
    existsSync: (name: unknown) => typeof name === 'string' && name in FACES,
    readFileSync: (name: string) => (FACES[name] ?? (({ regular }: FormFonts) => regular))(fonts).bytes,
  };
  const noUrls = { resolve: () => undefined, resolved: () => Promise.resolve() };
  const families = { Form: face('form-regular', 'form-bold'), Symbols: face('form-symbols', 'form-symbols'), Serif: face('serif-regular', 'serif-bold') };
  return new PdfPrinter(families, fontFiles, noUrls, () => false).createPdfKitDocument(definition, { bufferPages: true });
}

/** A value written exactly as given: pdfkit prints what it does not know by its own `toString`. */
export function raw(text: string): Record<string | symbol, unknown> {
  return { [Symbol.toStringTag]: 'Raw', toString: () => text };
}

/** An object written exactly as given. */
export function rawObject(document: KitDocument, text: string): KitRef {
  const ref = document.ref(raw(text));
  ref.end();
  return ref;
}

/** A text as PDF hex string (UTF-16BE with its mark). */
export function hexText(value: string): string {
  return `<${Buffer.from(`\ufeff${value}`, 'utf16le').swap16().toString('hex')}>`;
}
