/** Markdown with front matter as an import format of form 1. Everything wrong with it is a sentence with the line to look at. */

import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { Block, Fields } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Agency, Unit } from '../../org/directory.ts';
import { parseBody } from './body.ts';
import { unknownName, type KnownAgency, type UnknownName } from './known.ts';

/** Why an import was refused. */
export type ImportCode =
  | 'FRONT_MATTER_BROKEN'
  | 'KEY_MISSING'
  | 'KEY_UNKNOWN'
  | 'FORM_UNSUPPORTED'
  | 'AGENCY_UNKNOWN'
  | 'UNIT_UNKNOWN'
  | 'BODY_EMPTY'
  | 'ATTACHMENTS_MISMATCH'
  | 'PARTNERS_MISMATCH'
  | 'DISCLOSURE_WRONG'
  | 'ATTACHMENT_PATH'
  | 'BODY_LINE'
  | 'TOO_LARGE'
  | UnknownName['code'];

/** What an import gives: fields, text, and which files to attach under which printed name. */
export interface ImportedOfficial {
  readonly fields: Fields;
  readonly blocks: readonly Block[];
  readonly attachments: readonly { readonly path: string; readonly label: string }[];
}

const text = z.string().trim();
const filled = text.min(1);
const list = z.union([z.literal('').transform((): string[] => []), filled.transform((one) => [one]), z.array(filled)]).default([]);

/** Upper bound of a file in characters. */
const SIZE_MAX = 500_000;

const frontMatter = z.strictObject({
  form: filled,
  lead: filled,
  leadUnit: filled,
  work: list.refine((work) => work.length > 0),
  partners: list,
  partnerUnits: list,
  partnerOrder: z.enum(['parallel', 'sequence']).default('parallel'),
  recipients: list,
  via: text.default(''),
  title: filled,
  summary: filled,
  keywords: list,
  disclosure: filled,
  recordFile: filled,
  originator: text.default(''),
  reporter: text.default(''),
  attachments: list,
  attachmentNames: list,
});

const KEPT = '문서는 만들지 않았습니다.';

function refuse(code: ImportCode, what: string, todo: string): Result<never, ImportCode> {
  return err(code, `${what} ${KEPT} ${todo}`);
}

function splitFrontMatter(source: string): Result<{ head: string; body: string; bodyLine: number }, ImportCode> {
  const lines = source
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd());
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    return refuse(
      'FRONT_MATTER_BROKEN',
      `머리말(---와 --- 사이)을 찾을 수 없습니다(${lines[0] === '---' ? '닫는 --- 없음' : '1째 줄'}).`,
      '파일 맨 위에 머리말을 두십시오.',
    );
  }
  return ok({ head: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 });
}

function lineOf(head: string, key: string): string {
  const at = head.split('\n').findIndex((line) => line.startsWith(`${key}:`));
  return at < 0 ? '' : `${at + 2}째 줄 `;
}

/** Line of a value: behind its key, where the value is named. */
function lineOfValue(head: string, key: string, value: string): string {
  const lines = head.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`${key}:`));
  const at = lines.findIndex((line, i) => i >= from && line.includes(value));
  return from < 0 || at < 0 ? lineOf(head, key) : `${at + 2}째 줄 `;
}

/** Where a head breaks, from 0 within it. A quotation mark that is never closed is told where it opens: YAML sees it at the end of everything. */
function brokenLine(head: string, error: YAMLParseError): number | undefined {
  const open = head.split('\n').findIndex((line) => {
    const [, quote = '', rest = ''] = /^[A-Za-z]+:\s*(["'])(.*)$/.exec(line) ?? [];
    return quote !== '' && !rest.replace(/\\./g, '').includes(quote);
  });
  return error.code === 'MISSING_CHAR' && open >= 0 ? open : error.linePos === undefined ? undefined : error.linePos[0].line - 1;
}

function parseHead(head: string): Result<z.infer<typeof frontMatter>, ImportCode> {
  let raw: unknown;
  try {
    // The failsafe schema leaves every value a text: codes keep their zeros, a title `1.10` its nought.
    raw = parseYaml(head, { schema: 'failsafe', maxAliasCount: 10, logLevel: 'error' });
  } catch (error) {
    const line = error instanceof YAMLParseError ? brokenLine(head, error) : undefined;
    return refuse(
      'FRONT_MATTER_BROKEN',
      `머리말을 읽을 수 없습니다(${line === undefined ? '형식 오류' : `${line + 2}째 줄`}).`,
      '그 줄의 따옴표와 콜론을 확인하십시오.',
    );
  }
  if (raw !== null && typeof raw === 'object' && (raw as { form?: unknown }).form === 'brief') {
    return refuse('FORM_UNSUPPORTED', '간이기안문(form: brief)은 아직 만들 수 없습니다.', '일반기안문(form: official)으로 쓰십시오.');
  }
  const parsed = frontMatter.safeParse(raw);
  if (parsed.success) {
    return parsed.data.form === 'official'
      ? ok(parsed.data)
      : refuse('FORM_UNSUPPORTED', `모르는 서식입니다(${lineOf(head, 'form')}form: ${parsed.data.form}).`, 'form: official로 쓰십시오.');
  }
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    return refuse('KEY_UNKNOWN', `모르는 머리말 항목입니다(${lineOf(head, issue.keys[0] ?? '')}${issue.keys.join(', ')}).`, '항목 이름을 확인하십시오.');
  const key = String(issue?.path[0] ?? '');
  const missing = raw === null || typeof raw !== 'object' || !(key in raw);
  return refuse(
    'KEY_MISSING',
    missing ? `머리말에 ${key} 항목이 없습니다.` : `머리말 항목의 값이 올바르지 않습니다(${lineOf(head, key)}${key}).`,
    `${key} 항목을 채우십시오.`,
  );
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
function parsePartners(
  head: string,
  meta: z.infer<typeof frontMatter>,
  lead: string,
  agencies: readonly Agency[],
): Result<{ agency: string; unit: string }[], ImportCode> {
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
function parseAttachments(head: string, meta: z.infer<typeof frontMatter>): Result<{ path: string; label: string }[], ImportCode> {
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

function fieldsOf(
  meta: z.infer<typeof frontMatter>,
  lead: { agency: string; unit: string },
  partners: Fields['partners'],
  disclosure: Fields['disclosure'],
): Fields {
  const { partnerOrder, recipients, via, title, summary, keywords, work, recordFile, originator, reporter } = meta;
  return {
    form: 'official',
    lead: lead.agency,
    leadUnit: lead.unit,
    partners,
    partnerOrder,
    recipients,
    via,
    title,
    summary,
    keywords,
    work,
    disclosure,
    recordFile,
    originator,
    reporter,
  };
}

/** Reads an official document (form 1) from Markdown. Agencies are those of the directory; names in the head must be known to them. */
export function parseOfficialMarkdown(source: string, agencies: readonly KnownAgency[]): Result<ImportedOfficial, ImportCode> {
  if (source.length > SIZE_MAX) return refuse('TOO_LARGE', '파일이 너무 큽니다.', `${SIZE_MAX / 10_000}만 자 이하로 줄이거나 붙임으로 옮기십시오.`);
  const split = splitFrontMatter(source);
  if (!split.ok) return split;
  const { head, body, bodyLine } = split.value;
  const parsed = parseHead(head);
  if (!parsed.ok) return parsed;
  const meta = parsed.value;
  const lead = resolveUnit(agencies, meta.lead, meta.leadUnit, lineOf(head, 'lead'));
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
  const attachments = parseAttachments(head, meta);
  if (!attachments.ok) return attachments;
  const blocks = parseBody(body, bodyLine);
  if (!blocks.ok) return blocks;
  if (blocks.value.length === 0) return refuse('BODY_EMPTY', '본문이 비어 있습니다.', '머리말 아래에 본문을 쓰십시오.');
  const fields = fieldsOf(meta, lead.value, partners.value, disclosure);
  const own = agencies.find((agency) => agency.code === lead.value.agency);
  const unknown = own === undefined ? null : unknownName(fields, own);
  if (unknown !== null)
    return refuse(unknown.code, `${unknown.what}(${lineOfValue(head, unknown.key, unknown.value)}${unknown.key}: ${unknown.value}).`, unknown.todo);
  return ok({ fields, blocks: blocks.value, attachments: attachments.value });
}
