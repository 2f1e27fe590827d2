/** A paper as plain text, as it is read aloud or put into another program: marks, tables by tabs, 붙임 and 끝. as printed. */

import type { Block, Content } from '../../collab/content.ts';
import { briefOutline } from '../../forms/brief.ts';
import { attachmentLines } from '../../forms/common.ts';
import { recipientLine } from '../../forms/official.ts';
import { koreanDate } from '../../writing/amount.ts';
import { indentOf, marksFor } from '../../writing/numbering.ts';
import { numberedNotes, wordsOf } from '../../writing/plain-blocks.ts';

function lineOf(block: Block, mark: string): string {
  if (block.type === 'table') return block.rows.map((row) => row.map((cell) => wordsOf(cell).replace(/[\t\n]/g, ' ')).join('\t')).join('\n');
  if (block.type === 'picture') return `${' '.repeat(indentOf(block))}[그림: ${block.alt}]`;
  return `${' '.repeat(indentOf(block))}${mark === '' ? '' : `${mark} `}${wordsOf(block.inlines)}`.trimEnd();
}

/** Lines above the body, as the form has them. */
function headOf(fields: Content['fields']): string[] {
  if (fields.form !== 'brief')
    return [`수신  ${recipientLine(fields.recipients, fields.form)}`, `(경유)${fields.via === '' ? '' : `  ${fields.via}`}`, `제목  ${fields.title}`];
  const outline = briefOutline({ basis: fields.basis ?? '', summary: fields.summary }).map(({ label, text }) => `${label}  ${text}`);
  const written = fields.written ?? '';
  return [`제목  ${fields.title}`, ...outline, ...(written === '' ? [] : [`작성일  ${koreanDate(written)}`])];
}

/** Head, body and 붙임 lines; on form 1 끝. behind the last of them (규칙 §4⑤), in a line of its own behind a table. */
export function toPlainText({ fields, blocks: given, attachments }: Pick<Content, 'fields' | 'blocks' | 'attachments'>): string {
  const { blocks, notes } = numberedNotes(given);
  const marks = marksFor(blocks);
  const ends = fields.form !== 'brief';
  const head = headOf(fields);
  const body = blocks.map((block, i) => lineOf(block, marks[i] ?? ''));
  const attached = attachmentLines(attachments, ends).map(({ label, text }) => `${label === '' ? '      ' : `${label}  `}${text}`);
  const last = body.at(-1);
  const ended =
    !ends || attached.length > 0 || last === undefined ? body : blocks.at(-1)?.type !== 'block' ? [...body, '끝.'] : [...body.slice(0, -1), `${last}  끝.`];
  const below = notes.length === 0 ? [] : ['', ...notes.map(({ mark, text }) => `${mark} ${text}`)];
  const to = fields.recipients.length > 1 ? ['', `수신자  ${fields.recipients.join(', ')}`] : [];
  return [...head, '', ...ended, ...(attached.length > 0 ? ['', ...attached] : []), ...below, ...to, ''].join('\n');
}
