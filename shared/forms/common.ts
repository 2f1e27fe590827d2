/** What both forms print: body, 붙임, 끝., approvals, 공개 구분 (규칙 §4④⑤, 기록물법 규칙 §18). */

import type { Attachment, Content, Disclosure } from '../collab/content.ts';
import type { AgencyRecord, Unit } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import { approvalRows, type PrintLane } from './approval-boxes.ts';
import { printBody, type Pictures } from './body.ts';
import type { EmbeddedFile, PaperPrint } from './print-model.ts';

/** What a print is made from. Days are `YYYY-MM-DD`, `createdAt` ISO UTC; `approvedOn` is the day of 성립, which registers it too. */
export interface PrintSource {
  readonly content: Content;
  readonly agencies: ReadonlyMap<string, AgencyRecord>;
  readonly lanes: readonly PrintLane[];
  readonly showPending: boolean;
  readonly registration: { readonly unitName: string; readonly number: number } | null;
  readonly approvedOn: string | null;
  readonly enforcedOn: string | null;
  readonly createdAt: string;
  readonly watermark: string;
  readonly files: readonly EmbeddedFile[];
  /** Bytes of the body's pictures by digest; what is missing is told by its words, and refused by `paperPrint`. */
  readonly pictures?: Pictures;
}

/** 붙임 lines: no colon, numbered from two on; on form 1 끝. stands one letter behind the last (규칙 §4④⑤). */
export function attachmentLines(attachments: readonly Pick<Attachment, 'label'>[], ends = true): { label: string; text: string }[] {
  return attachments.map((attachment, i) => {
    const number = attachments.length > 1 ? `${i + 1}. ` : '';
    const end = ends && i === attachments.length - 1 ? '  끝.' : '';
    return { label: i === 0 ? '붙임' : '', text: `${number}${attachment.label}${end}` };
  });
}

/** `공개`, `부분공개(5)`, `비공개(5, 6)` (기록물법 규칙 §18). */
export function disclosureText(disclosure: Disclosure): string {
  return disclosure.grounds.length === 0 ? disclosure.kind : `${disclosure.kind}(${disclosure.grounds.join(', ')})`;
}

/** The lead agency and its 처리과 as it is called now. */
export function leadOf({ content, agencies }: PrintSource): { lead: AgencyRecord | undefined; unit: Unit | undefined } {
  const lead = agencies.get(content.fields.lead);
  return { lead, unit: lead?.units.find((candidate) => candidate.code === unitNow(lead, content.fields.leadUnit)) };
}

type Common = Pick<
  PaperPrint,
  'watermark' | 'face' | 'title' | 'body' | 'attachmentLines' | 'end' | 'approvals' | 'createdAt' | 'author' | 'summary' | 'keywords' | 'files'
>;

/** What both forms print; `ends` where the paper is closed with 끝. (form 1 alone). */
export function commonPrint(source: PrintSource, ends: boolean): Common {
  const { fields, blocks, attachments } = source.content;
  const { body, end } = printBody(blocks, attachments.length, ends, source.pictures);
  return {
    watermark: source.watermark,
    ...(fields.face === undefined ? {} : { face: fields.face }),
    title: fields.title,
    body,
    attachmentLines: attachmentLines(attachments, ends),
    end,
    approvals: approvalRows(source.lanes, source.showPending),
    createdAt: source.createdAt,
    author: leadOf(source).lead?.name ?? '',
    summary: fields.summary,
    keywords: fields.keywords,
    files: source.files,
  };
}
