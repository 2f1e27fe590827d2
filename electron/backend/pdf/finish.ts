/** From the laid-out document to bytes that depend on the print model alone. */

import { createHash } from 'node:crypto';
import { zlibSync } from 'fflate';
import type { PaperPrint } from '../../../shared/forms/print-model.ts';
import { raw, type KitDocument, type KitRef } from './kit.ts';

const PRODUCER = '온결';
const BLANK_ID = Buffer.alloc(16);

/** Deflates in pure JavaScript: zlib builds differ between machines and would give other bytes for the same paper. */
function pinDeflate(ref: KitRef): void {
  const write = ref.finalize.bind(ref);
  ref.compress = false;
  ref.finalize = () => {
    const bytes = Buffer.concat(ref.buffer);
    if (bytes.length > 64 && ref.data['Filter'] === undefined && ref.data['Type'] !== 'Metadata') {
      ref.buffer = [Buffer.from(zlibSync(bytes, { level: 6 }))];
      ref.data['Filter'] = 'FlateDecode';
    }
    write();
  };
}

function pinAllDeflate(document: KitDocument): void {
  for (const page of document._pageBuffer) pinDeflate(page.content);
  const make = document.ref.bind(document);
  document.ref = (data) => {
    const ref = make(data);
    pinDeflate(ref);
    return ref;
  };
}

/** The catalog's arrays in pdf-lib's spelling: every seal writes the catalog again, and its text must not differ. */
function spellCatalog(catalog: KitRef): void {
  const write = catalog.finalize.bind(catalog);
  catalog.finalize = () => {
    for (const [key, value] of Object.entries(catalog.data)) if (Array.isArray(value)) catalog.data[key] = raw(`[ ${value.map(String).join(' ')} ]`);
    write();
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XMP: pdfkit would paste it unescaped, and a title with & would end the conformance. */
function xml(text: string): string {
  const safe = Array.from(text)
    .filter((character) => character >= ' ' || character === '\n')
    .join('');
  return safe.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

function xmp(print: PaperPrint): string {
  const date = `${new Date(print.createdAt).toISOString().slice(0, 19)}Z`;
  const alt = (name: string, text: string): string =>
    text === '' ? '' : `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></dc:${name}>`;
  const words = print.keywords.join(', ');
  return [
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>`,
    `<pdf:Producer>${PRODUCER}</pdf:Producer>${words === '' ? '' : `<pdf:Keywords>${xml(words)}</pdf:Keywords>`}`,
    alt('title', print.title),
    print.author === '' ? '' : `<dc:creator><rdf:Seq><rdf:li>${xml(print.author)}</rdf:li></rdf:Seq></dc:creator>`,
    alt('description', print.summary),
    '</rdf:Description>',
  ].join('\n');
}

/** The information dictionary; XMP says the same. */
export function infoOf(print: PaperPrint): Record<string, unknown> {
  const date = new Date(print.createdAt);
  const known = { title: print.title, author: print.author, subject: print.summary, keywords: print.keywords.join(', ') };
  return { ...known, creator: PRODUCER, producer: PRODUCER, creationDate: date, modDate: date };
}

function embedFiles(document: KitDocument, print: PaperPrint): void {
  const date = new Date(print.createdAt);
  for (const file of print.files) {
    const { name, description, relationship } = file;
    document.file(Buffer.from(file.bytes), { name, type: file.mediaType, description, relationship, creationDate: date, modifiedDate: date });
  }
}

function collect(document: KitDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    document.end();
  });
}

/** The file ID follows from the bytes (ISO 32000-1 §14.4): hashed with the ID blank, then written in. */
function writeId(pdf: Buffer): Buffer {
  const blank = `<${BLANK_ID.toString('hex')}>`;
  const trailer = pdf.lastIndexOf('trailer');
  const id = createHash('sha256').update(pdf).digest('hex').slice(0, 32);
  for (let at = pdf.indexOf(blank, trailer); at >= 0; at = pdf.indexOf(blank, at)) pdf.write(id, at + 1, 'latin1');
  return pdf;
}

/** Makes a freshly laid-out document ours: streams, files, metadata. Call before anything else is added to it; without `files` nothing is embedded. */
export function adopt(document: KitDocument, print: PaperPrint, files = true): void {
  pinAllDeflate(document);
  spellCatalog(document._root);
  document._id = BLANK_ID;
  document._addInfo = () => document.appendXML(xmp(print));
  if (files) embedFiles(document, print);
}

/** Writes it. */
export async function writeOut(document: KitDocument): Promise<Uint8Array> {
  return new Uint8Array(writeId(await collect(document)));
}
