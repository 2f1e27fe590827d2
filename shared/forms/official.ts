/** 별지 제1호서식 as a print model: field order, recipients, 붙임, 끝., senders, foot lines (규칙 §4, §5②, 편람). */

import type { Attachment, Content, Disclosure, Fields } from '../collab/content.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { AgencyRecord, Unit } from '../org/directory.ts';
import { unitNow } from '../org/succession.ts';
import { koreanDate } from '../writing/amount.ts';
import { approvalRows, type PrintLane } from './approval-boxes.ts';
import { printBody } from './body.ts';
import type { EmbeddedFile, OfficialPrint, Sender } from './print-model.ts';

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

/** 부, 처, 청: what 정부조직법 orders first; `order` counts within one kind. */
function kindOf(agency: AgencyRecord): number {
  const place = ['부', '처', '청'].indexOf(agency.name.slice(-1));
  return place < 0 ? 3 : place;
}

/** Agencies in the order of 발신명의: lead on top, then by the head's grade, equals by 정부조직법 (규칙 §5②). */
export function senderOrder(lead: string, partners: readonly string[], agencies: ReadonlyMap<string, AgencyRecord>): AgencyRecord[] {
  const known = (code: string): AgencyRecord[] => {
    const agency = agencies.get(code);
    return agency === undefined ? [] : [agency];
  };
  const others = partners
    .flatMap(known)
    .toSorted((a, b) => gradeOf(a) - gradeOf(b) || kindOf(a) - kindOf(b) || (a.order ?? 99) - (b.order ?? 99) || (a.code < b.code ? -1 : 1));
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

/** Lines of 발신명의 with their seal fields; none on 내부결재 (영 §13). */
export function senderLines(fields: Pick<Fields, 'lead' | 'partners' | 'recipients'>, agencies: ReadonlyMap<string, AgencyRecord>): Sender[] {
  if (fields.recipients.length === 0) return [];
  const order = senderOrder(
    fields.lead,
    fields.partners.map((partner) => partner.agency),
    agencies,
  );
  return order.map((agency) => ({ agency: agency.code, name: agency.head, field: sealFieldName(agency.code) }));
}

/** `시행  청년고용기획과-12 (2026. 11. 23.)`; only the word before there is a number. */
export function enforcementLine(registration: PrintSource['registration'], enforcedOn: string | null): string {
  if (registration === null) return enforcedOn === null ? '시행' : `시행   (${koreanDate(enforcedOn)})`;
  return `시행  ${registration.unitName}-${registration.number}${enforcedOn === null ? '' : ` (${koreanDate(enforcedOn)})`}`;
}

/** `우 30117  도로명주소  / 홈페이지` of the lead. */
export function addressLine(lead: AgencyRecord | undefined): string {
  return `우 ${lead?.address.zip ?? ''}  ${lead?.address.road ?? ''}  / ${lead?.home ?? ''}`;
}

/** `전화번호 …  팩스번호 …  / 전자우편` of the 처리과. */
export function contactLine(unit: Unit | undefined): string {
  return `전화번호 ${unit?.phone ?? ''}  팩스번호 ${unit?.fax ?? ''}  / ${unit?.email ?? ''}`;
}

/** The print model of a content with its approvals. An agency the directory does not know is left out: the official copy goes through `officialPrint`. */
export function buildOfficialPrint(source: PrintSource): OfficialPrint {
  const { content, registration, enforcedOn } = source;
  const { fields } = content;
  const lead = source.agencies.get(fields.lead);
  const unit = lead?.units.find((candidate) => candidate.code === unitNow(lead, fields.leadUnit));
  const { body, end } = printBody(content.blocks, content.attachments.length);
  return {
    form: 'official',
    watermark: source.watermark,
    agencyName: lead?.name ?? '',
    recipientLine: recipientLine(fields.recipients),
    via: fields.via,
    title: fields.title,
    body,
    attachmentLines: attachmentLines(content.attachments),
    end,
    senders: senderLines(fields, source.agencies),
    recipientList: fields.recipients.length > 1 ? fields.recipients.join(', ') : '',
    approvals: approvalRows(source.lanes, source.showPending),
    enforcement: enforcementLine(registration, enforcedOn),
    receipt: '접수',
    address: addressLine(lead),
    contact: contactLine(unit),
    disclosure: disclosureText(fields.disclosure),
    createdAt: source.createdAt,
    author: lead?.name ?? '',
    summary: fields.summary,
    keywords: fields.keywords,
    files: source.files,
  };
}

/** Why a paper cannot be printed. */
export type PrintCode = 'AGENCY_UNKNOWN' | 'UNIT_UNKNOWN';

/** The print model, or why not: a sender missing from the directory must never vanish from a joint paper unsaid. */
export function officialPrint(source: PrintSource): Result<OfficialPrint, PrintCode> {
  const { fields } = source.content;
  const todo = '인쇄본은 만들지 않았습니다. 조직도를 새로 받은 뒤 다시 하십시오.';
  for (const { agency, unit } of [{ agency: fields.lead, unit: fields.leadUnit }, ...fields.partners]) {
    const known = source.agencies.get(agency);
    if (known === undefined) return err('AGENCY_UNKNOWN', `조직도에 없는 기관입니다(${agency}). ${todo}`);
    if (unitNow(known, unit) === null) return err('UNIT_UNKNOWN', `${known.name}에 없는 처리과입니다(${unit}). ${todo}`);
  }
  return ok(buildOfficialPrint(source));
}
