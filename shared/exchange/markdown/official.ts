/** Markdown with front matter as an import format of form 1. Everything wrong with it is a sentence with the line to look at. */

import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Block, Fields } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Agency, Unit } from '../../org/directory.ts';
import { parseBody } from './body.ts';

/** Why an import was refused. */
export type ImportCode =
  | 'FRONT_MATTER_BROKEN' | 'KEY_MISSING' | 'KEY_UNKNOWN' | 'FORM_UNSUPPORTED' | 'AGENCY_UNKNOWN' | 'UNIT_UNKNOWN' | 'BODY_EMPTY' | 'ATTACHMENTS_MISMATCH'
  | 'DISCLOSURE_WRONG' | 'BODY_LINE';

/** What an import gives: fields, text, and which files to attach under which printed name. */
export interface ImportedOfficial {
  readonly fields: Fields;
  readonly blocks: readonly Block[];
  readonly attachments: readonly { readonly path: string; readonly label: string }[];
}

const text = z.union([z.string(), z.number()]).transform(String);
const list = z.array(text).default([]);

const frontMatter = z.strictObject({
  form: text, lead: text, leadUnit: text, work: list, partners: list, partnerUnits: list, partnerOrder: z.enum(['parallel', 'sequence']).default('parallel'),
  recipients: list, via: text.default(''), title: text, summary: text, keywords: list, disclosure: text.default('공개'), recordFile: text,
  originator: text.default(''), reporter: text.default(''), attachments: list, attachmentNames: list,
});

const KEPT = '문서는 만들지 않았습니다.';

function refuse(code: ImportCode, what: string, todo: string): Result<never, ImportCode> {
  return err(code, `${what} ${KEPT} ${todo}`);
}

function splitFrontMatter(source: string): Result<{ head: string; body: string; bodyLine: number }, ImportCode> {
  const lines = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n').split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    return refuse('FRONT_MATTER_BROKEN', `머리말(---와 --- 사이)을 찾을 수 없습니다(${lines[0] === '---' ? '닫는 --- 없음' : '1째 줄'}).`, '파일 맨 위에 머리말을 두십시오.');
  }
  return ok({ head: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 });
}

function lineOf(head: string, key: string): string {
  const at = head.split('\n').findIndex((line) => line.startsWith(`${key}:`));
  return at < 0 ? '' : `${at + 2}째 줄 `;
}

function parseHead(head: string): Result<z.infer<typeof frontMatter>, ImportCode> {
  let raw: unknown;
  try {
    raw = parseYaml(head, { maxAliasCount: 10 });
  } catch (error) {
    const line = (error as { linePos?: readonly { line: number }[] }).linePos?.[0]?.line;
    return refuse('FRONT_MATTER_BROKEN', `머리말을 읽을 수 없습니다(${line === undefined ? '형식 오류' : `${line + 1}째 줄`}).`, '그 줄의 따옴표와 콜론을 확인하십시오.');
  }
  if (raw !== null && typeof raw === 'object' && (raw as { form?: unknown }).form === 'brief') {
    return refuse('FORM_UNSUPPORTED', '간이기안문(form: brief)은 아직 만들 수 없습니다.', '일반기안문(form: official)으로 쓰십시오.');
  }
  const parsed = frontMatter.safeParse(raw);
  if (parsed.success) {
    return parsed.data.form === 'official' ? ok(parsed.data) : refuse('FORM_UNSUPPORTED', `모르는 서식입니다(${lineOf(head, 'form')}form: ${parsed.data.form}).`, 'form: official로 쓰십시오.');
  }
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') return refuse('KEY_UNKNOWN', `모르는 머리말 항목입니다(${lineOf(head, issue.keys[0] ?? '')}${issue.keys.join(', ')}).`, '항목 이름을 확인하십시오.');
  const key = String(issue?.path[0] ?? '');
  const missing = raw === null || typeof raw !== 'object' || !(key in raw);
  return refuse('KEY_MISSING', missing ? `머리말에 ${key} 항목이 없습니다.` : `머리말 항목의 값이 올바르지 않습니다(${lineOf(head, key)}${key}).`, `${key} 항목을 채우십시오.`);
}

function findUnit(agency: Agency, name: string): Unit | undefined {
  return agency.units.find((unit) => unit.name === name || unit.code === name);
}

function resolveUnit(agencies: readonly Agency[], code: string, unitName: string, where: string): Result<{ agency: string; unit: string }, ImportCode> {
  const agency = agencies.find((candidate) => candidate.code === code);
  if (agency === undefined) return refuse('AGENCY_UNKNOWN', `조직도에 없는 기관코드입니다(${where}${code}).`, '일곱 자리 기관코드를 확인하십시오.');
  const unit = findUnit(agency, unitName);
  return unit === undefined
    ? refuse('UNIT_UNKNOWN', `${agency.name}에 없는 처리과입니다(${where}${unitName}).`, `${agency.units.map((candidate) => candidate.name).join(', ')} 가운데 하나를 쓰십시오.`)
    : ok({ agency: agency.code, unit: unit.code });
}

function parseDisclosure(value: string): Fields['disclosure'] | null {
  const match = /^(공개|부분공개|비공개)(?:\(([1-8](?:,\s*[1-8])*)\))?$/.exec(value.trim());
  if (match === null) return null;
  const grounds = (match[2] ?? '').split(',').filter((part) => part.trim() !== '').map(Number);
  return (match[1] === '공개') === (grounds.length === 0) ? { kind: match[1] as '공개', grounds } : null;
}

/** Reads an official document (form 1) from Markdown. Agencies are those of the directory. */
export function parseOfficialMarkdown(source: string, agencies: readonly Agency[]): Result<ImportedOfficial, ImportCode> {
  const split = splitFrontMatter(source);
  if (!split.ok) return split;
  const { head, body, bodyLine } = split.value;
  const parsed = parseHead(head);
  if (!parsed.ok) return parsed;
  const meta = parsed.value;
  const lead = resolveUnit(agencies, meta.lead, meta.leadUnit, lineOf(head, 'lead'));
  if (!lead.ok) return lead;
  if (meta.partners.length !== meta.partnerUnits.length) return refuse('UNIT_UNKNOWN', `관계기관 ${meta.partners.length}곳에 처리과가 ${meta.partnerUnits.length}곳 적혀 있습니다(${lineOf(head, 'partnerUnits')}partnerUnits).`, '기관마다 처리과를 하나씩 적으십시오.');
  const partners: { agency: string; unit: string }[] = [];
  for (const [i, code] of meta.partners.entries()) {
    const partner = resolveUnit(agencies, code, meta.partnerUnits[i] ?? '', lineOf(head, 'partners'));
    if (!partner.ok) return partner;
    partners.push(partner.value);
  }
  const disclosure = parseDisclosure(meta.disclosure);
  if (disclosure === null) return refuse('DISCLOSURE_WRONG', `공개 구분이 올바르지 않습니다(${lineOf(head, 'disclosure')}${meta.disclosure}).`, '공개, 부분공개(호), 비공개(호) 가운데 하나로 쓰고 비공개에는 1∼8호를 적으십시오.');
  if (meta.attachments.length !== meta.attachmentNames.length) return refuse('ATTACHMENTS_MISMATCH', `붙임 파일 ${meta.attachments.length}개에 붙임 이름이 ${meta.attachmentNames.length}개입니다(${lineOf(head, 'attachmentNames')}).`, '파일마다 이름을 하나씩 적으십시오.');
  const blocks = parseBody(body, bodyLine);
  if (!blocks.ok) return blocks;
  if (blocks.value.length === 0) return refuse('BODY_EMPTY', '본문이 비어 있습니다.', '머리말 아래에 본문을 쓰십시오.');
  const fields: Fields = {
    form: 'official', lead: lead.value.agency, leadUnit: lead.value.unit, partners, partnerOrder: meta.partnerOrder, recipients: meta.recipients, via: meta.via, title: meta.title,
    summary: meta.summary, keywords: meta.keywords, work: meta.work, disclosure, recordFile: meta.recordFile, originator: meta.originator, reporter: meta.reporter,
  };
  return ok({ fields, blocks: blocks.value, attachments: meta.attachments.map((path, i) => ({ path, label: meta.attachmentNames[i] ?? path })) });
}
