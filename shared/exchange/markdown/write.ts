/** The import format written back: what `parsePaperMarkdown` reads again as the same content. */

import { stringify } from 'yaml';
import type { Attachment, Block, Content, Inline, TableBlock } from '../../collab/content.ts';
import { cellLines } from '../../collab/cell-lines.ts';
import { coveredBy } from '../../collab/table.ts';
import { disclosureText } from '../../forms/common.ts';
import { FACE_WORDS } from '../../forms/face.ts';
import { OMISSION_WORDS } from '../../forms/seal-omission.ts';
import type { Agency } from '../../org/directory.ts';
import { koreanDate } from '../../writing/amount.ts';
import { markOf, marksFor } from '../../writing/numbering.ts';
import { ESCAPE_OF_LINE, looksMarked } from './body.ts';
import { LEAD_KEYS } from './head.ts';
import { writeInlines } from './inlines.ts';

/** Columns of one level in the format. */
const STEP = '   ';

/** Path of an attachment beside the written file. */
export function attachmentPath(attachment: Pick<Attachment, 'name'>): string {
  return `attachments/${attachment.name.replace(/[/\\:\p{Cc}]/gu, '_')}`;
}

function value(of: string | readonly string[]): string {
  return stringify(of, { schema: 'failsafe', collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0, blockQuote: false }).trimEnd();
}

function unitName(agencies: readonly Agency[], code: string, unit: string): string {
  return agencies.find((agency) => agency.code === code)?.units.find((candidate) => candidate.code === unit)?.name ?? unit;
}

function headOf({ fields, attachments }: Pick<Content, 'fields' | 'attachments'>, agencies: readonly Agency[]): string[] {
  const keys = LEAD_KEYS[fields.form];
  const own =
    fields.form === 'brief'
      ? { written: fields.written === undefined || fields.written === '' ? '' : koreanDate(fields.written), basis: fields.basis ?? '' }
      : { recipients: fields.recipients, ...(fields.form === 'unit-letter' ? {} : { via: fields.via }) };
  const entries: Readonly<Record<string, string | readonly string[]>> = {
    form: fields.form,
    [keys.agency]: fields.lead,
    [keys.unit]: unitName(agencies, fields.lead, fields.leadUnit),
    work: fields.work,
    partners: fields.partners.map(({ agency }) => agency),
    partnerUnits: fields.partners.map(({ agency, unit }) => unitName(agencies, agency, unit)),
    partnerOrder: fields.partnerOrder,
    ...own,
    title: fields.title,
    summary: fields.summary,
    keywords: fields.keywords,
    disclosure: disclosureText(fields.disclosure),
    ...(fields.disclosureReason === undefined ? {} : { disclosureReason: fields.disclosureReason }),
    ...(fields.sealOmitted === undefined ? {} : { sealOmitted: OMISSION_WORDS[fields.sealOmitted] }),
    ...(fields.face === undefined ? {} : { face: FACE_WORDS[fields.face] }),
    recordFile: fields.recordFile,
    originator: fields.originator,
    reporter: fields.reporter,
    attachments: attachments.map(attachmentPath),
    attachmentNames: attachments.map(({ label }) => label),
  };
  return Object.entries(entries).map(([key, of]) => `${key}: ${value(of)}`);
}

/** A cell's own words, its lines parted by `<br>`; one that is only a sign of merging gets a backslash. */
function cellLine(inlines: readonly Inline[]): string {
  // What reads as a break of a line is one where nothing stands before it.
  const lines = cellLines(inlines).map((line) => writeInlines(line).replace(/<(?=br ?\/?>)/gi, '\\<'));
  const text = lines.join('<br>');
  return /^[<^]$/.test(text.trim()) ? `\\${text.trim()}` : text;
}

function tableLines({ rows: grid, header, spans = [], widths }: TableBlock): string[] {
  const cell = (text: string): string => (text === '' ? ' ' : ` ${text.replaceAll('|', '\\|')} `);
  const said = (inlines: readonly Inline[], row: number, column: number): string => {
    const span = coveredBy(spans, row, column);
    return span === undefined ? cellLine(inlines) : column > span.column ? '<' : '^';
  };
  const rows = grid.map((row, r) => `|${row.map((inlines, column) => cell(said(inlines, r, column))).join('|')}|`);
  const above = widths === undefined ? [] : [`<!-- 칸 너비 ${widths.join(' ')} -->`];
  const [first, ...rest] = rows;
  if (first === undefined) return [];
  return [...above, ...(header ? [first, `|${'---|'.repeat(grid[0]?.length ?? 0)}`, ...rest] : rows)];
}

/** A plain line that looks like an item, a table or an escape gets a backslash in front. */
function plainLine(text: string): string {
  return text.startsWith('|') || looksMarked(text) || ESCAPE_OF_LINE.test(text) || text.startsWith('<!--') ? `\\${text}` : text;
}

/** Blocks as lines: every item with its mark, a single one too, because the level would be lost without it. */
export function bodyMarkdown(blocks: readonly Block[]): string {
  const counters = new Array<number>(9).fill(0);
  const signs = marksFor(blocks);
  const paragraphs = blocks.map((block, i): string => {
    if (block.type === 'table') return `\n${tableLines(block).join('\n')}\n`;
    if (block.type === 'picture') return `\n[그림: ${block.alt}]\n`;
    const text = writeInlines(block.inlines).trim();
    const indent = STEP.repeat(block.level - 1);
    if (block.kind === 'plain') return text === '' ? '' : `\n${indent}${plainLine(text)}\n`;
    if (block.kind !== 'item') return text === '' ? '' : `${indent}${signs[i] ?? ''} ${text}`;
    counters[block.level] = (counters[block.level] ?? 0) + 1;
    counters.fill(0, block.level + 1);
    return `${indent}${markOf(block.level, counters[block.level] ?? 1)} ${text}`.trimEnd();
  });
  return paragraphs
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** A content as Markdown with front matter; attachments are named, their files go beside it under `attachmentPath`. */
export function toMarkdown(content: Pick<Content, 'fields' | 'blocks' | 'attachments'>, agencies: readonly Agency[]): string {
  return ['---', ...headOf(content, agencies), '---', bodyMarkdown(content.blocks), ''].join('\n');
}
