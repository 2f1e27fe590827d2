/** 기록 불일치 경보 as it is told, and its evidence as a file anybody can check: both notes are signed by the log itself. */

import type { AlarmView } from '../../../shared/api/status-view.ts';
import { toBase64, utf8 } from '../../../shared/lib/bytes.ts';
import { koreanDateTime } from '../../../shared/writing/amount.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import type { LogAlarm } from '../sync/alarms.ts';
import { decisionCommands, NO_ALARM } from './decide.ts';

/** Length and root of a note, as two people read them to each other. */
function headOf(note: string): { size: number; root: string } {
  const [, size = '0', root = ''] = note.split('\n');
  return { size: Number(size), root };
}

const SENTENCES: Readonly<Record<LogAlarm['kind'], string>> = {
  forked: '기록 서버가 보인 기록이 이 PC가 전에 확인한 기록과 다릅니다.',
  'rolled-back': '기록 서버가 예전으로 돌아간 뒤 다른 기록을 이어 갔습니다.',
};

/** An alarm in words, with both heads. `decides`: whether this person may say which of them stands. */
export function alarmView({ id, kind, at, known, shown }: LogAlarm, decides = false): AlarmView {
  const message = `기록 불일치 경보. ${koreanDateTime(at)}에 ${SENTENCES[kind]} 두 기록을 모두 이 PC에 보관했습니다. 두 기록을 저장해 감사담당자에게 알리십시오.`;
  return { id, at, message, known: headOf(known), shown: headOf(shown), decides };
}

/** The evidence as a file. */
function evidence(alarm: LogAlarm, certificates: ReadonlyMap<string, Uint8Array>, key: string | null): Uint8Array {
  const der = key === null ? undefined : certificates.get(key);
  return utf8(`${JSON.stringify({ format: 'ongyeol-log-alarm', v: 1, ...alarm, logCertificate: der === undefined ? null : toBase64(der) }, null, 1)}\n`);
}

/** Commands on alarms. */
export function alarmCommands(context: BackendContext): Pick<Handlers, 'alarm.save' | 'alarm.decide' | 'alarm.apply'> {
  return {
    ...decisionCommands(context),
    async 'alarm.save'({ id }) {
      const alarm = context.sync.alarms().find((one) => one.id === id);
      if (alarm === undefined) return NO_ALARM;
      const bytes = evidence(alarm, context.sync.certificates(), context.meta.get('log.certificate'));
      return context.platform.saveFile(`기록불일치-${id}.json`, bytes);
    },
  };
}
