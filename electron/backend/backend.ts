/** One profile, unlocked: replica, drafts and every command of the person. Wiring only. */

import { openSync } from './open-sync.ts';
import type { EventName, EventPayload } from '../../shared/api/contract.ts';
import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import { ok, type Result } from '../../shared/lib/result.ts';
import { parseRoom } from '../../shared/collab/protocol.ts';
import { parseCertificate, type ParsedCertificate } from '../../shared/verify/pki.ts';
import { DIRECTORY_TRAIL } from '../../shared/trail/entry.ts';
import { findPerson } from '../../shared/org/delegation.ts';
import type { Person } from '../../shared/org/directory.ts';
import { approvalCommands } from './approval/commands.ts';
import { readersCommands } from './documents/readers-commands.ts';
import { rightsCommands } from './documents/rights-commands.ts';
import { sectionsCommands } from './documents/sections-commands.ts';
import { dueCommands } from './approval/due-commands.ts';
import { partnerCommands } from './approval/partner-commands.ts';
import { revisionCommands } from './approval/revision-commands.ts';
import { routeCommands } from './approval/route-commands.ts';
import { consultationCommands } from './approval/consultation-commands.ts';
import { stepCommands } from './approval/step-commands.ts';
import { createNames, type Names } from '../../shared/org/names.ts';
import type { BackendContext } from './context.ts';
import type { ReplicaDb } from './db/sql.ts';
import { createDrafts } from './documents/drafts.ts';
import { resumeVersions } from './documents/next-version.ts';
import { lookCommandsOf } from './documents/look-commands.ts';
import { createLooks } from './documents/looks.ts';
import { createAgencyLocks } from './devices/locks.ts';
import { deviceCommands } from './devices/commands.ts';
import { directoryCommands } from './directory/commands.ts';
import { documentCommands } from './documents/commands.ts';
import { withBundles } from './documents/bundle-view.ts';
import { recipientCommands } from './documents/recipients.ts';
import { templateCommands } from './documents/templates.ts';
import type { Handlers } from './handlers.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { batchCommandsOf } from './export/batch.ts';
import { issueCommands } from './issue/commands.ts';
import { outboxCommands, settledWords } from './outbox/commands.ts';
import { sealCommands } from './seals/commands.ts';
import { sealKept } from './seals/own.ts';
import { strandedCommands } from './stranded/commands.ts';
import { serverKeyCommands } from './keys/server-key.ts';
import { keyCommands } from './keys/commands.ts';
import { holdKeyTerm } from './keys/term.ts';
import { openKeyring } from './keys/keyring.ts';
import { createOwnStanding, type OwnStanding } from './keys/standing.ts';
import type { Pdf } from './pdf/pdf.ts';
import { progressCommandsOf } from './progress/commands.ts';
import { recordCommands } from './records/commands.ts';
import { noticeCommandsOf } from './notices/commands.ts';
import { createNotices, type Notices } from './notices/notices.ts';
import { createNoticeStore } from './notices/store.ts';
import type { Platform } from './platform.ts';
import { openHeld } from './profile/held-replica.ts';
import { profileBroken, type FoundProfile, type Profile } from './profile/profile.ts';
import { createStatusTeller, statusOf } from './status-view.ts';
import { createServerPin } from './sync/pin.ts';
import { createMeta } from './sync/store.ts';
import type { OutboxItem } from './sync/outbox.ts';
import type { Sync } from './sync/sync.ts';
import { createManyExports, type ManyExports } from './export/many-commands.ts';
import type { AuditName } from './audit/commands.ts';
import { createSignInDesk } from './sign-in/commands.ts';
import { trailCommands } from './trail/commands.ts';

/** Commands that need an unlocked profile. */
export type BackendHandlers = Omit<
  Handlers,
  | 'app.info'
  | 'profiles.list'
  | 'profiles.unlock'
  | 'profiles.lock'
  | 'screen.lock'
  | 'profile.restore'
  | 'join.request'
  | 'join.take'
  | 'collab.join'
  | 'collab.send'
  | 'collab.leave'
  | AuditName
>;

/** What a backend is given. `keyMinutes` is how long the key stays open. */
export interface BackendInput {
  readonly found: FoundProfile;
  readonly passphrase: string;
  readonly serverUrl: string | null;
  readonly platform: Platform;
  readonly pdf: Pdf;
  /** Where the thread that looks at files is bundled apart; else it is found beside its source. */
  readonly intake?: Intake;
  readonly crypto: CryptoProvider;
  readonly now: () => Date;
  readonly keyMinutes: number;
  /** This is a command, which goes before the open program. */
  readonly isCommand?: true;
}

/** One unlocked profile. */
export interface Backend {
  readonly profile: Profile;
  readonly context: BackendContext;
  readonly handlers: BackendHandlers;
  readonly onEvent: (tell: <N extends EventName>(event: N, payload: EventPayload<N>) => void) => () => void;
  /** Connects. Before it nothing is sent: a second look at an open profile never logs in beside the first. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Where the own certificate stands by what this replica knows. */
function ownStanding({ found, now }: BackendInput, certificate: ParsedCertificate, db: ReplicaDb, sync: Sync): OwnStanding {
  const online = (): boolean => sync.status().connection === 'online';
  const refused = (): boolean => sync.reason()?.code === 'LOGIN_REFUSED';
  return createOwnStanding({ db, certificate, person: found.profile.personId, directory: sync.directory, online, refused, now });
}

/** The person as the directory has them, or as the profile says before the directory came. */
function personOf(profile: Profile, sync: Sync): Person {
  const known = findPerson(sync.directory(), profile.personId);
  const { personId: id, name, position } = profile;
  return known ?? { id, name, agency: profile.agency.code, unit: profile.unit?.code ?? null, position, duties: [], certificates: [] };
}

function contextOf(
  input: BackendInput,
  own: Pick<BackendContext, 'sync' | 'meta' | 'looks' | 'keyring' | 'copyReplica' | 'signIn' | 'serverPin'>,
  standing: OwnStanding,
  changed: (documentId: string) => void,
): BackendContext {
  const { profile } = input.found;
  const { sync, keyring } = own;
  const me = (): Person => personOf(profile, sync);
  const certificate = sha256Hex(bytes(profile.certificate));
  const known = { sync, profile, names: namesReader(sync), ownCertificates: () => [bytes(profile.certificate), bytes(profile.issuer)] };
  return {
    ...own,
    ...known,
    locks: createAgencyLocks(known),
    replica: sync,
    signer: keyring,
    now: input.now,
    pdf: input.pdf,
    intake: input.intake ?? createIntake(),
    platform: input.platform,
    folder: input.found.folder,
    serverUrl: input.serverUrl,
    crypto: input.crypto,
    anchors: [bytes(profile.root)],
    me,
    get actor() {
      const { id, agency, unit, position } = me();
      return { person: id, agency, unit, position, certificate };
    },
    drafts: createDrafts(sync, profile.personId, changed),
    ...sealKept(profile, keyring, standing),
    mayAct: standing.mayAct,
    standing,
  };
}

/** Names folded once for each revision of the directory. */
function namesReader(sync: Sync): () => Names {
  let known: { readonly rev: number; readonly names: Names } | null = null;
  return () => {
    const { rev } = sync.directory();
    if (known?.rev !== rev) known = { rev, names: createNames(sync.directoryEntries().map(({ entry }) => entry)) };
    return known.names;
  };
}

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

/** Tells listeners what the replica noticed; documents are followed before anyone is told. */
function wireEvents(context: BackendContext, notices: Notices, tell: Tell): () => void {
  const status = createStatusTeller(() => tell('status.changed', statusOf(context)), context);
  const stopEntries = context.sync.onEntries((items) => {
    context.drafts.follow();
    const documentIds = [...new Set(items.map(({ entry }) => entry.documentId))];
    tell('documents.changed', { documentIds: withBundles(context.replica, documentIds) });
    context.sync.meanwhile(notices.look(documentIds.includes(DIRECTORY_TRAIL) ? undefined : documentIds));
  });
  const stopChanges = context.sync.onChange(() => {
    context.standing.note();
    holdKeyTerm(context);
    status.tell();
  });
  const settled = async (item: OutboxItem): Promise<void> => tell('outbox.settled', await settledWords(context, item));
  const stopSettled = context.sync.onSettled((item) => context.sync.meanwhile(settled(item)));
  const stopProgress = context.sync.onProgress((progress) => tell('attachments.progress', progress));
  const stopDevices = context.sync.onDevice(({ event: kind, name, at, own }) => tell('devices.noticed', { kind, name, at, own }));
  const stopLocks = context.locks.follow(() => (status.tell(), notices.lookAtDevices()));
  const stopNudged = context.sync.onNudged(() => context.sync.meanwhile(notices.hear()));
  const stopLooked = context.sync.onLooked((documentId) => tell('progress.changed', { documentId }));
  const stopStranded = context.sync.onStranded((room) => {
    const documentId = parseRoom(room)?.documentId;
    if (documentId === undefined) return;
    context.drafts.reopen(documentId);
    tell('documents.changed', { documentIds: [documentId] });
  });
  return () =>
    [status.stop, stopEntries, stopChanges, stopSettled, stopProgress, stopDevices, stopLocks, stopNudged, stopLooked, stopStranded].forEach((stop) => stop());
}

function handlersOf(context: BackendContext, notices: Notices, exports: ManyExports, tell: Tell): BackendHandlers {
  return {
    ...exports.handlers,
    'status.get': () => ok(statusOf(context)),
    ...documentCommands(context),
    ...lookCommandsOf(context),
    ...progressCommandsOf(context),
    ...recipientCommands(context),
    ...templateCommands(context),
    ...routeCommands(context),
    ...dueCommands(context),
    ...partnerCommands(context),
    ...readersCommands(context),
    ...rightsCommands(context),
    ...sectionsCommands(context),
    ...approvalCommands(context),
    ...stepCommands(context),
    ...consultationCommands(context),
    ...revisionCommands(context),
    ...issueCommands(context),
    ...batchCommandsOf(context, (progress) => tell('export.batchProgress', progress)),
    ...trailCommands(context),
    ...outboxCommands(context),
    ...strandedCommands(context),
    ...keyCommands(context),
    ...deviceCommands(context),
    ...context.signIn.handlers,
    ...serverKeyCommands(context),
    ...directoryCommands(context),
    ...recordCommands(context),
    ...sealCommands(context),
    ...noticeCommandsOf(context, notices, () => tell('notices.changed', {})),
  };
}

/** The profile at work: its commands, its events, its end. */
function atWork(context: BackendContext, db: ReplicaDb, listeners: Set<Tell>): Backend {
  const tell: Tell = (event, payload) => listeners.forEach((listener) => listener(event, payload));
  const notices = createNotices(context, createNoticeStore(db), tell);
  const exports = createManyExports(context, tell);
  holdKeyTerm(context);
  const stops = [wireEvents(context, notices, tell)];
  context.drafts.follow();
  return {
    start() {
      context.sync.start();
      stops.push(notices.start(), resumeVersions(context));
    },
    profile: context.profile,
    context,
    handlers: handlersOf(context, notices, exports, tell),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      stops.forEach((stop) => stop());
      await exports.close();
      context.signIn.close();
      context.keyring.lock();
      context.drafts.close();
      await context.sync.stop();
      context.serverPin.release();
      db.close();
    },
  };
}

/** Opens a profile with its passphrase. Refusals: WRONG_PASSPHRASE, REPLICA_DAMAGED, TRY_LATER, KEY_FILE_BROKEN and those of the database. */
export async function createBackend(input: BackendInput): Promise<Result<Backend>> {
  const listeners = new Set<Tell>();
  const { found, passphrase, platform, keyMinutes: minutes, now } = input;
  const { folder } = found;
  const own = parseCertificate(bytes(found.profile.certificate));
  if (!own.ok) return profileBroken(folder);
  let keysChanged: () => void = () => undefined;
  const opened = await openKeyring({ folder, vault: platform.vault, passphrase, minutes, now, changed: () => keysChanged() });
  if (!opened.ok) return opened;
  const { keyring, databaseKey } = opened.value;
  const db = openHeld(folder, databaseKey);
  databaseKey.fill(0);
  if (!db.ok) return db;
  const meta = createMeta(db.value);
  const serverPin = createServerPin(meta, input.serverUrl);
  const sync = openSync(input, db.value, keyring, serverPin);
  const changed = (documentId: string): void => listeners.forEach((listener) => listener('documents.changed', { documentIds: [documentId] }));
  const standing = ownStanding(input, own.value, db.value, sync);
  const signIn = createSignInDesk({ person: found.profile.personId, sync, platform, changed: () => keysChanged() });
  const context = contextOf(input, { sync, keyring, signIn, serverPin, meta, looks: createLooks(db.value), copyReplica: db.value.copyTo }, standing, changed);
  keysChanged = () => listeners.forEach((listener) => listener('status.changed', statusOf(context)));
  return ok(atWork(context, db.value, listeners));
}
