/**
 * The scenario file of `ongyeol route check`: an organisation, a chain, and acts with their times (`../SPEC.md`, "Scenario files").
 * Checked at the door; defaults are filled where the SPEC names one.
 */

import { z } from 'zod';
import { FORM_IDS } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { WORDS_MOST } from '../said.ts';
import { VERB_NAMES, type Verb } from './verb-names.ts';

const korean = z.locales.ko().localeError;
const text = z.string().min(1).max(300);
/** An opinion or a reason: as long as on the screens. */
const said = z.string().trim().min(1).max(WORDS_MOST);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '날짜는 2026-11-23처럼 씁니다.');
const HOURS_TO_KOREA = '+09:00';

/** `2026-11-23 09:00` (Korean time) or RFC 3339 with an offset, as an instant in UTC with milliseconds. */
const instant = z
  .string()
  .transform((value) => (/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/.test(value) ? `${value.replace(' ', 'T')}${HOURS_TO_KOREA}` : value))
  .refine((value) => !Number.isNaN(Date.parse(value)), '때는 2026-11-23 09:00(한국 시각)이나 RFC 3339로 씁니다.')
  .transform((value) => new Date(value).toISOString());

const person = z.strictObject({
  id: text.exactOptional(),
  name: text.exactOptional(),
  unit: text.nullable(),
  position: text,
  duties: z.array(text).exactOptional(),
});

const unit = z.strictObject({
  code: text,
  name: text.exactOptional(),
  upper: text.exactOptional(),
  positions: z.array(text).min(1),
  duties: z.array(text).exactOptional(),
});

const delegation = z.strictObject({
  work: text,
  approver: text,
  article: text,
  condition: z.strictObject({ amountAtLeast: z.number().exactOptional() }).exactOptional(),
});

/** 직무대리: posts as in steps (`A1/과장`, `A/차관`). */
const deputy = z.strictObject({
  post: text,
  deputy: text,
  from: day,
  until: day,
  ground: text,
  designatedBy: text.nullable().default(null),
  order: text.nullable().default(null),
});

/** One agency; `organisation.json` fits as it is. */
export const agencySchema = z.strictObject({
  code: text,
  name: text,
  head: text.exactOptional(),
  leadership: z.array(text).min(1),
  units: z.array(unit).min(1),
  delegation: z.array(delegation).default([]),
  people: z.array(person).exactOptional(),
  recordFiles: z.array(z.strictObject({ name: text, unit: text })).exactOptional(),
  seal: z.boolean().default(true),
  deputies: z.array(deputy).exactOptional(),
  /** Where posts (`A1/과장`) or whole units (`A1`) went. */
  successions: z.array(z.strictObject({ from: text, to: text })).exactOptional(),
});

const organisation = z.strictObject({ agencies: z.array(agencySchema).min(1).max(100) });

const KINDS = {
  기안: 'draft',
  검토: 'review',
  협조: 'concur',
  결재: 'approve',
  draft: 'draft',
  review: 'review',
  concur: 'concur',
  approve: 'approve',
} as const;
const MARKS = { '★': 'originator', '⊙': 'reporter', originator: 'originator', reporter: 'reporter' } as const;

const GROUNDS = {
  출장: 'trip',
  휴가: 'leave',
  교육: 'training',
  공석: 'vacant',
  '부득이한 사유': 'other',
  trip: 'trip',
  leave: 'leave',
  training: 'training',
  vacant: 'vacant',
  other: 'other',
} as const;

const step = z.strictObject({
  id: text.exactOptional(),
  kind: z.enum(Object.keys(KINDS) as (keyof typeof KINDS)[]).transform((kind) => KINDS[kind]),
  post: text,
  marks: z.array(z.enum(Object.keys(MARKS) as (keyof typeof MARKS)[]).transform((mark) => MARKS[mark])).default([]),
  delegated: z.boolean().exactOptional(),
});

const lane = z.strictObject({
  agency: text,
  unit: text,
  /** A stage is one step or a list of steps side by side. */
  stages: z.array(z.union([step.transform((one) => [one]), z.array(step)])),
  work: z.array(text).default([]),
  amount: z.number().nullable().default(null),
  recordFile: text.exactOptional(),
  handler: text.exactOptional(),
  deviation: z
    .strictObject({ direction: z.enum(['above', 'below']), reason: said })
    .nullable()
    .default(null),
});

const chain = z.strictObject({
  drafter: text,
  form: z.enum(FORM_IDS).default('official'),
  order: z.enum(['parallel', 'sequence']).default('parallel'),
  important: z.boolean().default(false),
  majorPolicy: z.boolean().default(false),
  exemption: z.enum(['simple', 'routine', 'factual']).nullable().default(null),
  /** The first lane is the lead's, the others the partners' in their order. */
  lanes: z.array(lane).min(1),
});

const act = z.strictObject({
  id: text.exactOptional(),
  at: instant,
  by: text,
  do: z.string().transform((word, context): Verb => {
    const verb = Object.hasOwn(VERB_NAMES, word) ? VERB_NAMES[word] : undefined;
    if (verb !== undefined) return verb;
    context.addIssue({ code: 'custom', message: `모르는 일입니다: ${word}. 쓸 수 있는 말: ${Object.keys(VERB_NAMES).join(', ')}` });
    return z.NEVER;
  }),
  step: text.exactOptional(),
  agency: text.exactOptional(),
  handler: text.exactOptional(),
  opinion: z.strictObject({ kind: z.enum(['different', 'remark']), text: said }).exactOptional(),
  reason: said.exactOptional(),
  /** 협조 steps to be taken again after a reviewer's edit. */
  reconcur: z.array(text).exactOptional(),
  ground: z
    .enum(Object.keys(GROUNDS) as (keyof typeof GROUNDS)[])
    .transform((ground) => GROUNDS[ground])
    .exactOptional(),
  lane: lane.exactOptional(),
  date: day.exactOptional(),
  /** `setDue`: days by step id; `date` is the day for the whole. */
  days: z.record(text, day).exactOptional(),
  /** `setReaders`: how far 열람 reaches; `to` are the units beside it. */
  scope: z.enum(['route', 'unit', 'agency']).exactOptional(),
  /** `setBundle`: ids of the papers that go together; a scenario's own is `scenario`. */
  papers: z.array(text).exactOptional(),
  /** `setSections`: parts of the body in their order and who has each; agency null is everybody who writes. */
  sections: z.array(z.strictObject({ id: text, name: z.string(), agency: text.nullable().default(null), unit: text.nullable().default(null) })).exactOptional(),
  recipients: z.array(z.strictObject({ name: text, agency: text.nullable(), unit: text.nullable() })).exactOptional(),
  /** 의견조회: its id, whom it asks, how many answers are hoped for. */
  consultation: text.exactOptional(),
  to: z.array(z.strictObject({ agency: text, unit: text, person: text.nullable().default(null) })).exactOptional(),
  atLeast: z.number().exactOptional(),
  /** The absent post a deputy acts for. */
  as: text.exactOptional(),
  /** The deputy holds the paper important. */
  report: z.literal(true).exactOptional(),
  /** When the server got it, where later than it was signed. */
  arrives: instant.exactOptional(),
  /** `reorganise`: agencies put in the place of those of the same code. */
  agencies: z.array(agencySchema).exactOptional(),
  /** `reorganise`: people moved to other posts. */
  moves: z.array(z.strictObject({ person: text, post: text.nullable() })).exactOptional(),
  /** Id of the act after which the signer last saw the document (an offline signature). */
  seen: text.exactOptional(),
  /** What of the signed values is not the document's: tried on purpose. */
  wrong: z.enum(['content', 'joint', 'lane', 'version', 'post', 'unchanged', 'delegation', 'deputy', 'seal', 'bytes']).exactOptional(),
  /** Id of an act whose very statement is sent once more. */
  again: text.exactOptional(),
  expect: text.exactOptional(),
});

const scenarioSchema = z.strictObject({
  title: text.default('이름 없는 시나리오'),
  note: z.string().exactOptional(),
  organisation,
  /** 직무대리 entries added to the organisation, by agency. */
  deputies: z.record(text, z.array(deputy)).default({}),
  chain,
  acts: z.array(act).max(10_000),
  expect: z
    .strictObject({
      status: text.exactOptional(),
      version: z.number().exactOptional(),
      next: z.array(text).exactOptional(),
      reports: z.array(text).exactOptional(),
      consultations: z.array(text).exactOptional(),
      keptDrafts: z.array(text).exactOptional(),
      due: z.array(text).exactOptional(),
    })
    .exactOptional(),
});

/** A scenario with its defaults filled. */
export type Scenario = z.output<typeof scenarioSchema>;
/** One agency of a scenario. */
export type ScenarioAgency = z.output<typeof agencySchema>;
/** One lane of a scenario. */
export type ScenarioLane = z.output<typeof lane>;
/** One act of a scenario. */
export type ScenarioAct = z.output<typeof act>;

/** The scenario in a parsed JSON value, or which value of it is wrong. */
export function parseScenario(value: unknown): Result<Scenario, 'SCENARIO_BROKEN'> {
  const parsed = scenarioSchema.safeParse(value, { error: korean });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err('SCENARIO_BROKEN', `시나리오의 값이 올바르지 않습니다(${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}). 아무것도 하지 않았습니다.`);
}
