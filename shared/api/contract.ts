/** The only place a command or an event exists (those of 조직·사람 in `directory-contract.ts`). Types of handlers, client and hosts are derived from here. */

import { z } from 'zod';
import { FORM_IDS, PICTURE_TYPES, TITLE_MOST } from '../collab/content.ts';
import { DRAFT_MOST } from '../collab/room-size.ts';
import { blocksSchema } from '../verify/content-schema.ts';
import { batchCommands, batchEvents } from './batch-view.ts';
import { acted, chainCommands, documentId, onDocument } from './chain-contract.ts';
import { checkFileCommands } from './check-file-view.ts';
import { directoryContract } from './directory-contract.ts';
import { fieldInputs } from './field-inputs.ts';
import { auditCommands } from './audit-view.ts';
import { authorshipCommands } from './authorship-view.ts';
import { keyContract } from './key-contract.ts';
import { exportCommands, exportProgress, kept, keeping, manyExportCommands } from './export-view.ts';
import { lookCommands } from './look-view.ts';
import { noticeCommands, noticeEvents } from './notice-view.ts';
import { dueCommands as dueDayCommands } from './due-view.ts';
import { progressCommands, progressEvents } from './progress-view.ts';
import { recipientsContract } from './recipients-contract.ts';
import { recordsAsk, recordsView } from './records-view.ts';
import { templatesContract } from './templates-contract.ts';
import {
  check,
  deviceNotice,
  devicesView,
  diffLine,
  documentRow,
  documentView,
  outboxRow,
  damagedProfile,
  profileView,
  readerView,
  statusView,
  strandedRow,
  trailLine,
} from './views.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, '파일 내용이 아닙니다');
const nothing = z.object({});
const onCopy = z.object({ id: z.number().int().min(1) });

const foreignFile = z.object({ name: z.string().max(200), bytes });

/** Profiles of this PC, the one this window has open, whether its screen is locked. */
const profilesView = z.object({ profiles: z.array(profileView), current: z.string().nullable(), locked: z.boolean(), damaged: z.array(damagedProfile) });

/** Commands: name → input and output. */
export const commands = {
  'app.info': { input: nothing, output: z.object({ version: z.string(), host: z.enum(['electron', 'web']), server: z.string().nullable() }) },
  'profiles.list': { input: nothing, output: profilesView },
  'profiles.unlock': { input: z.object({ id: z.string().max(80), passphrase: z.string().max(400) }), output: z.object({ profile: profileView }) },
  'profiles.lock': { input: nothing, output: nothing },
  ...keyContract,
  'profile.copy': { input: z.object({ passphrase: z.string().max(400) }), output: z.object({ path: z.string().nullable() }) },
  /** A copy of a profile, brought into this data folder as a profile of its own. */
  'profile.restore': { input: z.object({ copy: bytes, passphrase: z.string().max(400) }), output: z.object({ id: z.string(), name: z.string() }) },
  'join.request': {
    input: z.object({
      invitation: bytes,
      code: z.string().max(60),
      passphrase: z.string().max(400),
      existing: z.object({ bytes, password: z.string().max(400) }).nullable(),
    }),
    output: z.object({
      path: z.string(),
      name: z.string(),
      agency: z.string(),
      fingerprint: z.string(),
      existing: z.object({ name: z.string(), issuer: z.string(), until: z.string() }).nullable(),
    }),
  },
  'join.take': {
    input: z.object({ certificate: bytes, passphrase: z.string().max(400) }),
    output: z.object({ name: z.string(), replaces: z.boolean() }),
  },
  'devices.list': { input: nothing, output: devicesView },
  'devices.decide': {
    input: z.object({ act: z.enum(['approve', 'block']), person: z.string().max(200), device: z.uuid(), revision: z.number().int().min(0) }),
    output: z.object({ sentence: z.string() }),
  },
  'sessions.end': { input: z.object({ id: z.number().int().min(1) }), output: z.object({ sentence: z.string() }) },
  'sessions.resume': { input: nothing, output: nothing },
  /** The server's TLS key: what it shows now, and the ones this profile takes (SHA-256 of the SPKI, hex). */
  'server.key': {
    input: nothing,
    output: z.object({ server: z.string().nullable(), secure: z.boolean(), pins: z.array(z.string()), shown: z.string().nullable() }),
  },
  /** Takes only these from now on; '' ends it. `leave`: the lines that stand are to a server with another key. */
  'server.pin': {
    input: z.object({ passphrase: z.string().max(400), pins: z.string().max(1000) }),
    output: z.object({ sentence: z.string(), leave: z.boolean() }),
  },
  /** 기관 계정으로 로그인. `url`: where the page has to send its person, null where the system's browser was opened. */
  'signIn.start': { input: nothing, output: z.object({ url: z.string().nullable() }) },
  'signIn.stop': { input: nothing, output: nothing },
  ...directoryContract,
  ...recipientsContract,
  ...templatesContract,
  'status.get': { input: nothing, output: statusView },
  'home.list': {
    input: nothing,
    output: z.object({
      waiting: z.array(documentRow),
      progress: z.array(documentRow),
      drafts: z.array(documentRow),
      returned: z.array(documentRow),
      reports: z.array(documentRow),
      /** 의견조회 that ask this person, the ones to be answered first. */
      consultations: z.array(documentRow),
      /** Everything open in the 처리과, for its head; empty for everybody else. */
      unit: z.array(documentRow),
      inbox: z.array(documentRow),
      sealing: z.array(documentRow),
      done: z.array(documentRow),
      /** Papers this person reads by their 열람범위 alone. */
      readable: z.array(documentRow),
    }),
  },
  'documents.import': {
    input: z.object({ markdown: z.string().max(2 * DRAFT_MOST.letters), attachments: z.array(z.object({ name: z.string().max(200), bytes })).max(50) }),
    output: onDocument,
  },
  'documents.people': {
    input: onDocument,
    output: z.object({ me: z.string(), people: z.array(z.object({ id: z.string(), agency: z.string(), position: z.string(), name: z.string() })) }),
  },
  /** Text of a file for a draft that is open; its pictures become the draft's. */
  'documents.readFile': {
    input: foreignFile.extend({ documentId: onDocument.shape.documentId }),
    output: z.object({ blocks: blocksSchema, notes: z.array(z.string()) }),
  },
  'documents.importFile': { input: foreignFile, output: onDocument.extend({ notes: z.array(z.string()) }) },
  'documents.create': {
    /** `post`: from which of the own posts it is drafted (겸임); the own one where left out. */
    input: z.object({
      form: z.enum(FORM_IDS),
      /** What it begins with; it brings its form. */
      template: z.string().max(100).nullable().exactOptional(),
      title: z.string().min(1).max(TITLE_MOST),
      partners: z.array(z.string()).max(40),
      recordFile: z.string(),
      work: z.array(z.string()),
      post: z.object({ unit: z.string(), position: z.string() }).optional(),
    }),
    output: onDocument,
  },
  /** 복사하여 기안: a new draft of this person with the text and attachments of a paper they may read. */
  'documents.copy': { input: onDocument, output: onDocument },
  'documents.get': { input: onDocument, output: documentView },
  'documents.setFields': {
    input: z.object({
      documentId,
      fields: fieldInputs,
    }),
    output: nothing,
  },
  'documents.newDraft': {
    /** With a document: what may be chosen for it. */
    input: z.object({ documentId: documentId.optional() }),
    output: z.object({
      /** Posts one may draft from, the own one first. */
      posts: z.array(z.object({ unit: z.string(), position: z.string(), kind: z.enum(['own', 'concurrent']), name: z.string() })),
      agencies: z.array(z.object({ code: z.string(), name: z.string(), units: z.array(z.object({ code: z.string(), name: z.string() })) })),
      recordFiles: z.array(z.object({ name: z.string(), unit: z.string(), work: z.string(), retention: z.string() })),
      works: z.array(z.object({ work: z.string(), approver: z.string(), article: z.string() })),
    }),
  },
  /** 문서요지 and 키워드 from what is written so far. */
  'documents.propose': { input: onDocument, output: z.object({ summary: z.string(), keywords: z.array(z.string()) }) },
  'documents.compare': {
    input: z.object({ documentId, from: z.number().int().min(1), to: z.number().int().min(1) }),
    output: z.object({ lines: z.array(diffLine) }),
  },
  'attachments.add': {
    input: z.object({ documentId, name: z.string().max(200), label: z.string().max(200), bytes }),
    output: z.object({ sha256: z.string() }),
  },
  'attachments.remove': { input: z.object({ documentId, sha256: z.string() }), output: nothing },
  'attachments.save': { input: keeping.extend({ sha256: z.string() }), output: kept },
  /** A file the program shows itself, by what its bytes are. */
  'attachments.read': { input: onDocument.extend({ sha256: z.string() }), output: z.object({ kind: z.enum(['pdf', 'png', 'jpeg', 'text']), bytes }) },
  /** Where each file of a paper is; `why` is what the server said of one it did not take. */
  'attachments.places': {
    input: onDocument,
    output: z.object({ files: z.array(z.object({ sha256: z.string(), state: z.enum(['sent', 'away', 'waiting', 'refused']), why: z.string() })) }),
  },
  /** A picture for the body, judged by its bytes; what is kept has only the picture in it. */
  'pictures.add': {
    input: z.object({ documentId, bytes }),
    output: z.object({ sha256: z.string(), mediaType: z.enum(PICTURE_TYPES), size: z.number().int(), width: z.number().int(), height: z.number().int() }),
  },
  'pictures.get': { input: z.object({ documentId, sha256: z.string().max(64) }), output: z.object({ bytes }) },
  'collab.join': {
    input: z.object({ room: z.string().max(200) }),
    output: z.object({
      right: z.enum(['none', 'view', 'comment', 'edit']),
      clientUser: z.object({ name: z.string(), position: z.string(), badge: z.string(), strand: z.number().int() }),
      /** Why the room is only read here, in words; null where the right says all. */
      note: z.string().nullable(),
    }),
  },
  'collab.authors': {
    input: z.object({ room: z.string().max(200) }),
    /** Clients of the room and whose they are; `at` is since when, null where that was not kept. */
    output: z.object({
      authors: z.array(z.object({ client: z.number().int(), agency: z.string(), position: z.string(), name: z.string(), at: z.string().nullable() })),
    }),
  },
  'collab.send': { input: z.object({ room: z.string().max(200), message: bytes }), output: nothing },
  'collab.leave': { input: z.object({ room: z.string().max(200) }), output: nothing },
  ...chainCommands,
  ...checkFileCommands,
  ...noticeCommands,
  ...progressCommands,
  ...dueDayCommands,
  ...lookCommands,
  ...authorshipCommands,
  ...batchCommands,
  'issue.fixBase': { input: z.object({ documentId, enforcedOn: z.iso.date() }), output: acted },
  'issue.seal': { input: onDocument, output: acted },
  'issue.send': { input: onDocument, output: acted },
  'inbox.open': { input: onDocument, output: acted },
  'outbox.list': { input: nothing, output: z.object({ rows: z.array(outboxRow) }) },
  'outbox.export': { input: nothing, output: z.object({ path: z.string().nullable() }) },
  'outbox.import': { input: z.object({ bytes }), output: z.object({ added: z.number().int(), sentence: z.string() }) },
  'stranded.list': { input: nothing, output: z.object({ copies: z.array(strandedRow) }) },
  'stranded.get': { input: onCopy, output: z.object({ row: strandedRow, lines: z.array(diffLine) }) },
  'stranded.takeBack': { input: onCopy, output: z.object({ sentence: z.string() }) },
  'stranded.save': { input: onCopy, output: z.object({ path: z.string().nullable() }) },
  'stranded.handle': { input: onCopy, output: nothing },
  'records.list': { input: recordsAsk, output: recordsView },
  'trail.get': { input: onDocument, output: z.object({ lines: z.array(trailLine), readers: z.array(readerView), disclosed: z.number().int() }) },
  'trail.verify': { input: onDocument, output: z.object({ verdict: z.enum(['valid', 'fault']), checks: z.array(check), at: z.string() }) },
  ...exportCommands,
  ...manyExportCommands,
  ...auditCommands,
} as const;

/** Events: facts the backend announces. */
export const events = {
  'status.changed': statusView,
  'devices.noticed': deviceNotice,
  'documents.changed': z.object({ documentIds: z.array(z.string()) }),
  'profiles.changed': nothing,
  'screen.changed': z.object({ locked: z.boolean() }),
  ...noticeEvents,
  ...progressEvents,
  ...batchEvents,
  'collab.message': z.object({ room: z.string(), message: bytes }),
  'collab.closed': z.object({ room: z.string(), code: z.number().int(), sentence: z.string() }),
  /** How far a file has come on its way to or from the server, in bytes. */
  /** `stopped`: it stands still until the line is back. */
  'attachments.progress': z.object({
    sha256: z.string(),
    direction: z.enum(['up', 'down']),
    done: z.number().int(),
    total: z.number().int(),
    stopped: z.literal(true).optional(),
  }),
  'export.progress': exportProgress,
  'outbox.settled': z.object({ documentId: z.string(), ok: z.boolean(), code: z.string(), sentence: z.string() }),
} as const;

export type CommandName = keyof typeof commands;
export type EventName = keyof typeof events;
export type Input<N extends CommandName> = z.infer<(typeof commands)[N]['input']>;
export type Output<N extends CommandName> = z.infer<(typeof commands)[N]['output']>;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

export type { DownloadReason } from './export-view.ts';

/** What a signed act came back with. */
export type Acted = z.infer<typeof acted>;
