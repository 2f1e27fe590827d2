/** Markdown with front matter as an import format of both forms. Everything wrong with it is a sentence with the line to look at. */

import { leanFields, type Block, type Fields } from '../../collab/content.ts';
import { DRAFT_MOST, fitsRoom, TOO_LONG } from '../../collab/room-size.ts';
import { ok, type Result } from '../../lib/result.ts';
import type { Agency, Unit } from '../../org/directory.ts';
import { parseBody } from './body.ts';
import { LEAD_KEYS, lineOf, lineOfValue, parseHead, refuse, splitFrontMatter, type ImportCode, type PaperHead } from './head.ts';
import { unknownName, type KnownAgency } from './known.ts';

export type { ImportCode } from './head.ts';

/** What an import gives: fields, text, and which files to attach under which printed name. */
export interface ImportedPaper {
  readonly fields: Fields;
  readonly blocks: readonly Block[];
  readonly attachments: readonly { readonly path: string; readonly label: string }[];
}

function findUnit(agency: Agency, name: string): Unit | undefined {
  return agency.units.find((unit) => unit.name === name || unit.code === name);
}

function resolveUnit(agencies: readonly Agency[], code: string, unitName: string, where: string): Result<{ agency: string; unit: string }, ImportCode> {
  const agency = agencies.find((candidate) => candidate.code === code || candidate.name === code);
  if (agency === undefined) return refuse('AGENCY_UNKNOWN', `조직도에 없는 기관코드입니다(${where}${code}).`, '일곱 자리 기관코드를 확인하십시오.');
  const unit = findUnit(agency, unitName);
  return unit === undefined
    ? refuse(
        'UNIT_UNKNOWN',
        `${agency.name}에 없는 처리과입니다(${where}${unitName}).`,
        `${agency.units.map((candidate) => candidate.name).join(', ')} 가운데 하나를 쓰십시오.`,
      )
    : ok({ agency: agency.code, unit: unit.code });
}

/** Partners with their units, each agency once and none of them the lead. */
function parsePartners(head: string, meta: PaperHead, lead: string, agencies: readonly Agency[]): Result<{ agency: string; unit: string }[], ImportCode> {
  const { partners: codes, partnerUnits: units } = meta;
  if (codes.length !== units.length)
    return refuse(
      'PARTNERS_MISMATCH',
      `관계기관 ${codes.length}곳에 처리과가 ${units.length}곳 적혀 있습니다(${lineOf(head, 'partnerUnits')}partnerUnits).`,
      '기관마다 처리과를 하나씩 적으십시오.',
    );
  const partners: { agency: string; unit: string }[] = [];
  for (const [i, code] of codes.entries()) {
    const partner = resolveUnit(agencies, code, units[i] ?? '', lineOf(head, 'partners'));
    if (!partner.ok) return partner;
    const { agency } = partner.value;
    if (agency === lead || partners.some((other) => other.agency === agency))
      return refuse('PARTNERS_MISMATCH', `같은 기관이 두 번 나옵니다(${lineOf(head, 'partners')}${code}).`, '주관기관과 관계기관에 한 번씩만 적으십시오.');
    partners.push(partner.value);
  }
  return ok(partners);
}

/** Files below the folder of the draft only: whoever sent the draft must not choose what of this PC gets attached. */
function parseAttachments(head: string, meta: PaperHead): Result<{ path: string; label: string }[], ImportCode> {
  const { attachments: paths, attachmentNames: names } = meta;
  if (paths.length !== names.length)
    return refuse(
      'ATTACHMENTS_MISMATCH',
      `붙임 파일 ${paths.length}개에 붙임 이름이 ${names.length}개입니다(${lineOf(head, 'attachmentNames')}attachmentNames).`,
      '파일마다 이름을 하나씩 적으십시오.',
    );
  // oxlint-disable-next-line no-control-regex
  const outside = paths.find((path) => /[\\:\u0000-\u001f]/.test(path) || path.split('/').some((part) => part === '' || part === '.' || part === '..'));
  if (outside !== undefined)
    return refuse(
      'ATTACHMENT_PATH',
      `붙일 수 없는 경로입니다(${lineOf(head, 'attachments')}${outside}).`,
      '이 파일과 같은 폴더 아래에 두고 그 경로를 적으십시오.',
    );
  return ok(paths.map((path, i) => ({ path, label: names[i] ?? path })));
}

function parseDisclosure(value: string): Fields['disclosure'] | null {
  const match = /^(공개|부분공개|비공개)(?:\s*\(([1-8](?:\s*,\s*[1-8])*)\))?$/.exec(value);
  if (match === null) return null;
  const numbers = (match[2] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const grounds = [...new Set(numbers)].toSorted((a, b) => a - b);
  return (match[1] === '공개') === (grounds.length === 0) ? { kind: match[1] as '공개', grounds } : null;
}

/** `2026. 11. 20.` or `2026-11-20` as ISO, '' for nothing, null for what is no day. */
function parseDay(value: string): string | null {
  if (value === '') return '';
  const [, year = '', month = '', day = ''] = /^(\d{4})(?:\.\s*|-)(\d{1,2})(?:\.\s*|-)(\d{1,2})\.?$/.exec(value) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

/** Fields of a head whose names were looked up: agencies and units by code, the rest as it says. */
function fieldsOf(meta: PaperHead, looked: Pick<Fields, 'lead' | 'leadUnit' | 'partners' | 'disclosure'> & { readonly written: string }): Fields {
  const { form, partnerOrder, recipients, via, title, summary, keywords, work, recordFile, originator, reporter, basis, disclosureReason, sealOmitted, face } =
    meta;
  const { written, ...names } = looked;
  const told = { form, ...names, partnerOrder, recipients, via, title, summary, keywords, work, recordFile, originator, reporter, disclosureReason };
  const omitted = sealOmitted === null ? {} : { sealOmitted };
  const set = face === 'serif' ? { face } : {};
  return leanFields(basis === null ? { ...told, ...omitted, ...set } : { ...told, written, basis, ...set });
}

/** What of a head the directory must know. */
function lookUp(head: string, meta: PaperHead, agencies: readonly KnownAgency[]): Result<Fields, ImportCode> {
  const keys = LEAD_KEYS[meta.form];
  const lead = resolveUnit(agencies, meta.lead, meta.leadUnit, lineOf(head, keys.agency));
  if (!lead.ok) return lead;
  const partners = parsePartners(head, meta, lead.value.agency, agencies);
  if (!partners.ok) return partners;
  const disclosure = parseDisclosure(meta.disclosure);
  if (disclosure === null)
    return refuse(
      'DISCLOSURE_WRONG',
      `공개 구분이 올바르지 않습니다(${lineOf(head, 'disclosure')}${meta.disclosure}).`,
      '공개, 부분공개(호), 비공개(호) 가운데 하나로 쓰고 비공개에는 1∼8호를 적으십시오.',
    );
  const written = parseDay(meta.written ?? '');
  if (written === null)
    return refuse('WRITTEN_WRONG', `작성일이 날짜가 아닙니다(${lineOf(head, 'written')}${meta.written}).`, '「2026. 11. 20.」처럼 있는 날짜를 적으십시오.');
  const { agency, unit } = lead.value;
  return ok(fieldsOf(meta, { lead: agency, leadUnit: unit, partners: partners.value, disclosure, written }));
}

/** Reads a paper of either form from Markdown. Agencies are those of the directory; names in the head must be known to them. */
export function parsePaperMarkdown(source: string, agencies: readonly KnownAgency[]): Result<ImportedPaper, ImportCode> {
  const tooLong = refuse('TOO_LARGE', TOO_LONG, '나누거나 붙임으로 옮기십시오.');
  if (source.length > DRAFT_MOST.letters) return tooLong;
  const split = splitFrontMatter(source);
  if (!split.ok) return split;
  const { head, body, bodyLine } = split.value;
  const meta = parseHead(head);
  if (!meta.ok) return meta;
  const fields = lookUp(head, meta.value, agencies);
  if (!fields.ok) return fields;
  const attachments = parseAttachments(head, meta.value);
  if (!attachments.ok) return attachments;
  const blocks = parseBody(body, bodyLine);
  if (!blocks.ok) return blocks;
  if (!fitsRoom(blocks.value)) return tooLong;
  if (blocks.value.length === 0) return refuse('BODY_EMPTY', '본문이 비어 있습니다.', '머리말 아래에 본문을 쓰십시오.');
  const own = agencies.find((agency) => agency.code === fields.value.lead);
  const unknown = own === undefined ? null : unknownName(fields.value, own);
  if (unknown !== null)
    return refuse(unknown.code, `${unknown.what}(${lineOfValue(head, unknown.key, unknown.value)}${unknown.key}: ${unknown.value}).`, unknown.todo);
  return ok({ fields: fields.value, blocks: blocks.value, attachments: attachments.value });
}
