/** 별지 제1호서식 as a print model: field order, recipients, senders, foot lines (규칙 §4, §5②, 편람). */

import type { Fields, FormId } from '../collab/content.ts';
import type { AgencyRecord, Unit } from '../org/directory.ts';
import { unitTitle } from '../org/recipients.ts';
import { koreanDate } from '../writing/amount.ts';
import { decidesLane } from './approval-boxes.ts';
import { commonPrint, disclosureText, leadOf, type PrintSource } from './common.ts';
import { isUnitLetter } from './forms.ts';
import type { OfficialPrint, Sender } from './print-model.ts';
import { SEAL_OMITTED, SIGNATURE_OMITTED } from './seal-omission.ts';

/** 수신: `내부결재` without recipients (nothing yet on a 부서 간 협조문), the one recipient, or `수신자 참조` (편람). */
export function recipientLine(recipients: readonly string[], form: FormId = 'official'): string {
  return recipients.length === 0 ? (isUnitLetter(form) ? '' : '내부결재') : recipients.length === 1 ? (recipients[0] ?? '') : '수신자 참조';
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

/** Lines of 발신명의 with their seal fields, marked where the seal's image is left out; none on 내부결재 (영 §13). */
export function senderLines(fields: Pick<Fields, 'lead' | 'partners' | 'recipients' | 'sealOmitted'>, agencies: ReadonlyMap<string, AgencyRecord>): Sender[] {
  if (fields.recipients.length === 0) return [];
  const order = senderOrder(
    fields.lead,
    fields.partners.map((partner) => partner.agency),
    agencies,
  );
  const omitted = fields.sealOmitted === undefined ? {} : { omitted: SEAL_OMITTED };
  return order.map((agency) => ({ agency: agency.code, name: agency.head, field: sealFieldName(agency.code), ...omitted }));
}

/**
 * 보조기관 in whose name a 부서 간 협조문 goes: the post that decides it (영 §10①, §13), told so that nobody else in the agency has the title;
 * without a route the head of the 처리과.
 */
export function unitSender(agency: AgencyRecord | undefined, unit: Unit | undefined, decider: string | null): string {
  if (agency === undefined) return '';
  if (decider !== null && agency.leadership.includes(decider)) return decider;
  return unit === undefined ? (decider ?? '') : (unitTitle(agency, unit) ?? decider ?? '');
}

function sendersOf(source: PrintSource): Sender[] {
  const { fields } = source.content;
  if (!isUnitLetter(fields.form)) return senderLines(fields, source.agencies);
  const { lead, unit } = leadOf(source);
  const decider = source.lanes[0]?.steps.findLast(decidesLane)?.position ?? null;
  return [{ agency: fields.lead, name: unitSender(lead, unit, decider), field: '', omitted: SIGNATURE_OMITTED }];
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

/** Form 1 of a content with its approvals. An agency the directory does not know is left out: the official copy goes through `paperPrint`. */
export function buildOfficialPrint(source: PrintSource): OfficialPrint {
  const { content, registration, enforcedOn } = source;
  const { fields } = content;
  const { lead, unit } = leadOf(source);
  return {
    form: fields.form === 'unit-letter' ? 'unit-letter' : 'official',
    ...commonPrint(source, true),
    agencyName: lead?.name ?? '',
    recipientLine: recipientLine(fields.recipients, fields.form),
    via: fields.via,
    senders: sendersOf(source),
    recipientList: fields.recipients.length > 1 ? fields.recipients.join(', ') : '',
    enforcement: enforcementLine(registration, enforcedOn),
    receipt: '접수',
    address: addressLine(lead),
    contact: contactLine(unit),
    disclosure: disclosureText(fields.disclosure),
  };
}
