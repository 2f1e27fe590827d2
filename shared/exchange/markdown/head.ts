/** The head of a Markdown paper: YAML between `---` lines, by form. What is wrong with it is a sentence with the line to look at. */

import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { FORM_IDS, type Face, type FormId } from '../../collab/content.ts';
import { faceNamed } from '../../forms/face.ts';
import { omissionOf } from '../../forms/seal-omission.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { UnknownName } from './known.ts';

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
  | 'WRITTEN_WRONG'
  | 'ATTACHMENT_PATH'
  | 'BODY_LINE'
  | 'TOO_LARGE'
  | UnknownName['code'];

const text = z.string().trim();
const filled = text.min(1);
const list = z.union([z.literal('').transform((): string[] => []), filled.transform((one) => [one]), z.array(filled)]).default([]);

const common = {
  work: list.refine((work) => work.length > 0),
  partners: list,
  partnerUnits: list,
  partnerOrder: z.enum(['parallel', 'sequence']).default('parallel'),
  title: filled,
  summary: filled,
  keywords: list,
  disclosure: filled,
  disclosureReason: text.default(''),
  recordFile: filled,
  originator: text.default(''),
  reporter: text.default(''),
  face: text.default('').transform((words, context) => {
    const face = words === '' ? 'sans' : faceNamed(words);
    if (face === null) context.addIssue({ code: 'custom', message: 'unknown face' });
    return face;
  }),
  attachments: list,
  attachmentNames: list,
};

const omission = text.default('').transform((words, context) => {
  const ground = omissionOf(words);
  if (words !== '' && ground === null) context.addIssue({ code: 'custom', message: 'unknown ground' });
  return ground;
});

const official = z
  .strictObject({ form: z.literal('official'), lead: filled, leadUnit: filled, recipients: list, via: text.default(''), sealOmitted: omission, ...common })
  .transform((head) => ({ ...head, written: null, basis: null }));

const brief = z
  .strictObject({ form: z.literal('brief'), agency: filled, unit: filled, written: text.default(''), basis: text.default(''), ...common })
  .transform(({ agency, unit, ...head }) => ({ ...head, lead: agency, leadUnit: unit, recipients: [] as string[], via: '', sealOmitted: null }));

const unitLetter = z
  .strictObject({ form: z.literal('unit-letter'), lead: filled, leadUnit: filled, recipients: list, ...common, work: list })
  .refine(({ partners }) => partners.length === 0)
  .transform((head) => ({ ...head, via: '', written: null, basis: null, sealOmitted: null }));

/** The head of a paper: all forms under the same names, `written` and `basis` null on form 1. */
export type PaperHead = z.output<typeof official> | z.output<typeof brief> | z.output<typeof unitLetter>;

const FORMS: Readonly<Record<FormId, z.ZodType<PaperHead>>> = { official, brief, 'unit-letter': unitLetter };

/** The key a paper's 처리과 and agency stand under, which differs between the forms. */
export const LEAD_KEYS: Readonly<Record<FormId, { readonly agency: string; readonly unit: string }>> = {
  official: { agency: 'lead', unit: 'leadUnit' },
  brief: { agency: 'agency', unit: 'unit' },
  'unit-letter': { agency: 'lead', unit: 'leadUnit' },
};

const KEPT = '문서는 만들지 않았습니다.';

/** A refusal: what is wrong, that nothing was made, what to do. */
export function refuse(code: ImportCode, what: string, todo: string): Result<never, ImportCode> {
  return err(code, `${what} ${KEPT} ${todo}`);
}

/** Head and body of a file; `bodyLine` is the line its body begins on. */
export function splitFrontMatter(source: string): Result<{ head: string; body: string; bodyLine: number }, ImportCode> {
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

/** `3째 줄 ` of a key, empty where it has none. */
export function lineOf(head: string, key: string): string {
  const at = head.split('\n').findIndex((line) => line.startsWith(`${key}:`));
  return at < 0 ? '' : `${at + 2}째 줄 `;
}

/** Line of a value: behind its key, where the value is named. */
export function lineOfValue(head: string, key: string, value: string): string {
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

function readYaml(head: string): Result<unknown, ImportCode> {
  try {
    // The failsafe schema leaves every value a text: codes keep their zeros, a title `1.10` its nought.
    return ok(parseYaml(head, { schema: 'failsafe', maxAliasCount: 10, logLevel: 'error' }));
  } catch (error) {
    const line = error instanceof YAMLParseError ? brokenLine(head, error) : undefined;
    return refuse(
      'FRONT_MATTER_BROKEN',
      `머리말을 읽을 수 없습니다(${line === undefined ? '형식 오류' : `${line + 2}째 줄`}).`,
      '그 줄의 따옴표와 콜론을 확인하십시오.',
    );
  }
}

/** The face a head names, whatever else it has; 고딕 where it names none. */
export function faceOfHead(head: string): Result<Face, ImportCode> {
  const read = readYaml(head);
  if (!read.ok) return read;
  const words = read.value !== null && typeof read.value === 'object' && 'face' in read.value ? String(read.value.face).trim() : '';
  const face = words === '' ? 'sans' : faceNamed(words);
  return face === null
    ? refuse('KEY_MISSING', `머리말 항목의 값이 올바르지 않습니다(${lineOf(head, 'face')}face).`, 'face 항목을 고딕이나 명조로 쓰십시오.')
    : ok(face);
}

function isForm(value: unknown): value is FormId {
  return FORM_IDS.some((form) => form === value);
}

/** A head under the schema of its form. */
export function parseHead(head: string): Result<PaperHead, ImportCode> {
  const read = readYaml(head);
  if (!read.ok) return read;
  const raw = read.value;
  const named = raw !== null && typeof raw === 'object' && 'form' in raw ? raw.form : undefined;
  if (typeof named === 'string' && named.trim() !== '' && !isForm(named))
    return refuse('FORM_UNSUPPORTED', `모르는 서식입니다(${lineOf(head, 'form')}form: ${named}).`, `${FORM_IDS.join(', ')} 가운데 하나로 쓰십시오.`);
  const parsed = FORMS[isForm(named) ? named : 'official'].safeParse(raw);
  if (parsed.success) return ok(parsed.data);
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
