/** 기록 불일치 경보: the log showed two histories. Both are kept with the proof, for good; a known history is told of once (WI5, WI6). */

import { sha256Hex } from '../../../shared/crypto/crypto.ts';
import { utf8 } from '../../../shared/lib/bytes.ts';
import type { LogDecisionFile } from '../../../shared/sync/log-decision.ts';
import type { ReplicaDb } from '../db/sql.ts';
import { createMeta } from './store.ts';

/** `forked`: one length with two roots, or a longer log that does not begin with the known one. `rolled-back`: shorter, and it went on otherwise. */
export type AlarmKind = 'forked' | 'rolled-back';

/** An alarm with its evidence: the note known before, the note shown now (both signed by the log), and the proof that does not hold (hex). */
export interface LogAlarm {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly at: string;
  readonly known: string;
  readonly shown: string;
  readonly proof: readonly string[];
  /** What an administrator decided about it; left out while nobody has. */
  readonly decided?: LogDecisionFile;
}

/** Alarms of one replica. */
export interface Alarms {
  /** `about`: what the alarm is about; raised again with the same it is the same alarm. */
  raise(about: string, alarm: Omit<LogAlarm, 'id' | 'at'>): void;
  all(): LogAlarm[];
  /** Those nobody decided about yet, oldest first. */
  open(): LogAlarm[];
  /** Keeps a decision that was checked with every open alarm raised before it; how many there were. */
  settle(file: LogDecisionFile): number;
}

const NAME = 'alarms';
/** A server that lies anew every minute fills no disk: the first ones are the evidence. */
const MOST = 50;

/** The alarms kept with a replica. */
export function createAlarms(db: Pick<ReplicaDb, 'read' | 'write'>, clock: () => Date, told: (alarm: LogAlarm) => void): Alarms {
  const meta = createMeta(db);
  const all = (): LogAlarm[] => JSON.parse(meta.get(NAME) ?? '[]') as LogAlarm[];
  const open = (): LogAlarm[] => all().filter(({ decided }) => decided === undefined);
  return {
    all,
    open,
    settle(file) {
      const answered = new Set(open().flatMap(({ id, at }) => (at <= file.decision.at ? [id] : [])));
      meta.set(NAME, JSON.stringify(all().map((alarm) => (answered.has(alarm.id) ? { ...alarm, decided: file } : alarm))));
      return answered.size;
    },
    raise(about, { kind, known, shown, proof }) {
      const before = all();
      // What was decided about may come again, and is a new alarm then.
      const decided = before.filter((alarm) => alarm.decided !== undefined).length;
      const id = sha256Hex(utf8(`${kind}\n${about}${decided === 0 ? '' : `\n${decided}`}`)).slice(0, 16);
      if (before.length >= MOST || before.some((alarm) => alarm.id === id)) return;
      const alarm = { id, kind, at: clock().toISOString(), known, shown, proof };
      meta.set(NAME, JSON.stringify([...before, alarm]));
      told(alarm);
    },
  };
}
