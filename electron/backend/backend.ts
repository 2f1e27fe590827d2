/** One profile, unlocked: replica, drafts and every command of the person. Wiring only. */

import { join } from 'node:path';
import type { EventName, EventPayload } from '../../shared/api/contract.ts';
import { sha256Hex, type CryptoProvider } from '../../shared/crypto/crypto.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { parseRoom } from '../../shared/collab/protocol.ts';
import { findPerson } from '../../shared/org/delegation.ts';
import type { Person } from '../../shared/org/directory.ts';
import { approvalCommands, routeCommands } from './approval/commands.ts';
import type { BackendContext } from './context.ts';
import { openDatabase } from './db/open.ts';
import type { ReplicaDb } from './db/sql.ts';
import { createDrafts } from './documents/drafts.ts';
import { documentCommands } from './documents/commands.ts';
import type { Handlers } from './handlers.ts';
import { issueCommands } from './issue/commands.ts';
import { outboxCommands, settledWords } from './outbox/commands.ts';
import { strandedCommands } from './stranded/commands.ts';
import { openKeyFile, type Secrets } from './keys/key-file.ts';
import { createSigner, type Signer } from './keys/signer.ts';
import type { CmsSigner } from './pdf/cms.ts';
import type { Pdf } from './pdf/pdf.ts';
import { keyTypeOf, signDer } from './pki/keys.ts';
import type { Platform } from './platform.ts';
import { readKeyFile, type FoundProfile, type Profile } from './profile/profile.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { trailCommands } from './trail/commands.ts';

/** Commands that need an unlocked profile. */
export type BackendHandlers = Omit<
  Handlers,
  'app.info' | 'profiles.list' | 'profiles.unlock' | 'profiles.lock' | 'collab.join' | 'collab.send' | 'collab.leave'
>;

/** What a backend is given. `keyMinutes` is how long the key stays open. */
export interface BackendInput {
  readonly found: FoundProfile;
  readonly passphrase: string;
  readonly serverUrl: string | null;
  readonly platform: Platform;
  readonly pdf: Pdf;
  readonly crypto: CryptoProvider;
  readonly now: () => Date;
  readonly keyMinutes: number;
}

/** One unlocked profile. */
export interface Backend {
  readonly profile: Profile;
  readonly context: BackendContext;
  readonly handlers: BackendHandlers;
  readonly onEvent: (tell: <N extends EventName>(event: N, payload: EventPayload<N>) => void) => () => void;
  readonly close: () => Promise<void>;
}

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

function sealSigner(profile: Profile, key: Uint8Array | null, signer: Signer): () => Result<CmsSigner, 'SEAL_NOT_HERE' | 'LOCKED'> {
  return () => {
    if (key === null || profile.seal === null) return err('SEAL_NOT_HERE', '이 PC에는 관인이 없습니다. 관인을 맡은 사람이 날인해야 합니다.');
    if (signer.unlockedUntil() === null) return err('LOCKED', '인증서가 잠겨 있습니다. 날인하지 않았습니다. 인증서 암호를 입력한 뒤 다시 하십시오.');
    return ok({
      certificate: bytes(profile.seal),
      chain: [bytes(profile.issuer)],
      alg: keyTypeOf(key) === 'ec' ? 'ES256' : 'RS256',
      sign: async (data) => signDer(key, data),
    });
  };
}

/** The person as the directory has them, or as the profile says before the directory came. */
function personOf(profile: Profile, sync: Sync): Person {
  const known = findPerson(sync.directory(), profile.personId);
  const { personId: id, name, position } = profile;
  return known ?? { id, name, agency: profile.agency.code, unit: profile.unit?.code ?? null, position, duties: [], certificates: [] };
}

function openSync(input: BackendInput, db: ReplicaDb, signer: Signer): Sync {
  const { profile } = input.found;
  const der = bytes(profile.certificate);
  const login = {
    person: profile.personId,
    certificate: { digest: sha256Hex(der), der },
    chain: [bytes(profile.issuer)],
    alg: signer.alg,
    sign: async (data: Uint8Array) => {
      const signed = signer.sign(data);
      return signed.ok ? signed.value : null;
    },
  };
  return createSync({ db, url: input.serverUrl, login, rootCertificate: bytes(profile.root), crypto: input.crypto, clock: input.now });
}

function contextOf(input: BackendInput, sync: Sync, signer: Signer, secrets: Secrets, changed: (documentId: string) => void): BackendContext {
  const { profile } = input.found;
  const me = (): Person => personOf(profile, sync);
  const certificate = sha256Hex(bytes(profile.certificate));
  return {
    replica: sync,
    sync,
    signer,
    now: input.now,
    pdf: input.pdf,
    platform: input.platform,
    crypto: input.crypto,
    ownCertificates: () => [bytes(profile.certificate), bytes(profile.issuer)],
    anchors: [bytes(profile.root)],
    me,
    get actor() {
      const { id, agency, unit, position } = me();
      return { person: id, agency, unit, position, certificate };
    },
    drafts: createDrafts(sync, profile.personId, changed),
    seal: sealSigner(profile, secrets.sealKey, signer),
  };
}

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

function statusOf(sync: Sync, signer: Signer): EventPayload<'status.changed'> {
  const stranded = sync.stranded().filter((copy) => copy.handled === null).length;
  return { ...sync.status(), stranded, keyUnlockedUntil: signer.unlockedUntil() };
}

/** Tells listeners what the replica noticed; documents are followed before anyone is told. */
function wireEvents(context: BackendContext, listeners: ReadonlySet<Tell>): () => void {
  const tell: Tell = (event, payload) => listeners.forEach((listener) => listener(event, payload));
  const stopEntries = context.sync.onEntries((items) => {
    context.drafts.follow();
    tell('documents.changed', { documentIds: [...new Set(items.map(({ entry }) => entry.documentId))] });
  });
  const stopChanges = context.sync.onChange(() => tell('status.changed', statusOf(context.sync, context.signer)));
  const stopSettled = context.sync.onSettled((item) => void settledWords(context, item).then((payload) => tell('outbox.settled', payload)));
  const stopStranded = context.sync.onStranded((room) => {
    const documentId = parseRoom(room)?.documentId;
    if (documentId === undefined) return;
    context.drafts.reopen(documentId);
    tell('documents.changed', { documentIds: [documentId] });
  });
  return () => [stopEntries, stopChanges, stopSettled, stopStranded].forEach((stop) => stop());
}

function handlersOf(context: BackendContext): BackendHandlers {
  return {
    'status.get': () => ok(statusOf(context.sync, context.signer)),
    ...documentCommands(context),
    ...routeCommands(context),
    ...approvalCommands(context),
    ...issueCommands(context),
    ...trailCommands(context),
    ...outboxCommands(context),
    ...strandedCommands(context),
  };
}

/** Opens a profile with its passphrase. Refusals: WRONG_PASSPHRASE, KEY_FILE_BROKEN and those of the database. */
export async function createBackend(input: BackendInput): Promise<Result<Backend>> {
  const file = await readKeyFile(input.found.folder);
  if (!file.ok) return file;
  const opened = await openKeyFile(file.value, input.passphrase);
  if (!opened.ok) return opened;
  const secrets = opened.value;
  const db = openDatabase(join(input.found.folder, 'replica.db'), secrets.databaseKey);
  secrets.databaseKey.fill(0);
  if (!db.ok) return db;
  const signer = createSigner({ privateKey: secrets.privateKey, minutes: input.keyMinutes, now: input.now });
  const sync = openSync(input, db.value, signer);
  const listeners = new Set<Tell>();
  const changed = (documentId: string): void => listeners.forEach((listener) => listener('documents.changed', { documentIds: [documentId] }));
  const context = contextOf(input, sync, signer, secrets, changed);
  const stopEvents = wireEvents(context, listeners);
  context.drafts.follow();
  sync.start();
  return ok({
    profile: input.found.profile,
    context,
    handlers: handlersOf(context),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      stopEvents();
      signer.lock();
      secrets.sealKey?.fill(0);
      context.drafts.close();
      await sync.stop();
      db.value.close();
    },
  });
}
