/** 감사 열람: a bundle of capsules from outside, looked at on this machine (AU16–AU18). Every text is ready to be shown. */

import { z } from 'zod';
import { FINDING_KINDS } from '../audit/finding.ts';
import { HELD_STATES } from '../audit/judged.ts';
import { agencyView } from './lane-view.ts';
import { diffLine, readerView, trailLine } from './views.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다');
const nothing = z.object({});
const file = z.object({ name: z.string().max(1000), bytes });
const place = z.object({ documentId: z.string().max(100) });

const heldState = z.enum(HELD_STATES);
const kind = z.enum(FINDING_KINDS);
const agency = agencyView.omit({ head: true });

/** How far the bringing in has come, and what was found so far. */
export const auditCounts = z.object({
  files: z.number().int(),
  whole: z.number().int(),
  partial: z.number().int(),
  unknown: z.number().int(),
  fault: z.number().int(),
});

const overview = z.object({
  counts: auditCounts,
  /** Why files are not whole, the most frequent first. */
  why: z.array(z.object({ state: heldState, words: z.string(), count: z.number().int() })),
  /** What the files were held against: a trust file, the roots of the profiles on this PC, or nothing. */
  trust: z.enum(['file', 'here', 'none']),
  papers: z.number().int(),
  entries: z.number().int(),
  span: z.string(),
  agencies: z.array(agency),
  /** The first place of the log that files which each hold tell differently, in words; null where they agree. */
  fork: z.string().nullable(),
  unusual: z.boolean(),
  kinds: z.array(z.object({ kind, name: z.string(), law: z.string(), grave: z.boolean(), count: z.number().int() })),
  delays: z.array(
    z.object({
      agency: z.string(),
      stage: z.string(),
      of: z.number().int(),
      median: z.number(),
      ninth: z.number(),
      late: z.number().int(),
    }),
  ),
  standardDays: z.number(),
  hours: z.array(z.object({ hour: z.number().int(), working: z.number().int(), off: z.number().int() })),
});

/** What is looked for among the files; '' is all. `from` goes on behind a page. */
export const auditPapersAsk = z.object({
  text: z.string().max(200),
  agency: z.string().max(100),
  state: z.enum(['', ...HELD_STATES]),
  kind: z.enum(['', ...FINDING_KINDS]),
  from: z.number().int().min(0),
});

const paperRow = z.object({
  file: z.string(),
  /** Null where there is no paper in it that could be read. */
  documentId: z.string().nullable(),
  title: z.string(),
  number: z.string(),
  agency: agency.nullable(),
  status: z.string(),
  at: z.string(),
  state: heldState,
  why: z.string(),
  findings: z.number().int(),
  /** Another file of the bundle tells more of this paper. */
  older: z.boolean(),
});

const finding = z.object({
  kind,
  name: z.string(),
  law: z.string(),
  grave: z.boolean(),
  documentId: z.string(),
  title: z.string(),
  number: z.string(),
  agency,
  at: z.string(),
  message: z.string(),
  /** Steps of the story that show it, from 0, and in words. */
  steps: z.array(z.number().int()),
  evidence: z.string(),
});

/** What is looked for among the findings; '' is all. */
export const auditFindingsAsk = z.object({
  text: z.string().max(200),
  agency: z.string().max(100),
  kind: z.enum(['', ...FINDING_KINDS]),
  order: z.enum(['grave', 'agency', 'time']),
  from: z.number().int().min(0),
});

const fileCheck = z.object({ state: z.enum(['ok', 'fault', 'skipped']), title: z.string(), detail: z.string() });

const story = z.object({
  documentId: z.string(),
  file: z.string(),
  title: z.string(),
  number: z.string(),
  state: heldState,
  agencies: z.array(agency),
  /** What happened, oldest first; `version` is the text that stood after it, null while none was fixed. */
  steps: z.array(trailLine.extend({ version: z.number().int().nullable() })),
  readers: z.array(readerView),
  findings: z.array(finding),
});

/** The paper as it stood after one step. */
const moment = z.object({
  status: z.string(),
  version: z.number().int().nullable(),
  lanes: z.array(
    z.object({
      agency,
      steps: z.array(z.object({ kind: z.string(), position: z.string(), state: z.enum(['todo', 'now', 'signed', 'skipped', 'returned']) })),
    }),
  ),
  /** The text, with what the version changed against the one before; null where the bundle does not have it. */
  text: z.object({ title: z.string(), against: z.number().int().nullable(), lines: z.array(diffLine) }).nullable(),
});

/** Commands of 감사 열람. They need no profile and no server; refusals: AUDIT_CLOSED, AUDIT_TOO_MUCH. */
export const auditCommands = {
  /** A new workspace in place of the one before. `trust`: certificates in PEM, a witness policy beside them. */
  /** `atOnce`: how many files are best under way together; they stand by their names, whichever was ready first. */
  'audit.begin': {
    input: z.object({ trust: file.nullable() }),
    output: z.object({ trust: z.enum(['file', 'here', 'none']), atOnce: z.number().int().min(1) }),
  },
  'audit.add': { input: file, output: auditCounts },
  'audit.overview': { input: z.object({ unusual: z.boolean() }), output: z.object({ overview: overview.nullable() }) },
  'audit.papers': { input: auditPapersAsk, output: z.object({ rows: z.array(paperRow), total: z.number().int() }) },
  'audit.findings': { input: auditFindingsAsk, output: z.object({ rows: z.array(finding), total: z.number().int() }) },
  /** Every check of one file. */
  'audit.checks': { input: z.object({ file: z.string().max(1000) }), output: z.object({ checks: z.array(fileCheck) }) },
  'audit.story': { input: place, output: story },
  'audit.moment': { input: place.extend({ seq: z.number().int().min(0) }), output: moment },
  'audit.report': { input: z.object({ format: z.enum(['pdf', 'csv']) }), output: z.object({ path: z.string().nullable() }) },
  'audit.close': { input: nothing, output: nothing },
} as const;

export type AuditCounts = z.infer<typeof auditCounts>;
export type AuditOverview = z.infer<typeof overview>;
export type AuditPapersAsk = z.infer<typeof auditPapersAsk>;
export type AuditPaperRow = z.infer<typeof paperRow>;
export type AuditFindingsAsk = z.infer<typeof auditFindingsAsk>;
export type AuditFinding = z.infer<typeof finding>;
export type AuditStory = z.infer<typeof story>;
export type AuditMoment = z.infer<typeof moment>;
