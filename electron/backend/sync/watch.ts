/** What watches over the log for one replica: the checks of what the server says, the witness, and the alarms. */

import type { LogDecisionFile } from '../../../shared/sync/log-decision.ts';
import { createAlarms, type Alarms, type LogAlarm } from './alarms.ts';
import type { Background } from './background.ts';
import { createChecks, type Checks } from './checks.ts';
import { createNotes, type Notes } from './notes.ts';
import type { Signals } from './signals.ts';
import type { TrailStore } from './store.ts';
import type { SyncInput } from './sync.ts';
import type { Wire } from './wire.ts';
import { createWitness } from './witness.ts';

/** What judges what the server says. */
export function createJudges({ db, rootCertificate: root, crypto, clock }: SyncInput, store: TrailStore, wire: Wire | null): { checks: Checks; notes: Notes } {
  const checks = createChecks({ store, wire, root, crypto });
  return { checks, notes: createNotes({ db, store, checks, root, crypto, clock }) };
}

/** The watch over one log. */
export interface Watch {
  readonly alarms: Alarms['all'];
  /** Keeps a checked decision with the alarms it answers, and goes on as a witness from the note that stands; how many alarms there were. */
  readonly settle: (file: LogDecisionFile) => number;
  /** Looks at the log as its witness, if the last look was long enough ago. */
  readonly look: () => Promise<void>;
  /** The server went back and on otherwise: what this replica knew, and what it shows now. */
  readonly parted: (about: string, known: string, shown: string) => void;
}

/** A log that grew since is looked at again after so long (ms). */
const AGAIN_MS = 35_000;

/** The parts a watch looks at. */
export interface WatchInput {
  readonly store: TrailStore;
  readonly wire: Wire | null;
  readonly notes: Notes;
  readonly online: () => boolean;
  readonly background: Background;
}

/** Watches over the log: when the line comes up, and when entries come. */
export function createWatch(input: SyncInput, { store, wire, notes, online, background }: WatchInput, signals: Signals): Watch {
  const { db, login, crypto, clock, witnessMs } = input;
  const told = (alarm: LogAlarm): void => {
    signals.alarm.emit(alarm);
    signals.changes.emit();
  };
  const alarms = createAlarms(db, clock, told);
  const every = witnessMs === undefined ? {} : { everyMs: witnessMs };
  const witness = wire === null ? null : createWitness({ db, store, wire, login, notes, alarms, crypto, clock, ...every });
  let again: NodeJS.Timeout | null = null;
  /** What came meanwhile is looked at later: the last entries of a day are cosigned too. */
  const look = async (): Promise<void> => {
    await witness?.look();
    if (again !== null || witness?.behind() !== true) return;
    again = setTimeout(() => {
      again = null;
      if (online()) background.run(look());
    }, AGAIN_MS).unref();
  };
  signals.news.on(() => void (online() && background.run(look())));
  return {
    alarms: alarms.all,
    settle(file) {
      const answered = alarms.settle(file);
      if (answered > 0) witness?.settle(file.decision.stands);
      signals.changes.emit();
      return answered;
    },
    look,
    parted: (about, known, shown) => alarms.raise(about, { kind: 'rolled-back', known, shown, proof: [] }),
  };
}

/** A session after the server turned the old one away; the wire knows by itself which one that was. */
export async function renewed(wire: Wire | null): Promise<boolean> {
  return (await wire?.session.ensure())?.ok === true;
}
