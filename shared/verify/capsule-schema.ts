/** Shapes of a capsule's files as they come from outside: checked once at the door, then typed. */

import { z } from 'zod';
import { FORM_IDS } from '../collab/content.ts';
import { SECTION_LIMITS } from '../policy/sections.ts';
import { blocksSchema } from './content-schema.ts';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(100_000);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const actor = z.strictObject({ person: text, agency: text, unit: text.nullable(), position: text, certificate: hex64 });
const capacity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({ kind: z.literal('acting'), forPosition: text, forUnit: text.nullable(), ground: text, from: text, until: text }),
]);
const step = z.strictObject({
  id: text,
  kind: z.enum(['draft', 'review', 'concur', 'approve']),
  unit: text.nullable(),
  position: text,
  marks: z.array(z.enum(['originator', 'reporter'])),
  delegated: z.boolean(),
});
const lane = z.strictObject({ agency: text, unit: text, stages: z.array(z.array(step)) });
const grant = z.strictObject({ agency: text, unit: text.nullable(), person: text.nullable(), right: z.enum(['view', 'comment', 'edit']) });
const post = z.strictObject({ agency: text, unit: text });
const delegation = z.strictObject({ work: text, approver: text, article: text });
const recipient = z.strictObject({ name: text, agency: text.nullable(), unit: text.nullable() });

const unit = z.strictObject({
  code: text,
  name: text,
  role: z.enum(['document-room', 'it', 'inspector', 'auditor']).optional(),
  upper: text.optional(),
  positions: z.array(text),
  phone: text.optional(),
  fax: text.optional(),
  email: text.optional(),
  duties: z.array(text),
});
const deputy = z.strictObject({
  position: text,
  unit: text.nullable(),
  deputy: text,
  from: day,
  until: day,
  ground: text,
  designatedBy: z.strictObject({ position: text, unit: text.nullable() }).nullable(),
  order: text.nullable(),
});
const place = z.strictObject({ unit: text.nullable(), position: text.nullable() });
const agency = z.strictObject({
  code: text,
  name: text,
  head: text,
  headGrade: text,
  order: z.number().nullable(),
  address: z.strictObject({ zip: text, road: text }),
  home: text,
  leadership: z.array(text),
  units: z.array(unit),
  delegation: z.array(delegation.extend({ condition: z.strictObject({ amountAtLeast: z.number().optional() }).optional() })),
  people: z.array(
    z.strictObject({
      id: text,
      name: text,
      agency: text,
      unit: text.nullable(),
      position: text,
      duties: z.array(text),
      certificates: z.array(hex64),
      concurrent: z.array(z.strictObject({ unit: text.nullable(), position: text })).exactOptional(),
    }),
  ),
  recordFiles: z.array(z.strictObject({ name: text, unit: text, work: text, retention: z.enum(['영구', '준영구', '30년', '10년', '5년', '3년', '1년']) })),
  seal: z.strictObject({ name: text, certificate: hex64, image: hex64, registeredOn: text }).nullable(),
  deputies: z.array(deputy).exactOptional(),
  successions: z.array(z.strictObject({ from: place, to: place })).exactOptional(),
  absences: z.array(z.strictObject({ person: text, from: day, until: day, ground: text })).exactOptional(),
  holidays: z.array(z.strictObject({ day, name: text })).exactOptional(),
  templates: z
    .array(
      z.strictObject({
        ...{ id: text, name: text, form: z.enum(FORM_IDS), use: text, title: text, blocks: blocksSchema },
        face: z.literal('serif').exactOptional(),
      }),
    )
    .exactOptional(),
  administrators: z.array(z.strictObject({ id: text, name: text, certificate: hex64 })).exactOptional(),
  endedAdmins: z.array(hex64).exactOptional(),
  endedAuthorities: z.array(hex64).exactOptional(),
});

const opinion = z.strictObject({ kind: z.enum(['different', 'remark']), text: hex64 });

const bodies = {
  'document.created': z.strictObject({ form: z.enum(FORM_IDS), unit: text, grants: z.array(grant) }),
  'rights.set': z.strictObject({ grants: z.array(grant) }),
  'readers.set': z.strictObject({ scope: z.enum(['route', 'unit', 'agency']), units: z.array(z.strictObject({ agency: text, unit: text })) }),
  'bundle.set': z.strictObject({ papers: z.array(text).max(100) }),
  'sections.set': z.strictObject({
    sections: z.array(z.strictObject({ id: text, name: text, agency: text.nullable(), unit: text.nullable() })).max(SECTION_LIMITS.count),
  }),
  'lane.designed': z.strictObject({
    lane,
    recordFile: text,
    basis: z.strictObject({ work: z.array(text), amount: z.number().nullable() }),
    deviation: z.strictObject({ direction: z.enum(['above', 'below']), reason: hex64 }).nullable(),
  }),
  submitted: z.strictObject({
    delegation: delegation.nullable().exactOptional(),
    important: z.literal(true).exactOptional(),
    majorPolicy: z.literal(true).exactOptional(),
    joint: z.strictObject({ lead: post, partners: z.array(post), order: z.enum(['parallel', 'sequence']) }),
    parts: z.number().int(),
    exemption: z.enum(['simple', 'routine', 'factual']).nullable(),
  }),
  redrafted: z.strictObject({ fromVersion: z.number().int(), textOf: z.number().int().exactOptional() }),
  'request.received': z.strictObject({ agency: text, handler: text }),
  decided: z.strictObject({ opinion: opinion.nullable(), delegation: delegation.nullable(), report: z.literal(true).exactOptional() }),
  skipped: z.strictObject({ ground: z.enum(['trip', 'leave', 'training', 'vacant', 'other']), reason: hex64.nullable() }),
  held: z.strictObject({ reason: hex64, until: day.nullable() }),
  released: z.strictObject({}),
  'report.confirmed': z.strictObject({ opinion: opinion.nullable() }),
  returned: z.strictObject({ reason: hex64 }),
  'revision.opened': z.strictObject({ reason: hex64 }),
  revised: z.strictObject({ fromVersion: z.number().int(), parts: z.number().int(), diff: hex64, reason: hex64, reconcur: z.array(text) }),
  'revision.dropped': z.strictObject({}),
  'lane.rerouted': z.strictObject({ lane, reason: hex64 }),
  'due.set': z.strictObject({ whole: day.nullable(), steps: z.record(text, day) }),
  'change.asked': z.strictObject({ opinion: hex64, due: day.exactOptional() }),
  'consultation.asked': z.strictObject({
    id: text,
    question: hex64,
    to: z.array(z.strictObject({ agency: text, unit: text, person: text.nullable() })).max(200),
    atLeast: z.number().int(),
    due: day,
  }),
  'consultation.answered': z.strictObject({ id: text, of: z.number().int().min(0), opinion: hex64.nullable() }),
  'consultation.closed': z.strictObject({ id: text }),
  withdrawn: z.strictObject({ reason: hex64 }),
  'base.fixed': z.strictObject({ baseDigest: hex64, enforcedOn: text }),
  sealed: z.strictObject({ agency: text, fromDigest: hex64, toDigest: hex64, seal: hex64 }),
  issued: z.strictObject({ finalDigest: hex64, enforcedOn: text, recipients: z.array(recipient) }),
  opened: z.strictObject({ what: z.literal('content') }),
  downloaded: z.strictObject({
    what: z.enum(['pdf', 'capsule', 'text', 'attachment']),
    file: hex64.nullable(),
    ground: z.enum(['duty', 'report', 'disclosure', 'audit', 'archive', 'other']).nullable(),
    reason: hex64.nullable(),
  }),
  'directory.put': z.strictObject({ agency }),
} as const;

const frame = {
  v: z.literal(1),
  documentId: text,
  version: z.number().int(),
  contentDigest: hex64.nullable(),
  jointDigest: hex64.nullable(),
  laneDigest: hex64.nullable(),
  stepId: text.nullable(),
  actor,
  capacity,
  at: text,
  basedOn: z.strictObject({ seq: z.number().int(), head: hex64.nullable(), checkpoint: z.strictObject({ size: z.number().int(), root: hex64 }).nullable() }),
  directoryRev: z.number().int(),
  alg: z.enum(['ES256', 'PS256', 'RS256']),
};

/** A statement of any type; unknown keys and types are refused. */
export const statementSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...frame, type: z.literal('document.created'), body: bodies['document.created'] }),
  z.strictObject({ ...frame, type: z.literal('rights.set'), body: bodies['rights.set'] }),
  z.strictObject({ ...frame, type: z.literal('readers.set'), body: bodies['readers.set'] }),
  z.strictObject({ ...frame, type: z.literal('bundle.set'), body: bodies['bundle.set'] }),
  z.strictObject({ ...frame, type: z.literal('sections.set'), body: bodies['sections.set'] }),
  z.strictObject({ ...frame, type: z.literal('lane.designed'), body: bodies['lane.designed'] }),
  z.strictObject({ ...frame, type: z.literal('submitted'), body: bodies.submitted }),
  z.strictObject({ ...frame, type: z.literal('redrafted'), body: bodies.redrafted }),
  z.strictObject({ ...frame, type: z.literal('request.received'), body: bodies['request.received'] }),
  z.strictObject({ ...frame, type: z.literal('decided'), body: bodies.decided }),
  z.strictObject({ ...frame, type: z.literal('skipped'), body: bodies.skipped }),
  z.strictObject({ ...frame, type: z.literal('held'), body: bodies.held }),
  z.strictObject({ ...frame, type: z.literal('released'), body: bodies.released }),
  z.strictObject({ ...frame, type: z.literal('report.confirmed'), body: bodies['report.confirmed'] }),
  z.strictObject({ ...frame, type: z.literal('returned'), body: bodies.returned }),
  z.strictObject({ ...frame, type: z.literal('due.set'), body: bodies['due.set'] }),
  z.strictObject({ ...frame, type: z.literal('change.asked'), body: bodies['change.asked'] }),
  z.strictObject({ ...frame, type: z.literal('revision.opened'), body: bodies['revision.opened'] }),
  z.strictObject({ ...frame, type: z.literal('revised'), body: bodies.revised }),
  z.strictObject({ ...frame, type: z.literal('revision.dropped'), body: bodies['revision.dropped'] }),
  z.strictObject({ ...frame, type: z.literal('lane.rerouted'), body: bodies['lane.rerouted'] }),
  z.strictObject({ ...frame, type: z.literal('consultation.asked'), body: bodies['consultation.asked'] }),
  z.strictObject({ ...frame, type: z.literal('consultation.answered'), body: bodies['consultation.answered'] }),
  z.strictObject({ ...frame, type: z.literal('consultation.closed'), body: bodies['consultation.closed'] }),
  z.strictObject({ ...frame, type: z.literal('withdrawn'), body: bodies.withdrawn }),
  z.strictObject({ ...frame, type: z.literal('base.fixed'), body: bodies['base.fixed'] }),
  z.strictObject({ ...frame, type: z.literal('sealed'), body: bodies.sealed }),
  z.strictObject({ ...frame, type: z.literal('issued'), body: bodies.issued }),
  z.strictObject({ ...frame, type: z.literal('opened'), body: bodies.opened }),
  z.strictObject({ ...frame, type: z.literal('downloaded'), body: bodies.downloaded }),
  z.strictObject({ ...frame, type: z.literal('directory.put'), body: bodies['directory.put'] }),
]);

/** A statement with its signature, as it arrives from outside. */
export const signedSchema = z.strictObject({ statement: statementSchema, signature: z.string().max(2000) });

const fact = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('frozen'),
    version: z.number().int(),
    contentDigest: hex64,
    rooms: z.array(z.strictObject({ room: text, seq: z.number().int() })),
    authors: hex64.optional(),
  }),
  z.strictObject({ type: z.literal('approved'), version: z.number().int(), at: text }),
  z.strictObject({
    type: z.literal('registered'),
    version: z.number().int(),
    agency: text,
    unit: text,
    unitName: text,
    year: z.number().int(),
    number: z.number().int(),
    role: z.enum(['lead', 'linked', 'returned', 'rewritten']),
    recordFile: text,
  }),
  z.strictObject({ type: z.literal('arrived'), agency: text, unit: text, recipient: text, at: text }),
  z.strictObject({ type: z.literal('delivered'), person: text, agency: text, what: z.enum(['content', 'pdf']) }),
  z.strictObject({ type: z.literal('refused'), code: text, statement: signedSchema }),
]);

const entryFrame = { v: z.literal(1), documentId: text, seq: z.number().int(), prev: hex64.nullable(), receivedAt: text };
const used = z.strictObject({
  person: z.strictObject({ agency: text, unit: text.nullable(), position: text }),
  delegation: delegation.nullable(),
  deputy: deputy.exactOptional(),
});

/** An entry of any trail. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...entryFrame, kind: z.literal('statement'), body: signedSchema.extend({ facts: used }) }),
  z.strictObject({ ...entryFrame, kind: z.literal('serverFact'), body: z.strictObject({ fact, key: hex64, signature: z.string().max(2000) }) }),
]);

/** `trail/entries.json` and `directory/entries.json`. */
export const provenEntriesSchema = z.array(z.strictObject({ index: z.number().int(), proof: z.array(hex64), entry: entrySchema }));

/** `manifest.json`. */
export const manifestSchema = z.strictObject({
  format: z.literal('ongyeol-capsule'),
  v: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  documentId: text,
  version: z.number().int(),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  files: z.array(z.strictObject({ path: text, size: z.number().int(), sha256: hex64 })),
});

/** `trail/disclosures.json`. */
export const disclosuresSchema = z.record(hex64, z.strictObject({ salt: z.string().regex(/^[0-9a-f]{32}$/), value: z.unknown() }));
