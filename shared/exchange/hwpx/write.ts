/** A paper as HWPX (KS X 6101): the text of form 1 for further work in Hangul. Boxes of the route, numbers and seals stay in the PDF and the capsule. */

import { strToU8, zipSync, type Zippable } from 'fflate';
import { faceOf, type Block, type Content, type TableBlock } from '../../collab/content.ts';
import { briefOutline } from '../../forms/brief.ts';
import { attachmentLines } from '../../forms/common.ts';
import { recipientLine } from '../../forms/official.ts';
import { koreanDate } from '../../writing/amount.ts';
import { marksFor } from '../../writing/numbering.ts';
import { toPlainText } from '../text/write.ts';
import { headXml, LETTERS, LINES } from './head.ts';
import { packedPictures, type PackedPicture } from './picture.ts';
import { sectionXml, type PaperLine } from './section.ts';
import { DECLARATION, element } from './xml.ts';

/** What is written: the content with names that the codes in it stand for, and the senders below. */
export interface HwpxSource {
  readonly content: Pick<Content, 'fields' | 'blocks' | 'attachments'>;
  readonly agency: string;
  readonly senders: readonly string[];
  /** Files of the body's pictures by their digest; one that is not here is its words. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

type Part = PaperLine | TableBlock | PackedPicture;

const plainLine = (text: string, line: number = LINES.level): PaperLine => ({ inlines: [{ text }], line });
const named = (name: string, text: string): PaperLine => ({ inlines: [{ text: name, bold: true }, { text: `  ${text}` }], line: LINES.level });

function bodyOf(blocks: readonly Block[], pictures: ReadonlyMap<string, PackedPicture>): Part[] {
  const marks = marksFor(blocks);
  return blocks.map((block, i) => {
    if (block.type === 'table') return block;
    if (block.type === 'picture') {
      const packed = pictures.get(block.sha256);
      return packed === undefined ? { inlines: [{ text: `[그림: ${block.alt}]` }], line: LINES.level } : { ...packed, block };
    }
    const mark = marks[i] ?? '';
    return { inlines: [...(mark === '' ? [] : [{ text: `${mark} ` }]), ...block.inlines], line: LINES.level + Math.min(7, block.level - 1) };
  });
}

/** 끝. two half letters behind the last line, below a table in a line of its own (규칙 §4⑤). */
function ended(parts: readonly Part[]): Part[] {
  const last = parts.at(-1);
  if (last === undefined || !('inlines' in last)) return [...parts, plainLine('끝.')];
  return [...parts.slice(0, -1), { ...last, inlines: [...last.inlines, { text: '  끝.' }] }];
}

/** Form 2: title, the box below it, who writes and when, then the report; it is not closed with 끝. */
function briefParts({ content: { fields, blocks, attachments }, agency }: HwpxSource, pictures: ReadonlyMap<string, PackedPicture>): Part[] {
  const outline = briefOutline({ basis: fields.basis ?? '', summary: fields.summary }).map(({ label, text }) => named(label, text));
  const written = fields.written ?? '';
  const attached = attachmentLines(attachments, false).map(({ label, text }) => (label === '' ? plainLine(`      ${text}`) : named(label, text)));
  return [
    { inlines: [{ text: fields.title }], line: LINES.centred, plain: LETTERS.agency },
    plainLine(''),
    ...outline,
    { inlines: [{ text: [written === '' ? '' : koreanDate(written), agency].filter((text) => text !== '').join('  ') }], line: LINES.centred },
    plainLine(''),
    ...bodyOf(blocks, pictures),
    ...(attached.length > 0 ? [plainLine(''), ...attached] : []),
  ];
}

function partsOf({ content, agency, senders }: HwpxSource, pictures: ReadonlyMap<string, PackedPicture>): Part[] {
  const { fields, blocks, attachments } = content;
  if (fields.form === 'brief') return briefParts({ content, agency, senders }, pictures);
  const body = bodyOf(blocks, pictures);
  const attached = attachmentLines(attachments).map(({ label, text }) => (label === '' ? plainLine(`      ${text}`) : named(label, text)));
  const toAll = fields.recipients.length > 1 ? [plainLine(''), named('수신자', fields.recipients.join(', '))] : [];
  const below =
    fields.recipients.length === 0 ? [] : senders.map((name): PaperLine => ({ inlines: [{ text: name }], line: LINES.centred, plain: LETTERS.agency }));
  return [
    { inlines: [{ text: agency }], line: LINES.centred, plain: LETTERS.agency },
    plainLine(''),
    named('수신', recipientLine(fields.recipients, fields.form)),
    named('(경유)', fields.via),
    named('제목', fields.title),
    plainLine(''),
    ...(attached.length > 0 ? [...body, plainLine(''), ...attached] : ended(body)),
    ...(below.length > 0 ? [plainLine(''), ...below] : []),
    ...toAll,
  ];
}

const CONTAINER = 'urn:oasis:names:tc:opendocument:xmlns:container';
const PACKAGE = 'http://www.hancom.co.kr/schema/2011/hpf';
const VERSION = {
  tagetApplication: 'WORDPROCESSOR',
  major: 5,
  minor: 1,
  micro: 0,
  buildNumber: 1,
  os: 1,
  xmlVersion: '1.4',
  application: 'Ongyeol',
  appVersion: '1',
};

function packageXml(title: string, pictures: readonly PackedPicture[]): string {
  const item = (id: string, href: string): string => element('opf:item', { id, href, 'media-type': 'application/xml' });
  const metadata = element(
    'opf:metadata',
    {},
    element('opf:title', {}, ...(title === '' ? [] : [element('opf:meta', { name: 'title', content: title })])),
    element('opf:language', {}, 'ko'),
  );
  const manifest = element(
    'opf:manifest',
    {},
    item('header', 'Contents/header.xml'),
    item('section0', 'Contents/section0.xml'),
    item('settings', 'settings.xml'),
    ...pictures.map(({ id, path, mediaType }) => element('opf:item', { id, href: path, 'media-type': mediaType, isEmbeded: 1 })),
  );
  const spine = element(
    'opf:spine',
    {},
    element('opf:itemref', { idref: 'header', linear: 'yes' }),
    element('opf:itemref', { idref: 'section0', linear: 'yes' }),
  );
  const root = { 'xmlns:opf': 'http://www.idpf.org/2007/opf/', 'xmlns:hpf': PACKAGE, version: '', 'unique-identifier': '', id: '' };
  return DECLARATION + element('opf:package', root, metadata, manifest, spine);
}

function containerXml(): string {
  const files = [
    ['Contents/content.hpf', 'application/hwpml-package+xml'],
    ['Preview/PrvText.txt', 'text/plain'],
  ].map(([path = '', type = '']) => element('ocf:rootfile', { 'full-path': path, 'media-type': type }));
  return DECLARATION + element('ocf:container', { 'xmlns:ocf': CONTAINER, 'xmlns:hpf': PACKAGE }, element('ocf:rootfiles', {}, ...files));
}

/** The file's bytes; `date` is `YYYY-MM-DD`, so that the same paper gives the same file on the same day. */
export function toHwpx(source: HwpxSource, date: string): Uint8Array {
  const pictures = packedPictures(source.content.blocks, source.pictures ?? new Map());
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  const options = { mtime: new Date(year, month - 1, day, 12, 0, 0), os: 0, attrs: 0 };
  const settings = element(
    'ha:HWPApplicationSetting',
    { 'xmlns:ha': 'http://www.hancom.co.kr/hwpml/2011/app' },
    element('ha:CaretPosition', { listIDRef: 0, paraIDRef: 0, pos: 0 }),
  );
  const files: readonly (readonly [string, string])[] = [
    ['version.xml', DECLARATION + element('hv:HCFVersion', { 'xmlns:hv': 'http://www.hancom.co.kr/hwpml/2011/version', ...VERSION })],
    ['META-INF/container.xml', containerXml()],
    ['META-INF/manifest.xml', DECLARATION + element('odf:manifest', { 'xmlns:odf': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' })],
    ['Contents/content.hpf', packageXml(source.content.fields.title, [...pictures.values()])],
    ['Contents/header.xml', headXml(faceOf(source.content.fields))],
    ['Contents/section0.xml', sectionXml(partsOf(source, pictures))],
    ['Preview/PrvText.txt', toPlainText(source.content).slice(0, 1000)],
    ['settings.xml', DECLARATION + settings],
  ];
  // The kind of the package stands first and unpacked, as OCF wants it.
  const zipped: Zippable = { mimetype: [strToU8('application/hwp+zip'), { ...options, level: 0 }] };
  for (const [name, text] of files) zipped[name] = [strToU8(text), { ...options, level: 6 }];
  // They are packed already.
  for (const { path, bytes } of pictures.values()) zipped[path] = [bytes, { ...options, level: 0 }];
  return zipSync(zipped);
}
