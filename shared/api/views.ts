/** Shapes of what the screens are told. Every text is ready to be shown; codes stay beside it for tests and logic. */

import { z } from 'zod';
import { readersView } from './readers-view.ts';
import { sectionsView } from './sections-view.ts';
import { sharesView } from './shares-view.ts';
import { FACES, FORM_IDS, OMISSION_GROUNDS } from '../collab/content.ts';
import { issueView, timesView } from './issue-view.ts';
import { draftCheck } from './check-view.ts';
import { actName, endedView, openRevisionView, reportView, revisionView } from './act-view.ts';
import { bundledPaper, bundleRow } from './bundle-view.ts';
import { dueView } from './due-view.ts';
import { askingRow, consultationView, consultedRow } from './consultation-view.ts';
import { agencyView, laneView } from './lane-view.ts';
import { pastVersionView } from './past-view.ts';
import { loginBefore } from './status-view.ts';

export { statusView, type AlarmView, type LockedView, type StatusView, type WaitingView } from './status-view.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const iso = z.string();

/** A profile of the data folder: who it is before it is unlocked. */
export const profileView = z.object({
  id: z.string(),
  name: z.string(),
  agency: z.object({ code: z.string(), name: z.string(), badge: z.string() }),
  unit: z.string(),
  position: z.string(),
  unlocked: z.boolean(),
  /** What signs: the key of the profile's file, or one in a token that is opened with a PIN. */
  signs: z.enum(['file', 'token']),
  /** Whether the nav has 감사 열람; false while the profile is closed. */
  audits: z.boolean(),
});

/** A profile's folder whose file cannot be read: its name, and what to do. */
export const damagedProfile = z.object({ folder: z.string(), sentence: z.string() });

/** A device of a person; `own` is the one the person sits at. */
export const deviceView = z.object({
  person: z.string(),
  personName: z.string(),
  id: z.string(),
  name: z.string(),
  state: z.enum(['approved', 'waiting', 'blocked', 'cloned']),
  revision: z.number().int(),
  addedAt: iso,
  seenAt: iso,
  own: z.boolean(),
});

/** A login that stands. */
export const sessionView = z.object({ id: z.number().int(), device: z.string(), deviceName: z.string(), since: iso, seenAt: iso, own: z.boolean() });

const deviceEventKind = z.enum(['enrolled', 'waiting', 'login', 'approved', 'blocked', 'cloned', 'refused', 'limit', 'ended']);

/** What happened to a device; `by` is null where the server did it. `command`: logins of commands, how many of a day and when the first was. */
export const deviceEventView = z.object({
  ...{ at: iso, kind: deviceEventKind, device: z.string(), deviceName: z.string(), by: z.string().nullable() },
  command: z.object({ times: z.number().int(), since: iso }).nullable(),
});

/** Everything the server has of a person's devices. `agency` is what an administrator may decide on, null for everybody else. */
export const devicesView = z.object({
  devices: z.array(deviceView),
  sessions: z.array(sessionView),
  events: z.array(deviceEventView),
  agency: z.array(deviceView).nullable(),
  before: loginBefore.nullable(),
});

/** Something happened to a device of this person, elsewhere: `own` where it claims to be this one. */
export const deviceNotice = z.object({ kind: deviceEventKind, name: z.string(), at: iso, own: z.boolean() });

/** 관련 문서 as it was named. */
export const relatedPaper = z.object({ documentId: z.string().max(100), registration: z.string().max(200), title: z.string().max(300) });

export const documentStatus = z.enum(['drafting', 'in-approval', 'returned', 'withdrawn', 'approved', 'registered', 'sealing', 'sealed', 'issued']);

/** A row of a list. */
export const documentRow = z.object({
  documentId: z.string(),
  version: z.number().int(),
  title: z.string(),
  status: documentStatus,
  statusText: z.string(),
  next: z.string(),
  lead: agencyView,
  unitName: z.string(),
  drafter: z.string(),
  agencies: z.array(agencyView),
  attachments: z.number().int(),
  opinions: z.number().int(),
  lanes: z.array(laneView),
  /** Whether the partners decide side by side or one after the other. */
  order: z.enum(['parallel', 'sequence']),
  changedAt: iso,
  waitingSince: iso.nullable(),
  /** Until when what waits for this person is asked, else what waits for anybody; null where nothing is asked. */
  due: dueView.nullable(),
  /** What waits for this person where it is no step of the route. */
  asks: z.enum(['receive', 'designPartner', 'reroute', 'sendRevision']).nullable(),
  /** Since when it lies where it lies now, whoever holds it; null where it is on nobody's desk. */
  heldSince: iso.nullable(),
  /** 중요한 문서로 올림: a 대결 on it is reported afterwards. */
  important: z.boolean(),
  /** 사후보고: to be confirmed by this person, or waiting until it is; null where it is not this person's. */
  report: z.enum(['confirm', 'reported']).nullable(),
  revision: openRevisionView.nullable(),
  /** Versions written in the chain, oldest first. */
  revisions: z.array(revisionView),
  /** 일괄기안 it belongs to; null where it goes alone. */
  bundle: bundleRow.nullable(),
  /** Whether this person may put it up together with other drafts. */
  mayBundle: z.boolean(),
  /** An 의견조회 that waits for this person's answer. */
  consulted: consultedRow.nullable(),
  /** An open 의견조회 this person asked, the one due first. */
  asking: askingRow.nullable(),
  /** 인계: who had it before and left the 처리과 (`made`) or the post whose turn it is (`turn`); null where nobody did. */
  handover: z.object({ kind: z.enum(['made', 'turn']), person: z.string(), name: z.string(), post: z.string(), at: iso }).nullable(),
});

export const attachmentView = z.object({ name: z.string(), label: z.string(), mediaType: z.string(), size: z.number().int(), sha256: digest });

const printedRows = z.array(
  z.object({
    agency: z.string(),
    boxes: z.array(
      z.object({ marks: z.string(), position: z.string(), differs: z.boolean(), lines: z.array(z.string()), mine: z.boolean(), concur: z.boolean() }),
    ),
  }),
);

/** Everything the card, the editor and the route panel need of one document. */
export const documentView = documentRow.extend({
  fields: z.object({
    form: z.enum(FORM_IDS),
    /** 작성일 (`YYYY-MM-DD`) and 보고근거 of form 2, '' on form 1. */
    written: z.string(),
    basis: z.string(),
    disclosureReason: z.string(),
    /** 관인생략 and its ground, '' where the seal goes on. */
    sealOmitted: z.enum(OMISSION_GROUNDS).or(z.literal('')),
    /** 글꼴 of what is written. */
    face: z.enum(FACES),
    related: z.array(relatedPaper),
    title: z.string(),
    summary: z.string(),
    keywords: z.array(z.string()),
    work: z.array(z.string()),
    recipients: z.array(z.string()),
    via: z.string(),
    disclosure: z.string(),
    recordFile: z.string(),
    retention: z.string(),
    originator: z.string(),
    reporter: z.string(),
    partnerOrder: z.enum(['parallel', 'sequence']),
  }),
  rooms: z.object({ main: z.string(), sections: z.array(z.string()), comments: z.string() }),
  right: z.enum(['none', 'view', 'comment', 'edit']),
  myAgency: z.string(),
  frozen: z.boolean(),
  /** 관계기관 as the draft names them, in their order. */
  partners: z.array(z.object({ agency: z.string(), unit: z.string() })),
  /** How this person may keep the paper outside the program: freely, on record, or with a reason. */
  keeping: z.enum(['free', 'recorded', 'reason']),
  contentDigest: digest.nullable(),
  attachmentList: z.array(attachmentView),
  times: timesView,
  issue: issueView,
  readers: readersView,
  shares: sharesView,
  sections: sectionsView,
  registration: z.string().nullable(),
  acts: z.array(actName),
  majorPolicy: z.boolean(),
  /** 처리기한 of the whole paper. */
  wholeDue: dueView.nullable(),
  /** The papers of its 일괄기안, itself among them; empty where it goes alone. */
  bundled: z.array(bundledPaper),
  /** Whether this person may draft anew from what the paper says. */
  mayCopy: z.boolean(),
  /** Versions that may be compared; one given up is not among them. */
  versions: z.array(z.number().int()),
  reports: z.array(reportView),
  consultations: z.array(consultationView),
  /** How the current version came back; null while it is on its way. */
  ended: endedView.nullable(),
  /** Versions that are over, the latest first, with all that was said in them. */
  past: z.array(pastVersionView),
  /** Why the drafter cannot withdraw any more, in words; null where withdrawing is possible or not asked. */
  withdrawNot: z.string().nullable(),
  checks: z.array(draftCheck),
  printedLike: printedRows,
  /** The same with this person's signature as it would stand there. */
  printedSigned: printedRows,
});

/** One line of 처리 이력. `verified` is what this machine checked itself. */
export const trailLine = z.object({
  seq: z.number().int(),
  at: iso,
  receivedAt: iso,
  agency: agencyView.nullable(),
  who: z.string(),
  what: z.string(),
  detail: z.string(),
  kind: z.enum(['statement', 'serverFact']),
  /** An opening or a delivery: told among the readers too. */
  reading: z.boolean(),
  verified: z.enum(['ok', 'fault', 'unchecked']),
});

/** One person who read a document: how often it was opened, and when last (0 times: had it, did not open it). */
export const readerView = z.object({
  agency: agencyView,
  who: z.string(),
  opened: z.number().int(),
  at: iso,
  /** What the person kept outside the program, the latest first: when, what, and the reason in words ('' where none was asked). */
  kept: z.array(z.object({ at: iso, what: z.string(), why: z.string() })),
});

/** An act that waits in the outbox, or one the server refused. */
export const outboxRow = z.object({
  id: z.number().int(),
  documentId: z.string(),
  title: z.string(),
  who: z.string(),
  what: z.string(),
  at: iso,
  state: z.enum(['waiting', 'accepted', 'refused']),
  sentence: z.string(),
});

/** Edits the server did not take, kept apart (DESIGN §2). `wayBack`: into the same text, behind the newest draft, as an opinion beside what is fixed, or not now. */
export const strandedRow = z.object({
  id: z.number().int(),
  documentId: z.string(),
  version: z.number().int(),
  title: z.string(),
  part: z.string(),
  reason: z.string(),
  sentence: z.string(),
  at: iso,
  handled: iso.nullable(),
  changed: z.number().int(),
  wayBack: z.enum(['merge', 'append', 'propose', 'none']),
});

/** A line of a difference; `changed` has pieces of both sides. */
export const diffLine = z.object({
  kind: z.enum(['same', 'removed', 'added', 'changed']),
  pieces: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
});

export const check = z.object({ code: z.string(), state: z.enum(['ok', 'fault', 'skipped']), title: z.string(), detail: z.string() });
export type ProfileView = z.infer<typeof profileView>;
export type DeviceView = z.infer<typeof deviceView>;
export type SessionView = z.infer<typeof sessionView>;
export type DeviceEventView = z.infer<typeof deviceEventView>;
export type DeviceNoticeView = z.infer<typeof deviceNotice>;
export type DocumentRow = z.infer<typeof documentRow>;
export type DocumentView = z.infer<typeof documentView>;
export type ReaderView = z.infer<typeof readerView>;
export type TrailLine = z.infer<typeof trailLine>;
export type OutboxRow = z.infer<typeof outboxRow>;
export type StrandedRow = z.infer<typeof strandedRow>;
export type DiffLineView = z.infer<typeof diffLine>;
export type ActName = z.infer<typeof actName>;
export type DocumentStatus = z.infer<typeof documentStatus>;
export type { AgencyView, LaneView, StepView } from './lane-view.ts';
