/** 별지 제1호서식 as a print model: field order, recipients, 붙임, 끝., senders, foot lines (규칙 §4, §5②, 편람). */

import type { Attachment, Block, Content, Disclosure, Inline } from '../collab/content.ts';
import type { AgencyRecord } from '../org/directory.ts';
import { koreanDate } from '../writing/amount.ts';
import { indentOf, marksFor } from '../writing/numbering.ts';
import { approvalRows, type PrintLane } from './approval-boxes.ts';
import type { EmbeddedFile, OfficialPrint, PrintParagraph, PrintTable, Sender } from './print-model.ts';

/** What a print is made from. Dates are `YYYY-MM-DD`, `createdAt` ISO UTC. */
export interface PrintSource {
  readonly content: Content;
  readonly agencies: ReadonlyMap<string, AgencyRecord>;
  readonly lanes: readonly PrintLane[];
  readonly showPending: boolean;
  readonly registration: { readonly unitName: string; readonly number: number } | null;
  readonly enforcedOn: string | null;
  readonly createdAt: string;
  readonly watermark: string;
  readonly files: readonly EmbeddedFile[];
}

/** 수신: `내부결재` without recipients, the one recipient, or `수신자 참조` (편람). */
export function recipientLine(recipients: readonly string[]): string {
  return recipients.length === 0 ? '내부결재' : recipients.length === 1 ? (recipients[0] ?? '') : '수신자 참조';
}

/** 붙임 lines: no colon, numbered from two on, 끝. one letter behind the last (규칙 §4④⑤). */
export function attachmentLines(attachments: readonly Pick<Attachment, 'label'>[]): { label: string; text: string }[] {
  return attachments.map((attachment, i) => {
    const number = attachments.length > 1 ? `${i + 1}. ` : '';
    const end = i === attachments.length - 1 ? '  끝.' : '';
    return { label: i === 0 ? '붙임' : '', text: `${number}${attachment.label}${end}` };
  });
}

const GRADES = ['헌법기관', '대통령', '국무총리', '부총리', '장관', '장관급', '차관', '차관급'];

function gradeOf(agency: AgencyRecord): number {
  const place = GRADES.indexOf(agency.headGrade);
  return place < 0 ? GRADES.length : place;
}

/** Agencies in the order of 발신명의: lead on top, then by the head's grade, equals by 정부조직법 (규칙 §5②). */
export function senderOrder(lead: string, partners: readonly string[], agencies: ReadonlyMap<string, AgencyRecord>): AgencyRecord[] {
  const known = (code: string): AgencyRecord[] => { const agency = agencies.get(code); return agency === undefined ? [] : [agency]; };
  const others = partners.flatMap(known).toSorted((a, b) => gradeOf(a) - gradeOf(b) || (a.order ?? 99) - (b.order ?? 99) || a.code.localeCompare(b.code));
  return [...known(lead), ...others];
}

/** Name of the signature field of an agency's seal. */
export function sealFieldName(agency: string): string {
  return `관인-${agency}`;
}

/** `공개`, `부분공개(5)`, `비공개(5, 6)` (기록물법 규칙 §18). */
export function disclosureText(disclosure: Disclosure): string {
  return disclosure.grounds.length === 0 ? disclosure.kind : `${disclosure.kind}(${disclosure.grounds.join(', ')})`;
}

function withEnd(inlines: readonly Inline[]): Inline[] {
  return [...inlines, { text: '  끝.' }];
}

/** Body with marks; 끝. behind the last line, or alone below a closing table, unless 붙임 carries it (규칙 §4⑤). */
function bodyOf(blocks: readonly Block[], endHere: boolean): { body: (PrintParagraph | PrintTable)[]; end: string } {
  const marks = marksFor(blocks);
  const last = blocks.length - 1;
  const body = blocks.map((block, i): PrintParagraph | PrintTable => {
    if (block.type === 'table') return { type: 'table', indent: indentOf(block), header: block.header, rows: block.rows };
    const inlines = endHere && i === last ? withEnd(block.inlines) : block.inlines;
    return { type: 'paragraph', mark: marks[i] ?? '', indent: indentOf(block), inlines };
  });
  return { body, end: endHere && blocks[last]?.type === 'table' ? '끝.' : '' };
}

function sendersOf(source: PrintSource): Sender[] {
  const { fields } = source.content;
  if (fields.recipients.length === 0) return [];
  const order = senderOrder(fields.lead, fields.partners.map((partner) => partner.agency), source.agencies);
  return order.map((agency) => ({ agency: agency.code, name: agency.head, field: sealFieldName(agency.code) }));
}

/** The print model of a content with its approvals. */
export function buildOfficialPrint(source: PrintSource): OfficialPrint {
  const { content, registration, enforcedOn } = source;
  const { fields } = content;
  const lead = source.agencies.get(fields.lead);
  const unit = lead?.units.find((candidate) => candidate.code === fields.leadUnit);
  const { body, end } = bodyOf(content.blocks, content.attachments.length === 0);
  const number = registration === null ? '' : `${registration.unitName}-${registration.number}`;
  const contact = [`전화번호 ${unit?.phone ?? ''}`, `팩스번호 ${unit?.fax ?? ''}`].join('  ');
  return {
    form: 'official', watermark: source.watermark, agencyName: lead?.name ?? '', recipientLine: recipientLine(fields.recipients), via: fields.via, title: fields.title,
    body, attachmentLines: attachmentLines(content.attachments), end, senders: sendersOf(source),
    recipientList: fields.recipients.length > 1 ? fields.recipients.join(', ') : '', approvals: approvalRows(source.lanes, source.showPending),
    enforcement: number === '' && enforcedOn === null ? '시행' : `시행  ${number}${enforcedOn === null ? '' : ` (${koreanDate(enforcedOn)})`}`, receipt: '접수',
    address: `우 ${lead?.address.zip ?? ''}  ${lead?.address.road ?? ''}  / ${lead?.home ?? ''}`, contact: `${contact}  / ${unit?.email ?? ''}`,
    disclosure: disclosureText(fields.disclosure), createdAt: source.createdAt, author: lead?.name ?? '', summary: fields.summary, keywords: fields.keywords, files: source.files,
  };
}
