/** A server restored to an older backup: clients give back texts and entries; until then new statements wait, so that old places stay free. */

import { X509Certificate } from 'node:crypto';
import type { CryptoProvider } from '../shared/crypto/crypto.ts';
import { equalBytes } from '../shared/lib/bytes.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import type { Resupply, ResupplyCode, ResupplyReply } from '../shared/sync/resupply.ts';
import { verifyNote } from '../shared/verify/checkpoint.ts';
import type { Committer } from './committer.ts';
import { createHeldEntries, type HeldEntries } from './held-entries.ts';
import type { Logger } from './logger.ts';
import { createPutBack, type PutBackInput } from './put-back.ts';
import { newMark, type RestoredMark } from './restored.ts';
import { createStagedTexts, type StagedTexts } from './staged-texts.ts';

/** What a recovery is made of. `mark` is what the folder says; `keep` writes it. */
export interface RecoveryInput extends PutBackInput {
  readonly mark: RestoredMark | null;
  readonly keep: (mark: RestoredMark) => void;
  readonly committer: Committer;
  readonly origin: string;
  readonly logCertificate: Uint8Array;
  readonly crypto: CryptoProvider;
  readonly clock: () => Date;
  readonly holdMs: number;
  readonly tell: Logger;
}

/** The recovery of a server; of one that was never restored it does nothing. */
export interface Recovery {
  /** Id of the restore clients have to answer, or null. */
  restored(): string | null;
  /** New statements wait. */
  holding(): boolean;
  /** Entries a client held. */
  supply(person: string, given: Resupply): Promise<Result<ResupplyReply, ResupplyCode>>;
  /** The text of a room a client held. */
  text(person: string, room: string, bytes: Uint8Array): Result<{ kept: boolean }, ResupplyCode>;
  /** A client proved a restore nobody marked: everybody has to come in again. */
  onProved(tell: () => void): void;
  close(): void;
}

/** Texts are taken back for this long after the restored server first ran. */
const OPEN_MS = 30 * 24 * 3_600_000;

const SENTENCES: Record<ResupplyCode, string> = {
  CHECKPOINT_INVALID: '이 서버가 서명한 기록 확인서가 아니어서 받지 않았습니다. 기록은 이 PC에 그대로 있습니다.',
  LOG_DIVERGED: '서버의 기록이 이 PC가 확인한 기록과 다릅니다. 이 PC의 기록은 그대로 있습니다. 관리자에게 알리십시오.',
  RESUPPLY_FULL: '서버가 되돌려 받은 것을 아직 정리하고 있습니다. 이 PC에 그대로 있고, 다시 연결되면 이어서 보냅니다.',
  NOT_RESTORED: '백업에서 복원한 서버가 아니어서 받지 않았습니다.',
  MALFORMED: '되돌려 준 글의 형식이 맞지 않아 받지 않았습니다. 이 PC에는 그대로 있습니다.',
};

const refuse = (code: ResupplyCode): Result<never, ResupplyCode> => err(code, SENTENCES[code]);

/** Puts back what is proven, entry by entry; texts that may be written in between go in between. */
function createDrain(input: RecoveryInput, held: HeldEntries, staged: StagedTexts, hurried: () => boolean) {
  const putBack = createPutBack(input);
  function drain(): void {
    const from = input.log.size();
    const items = held.proven();
    for (const [i, item] of items.entries()) {
      if (!putBack.ready(item, items[i + 1], hurried()) || !putBack.put(item)) break;
      staged.apply();
    }
    const count = input.log.size() - from;
    if (count > 0) input.tell({ event: 'entries.resupplied', from, count });
  }
  return { know: putBack.know, drain };
}

/** The mark while the server runs, and how long statements wait. */
function createEra(input: RecoveryInput) {
  let mark = input.mark;
  if (mark !== null && mark.openedAt === null) {
    mark = { ...mark, openedAt: input.clock().toISOString() };
    input.keep(mark);
  }
  const since = (): number => (mark?.openedAt == null ? Number.POSITIVE_INFINITY : input.clock().getTime() - Date.parse(mark.openedAt));
  // A clock that is put right meanwhile must neither end the wait nor make it last for years: within one life the wait runs by itself.
  const waitFrom = (): number => performance.now() + Math.min(input.holdMs, Math.max(0, input.holdMs - since()));
  let until = waitFrom();
  const left = (): number => Math.max(0, until - performance.now());
  return {
    id: (): string | null => (since() < OPEN_MS ? (mark?.id ?? null) : null),
    fresh: (): boolean => left() > 0,
    left,
    /** A client proved that this log was longer; true where nobody had marked a restore. */
    prove(): boolean {
      if (since() < OPEN_MS) return false;
      mark = newMark(input.clock(), input.log.size(), input.clock());
      until = waitFrom();
      input.keep(mark);
      return true;
    },
  };
}

type Era = ReturnType<typeof createEra>;

/** Tells when statements begin to wait and when they go on, each once. */
function createHold(holding: () => boolean, { tell, log }: RecoveryInput): () => void {
  let held = false;
  return () => {
    if (held === holding()) return;
    held = !held;
    tell({ event: held ? 'recovery.held' : 'recovery.ended', size: log.size() });
  };
}

/** The wait: told when it begins and ends; once it is over, what only waited for rooms goes in without them. */
function createWait(input: RecoveryInput, era: Era, holding: () => boolean, drain: () => void): { begin(): void; note(): void; stop(): void } {
  const note = createHold(holding, input);
  let timer: NodeJS.Timeout | null = null;
  return {
    note,
    begin() {
      note();
      if (!era.fresh()) return;
      timer = setTimeout(() => {
        drain();
        note();
      }, era.left() + 1).unref();
    },
    stop: () => void (timer !== null && clearTimeout(timer)),
  };
}

/** Entries given back: proven by a checkpoint this log signed when it was longer. */
function createSupply(input: RecoveryInput, era: Era, held: HeldEntries, take: (given: Resupply) => void, found: () => void): Recovery['supply'] {
  const { log, crypto, origin } = input;
  const spki = new Uint8Array(new X509Certificate(input.logCertificate).publicKey.export({ type: 'spki', format: 'der' }));
  return async (person, given) => {
    const checkpoint = await verifyNote(given.checkpoint, spki, crypto);
    if (checkpoint === null || checkpoint.origin !== origin) return refuse('CHECKPOINT_INVALID');
    const known = log.rootAt(checkpoint.size);
    if (known !== null && !equalBytes(known, checkpoint.root)) return refuse('LOG_DIVERGED');
    if (known === null) {
      held.prove(person, checkpoint.size, checkpoint.root);
      if (era.prove()) found();
      if (!held.add(person, given.items)) return refuse('RESUPPLY_FULL');
      take(given);
    }
    return ok({ size: log.size(), restored: era.id() });
  };
}

/** Recovery over the parts of a server. */
export function createRecovery(input: RecoveryInput): Recovery {
  const { log, mark, tell } = input;
  const era = createEra(input);
  const held = createHeldEntries(log);
  const staged = createStagedTexts(input);
  const { know, drain } = createDrain(input, held, staged, () => !era.fresh());
  const holding = (): boolean => era.fresh() || held.target() > log.size();
  const wait = createWait(input, era, holding, drain);
  let proved = (): void => undefined;
  const found = (): void => {
    wait.begin();
    proved();
  };
  const take = ({ disclosures, contents }: Resupply): void => {
    know(disclosures, contents);
    drain();
    wait.note();
  };
  if (mark !== null) tell({ event: 'restored', size: log.size() });
  wait.begin();

  return {
    restored: era.id,
    holding,
    supply: createSupply(input, era, held, take, found),
    text(person, room, bytes) {
      if (era.id() === null) return refuse('NOT_RESTORED');
      const done = staged.take(person, room, bytes);
      if (done === 'full' || done === 'malformed') return refuse(done === 'full' ? 'RESUPPLY_FULL' : 'MALFORMED');
      drain();
      return ok({ kept: done === 'kept' });
    },
    onProved: (told) => void (proved = told),
    close: wait.stop,
  };
}
