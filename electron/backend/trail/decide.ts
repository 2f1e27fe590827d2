/** An administrator's decision about a 기록 불일치 경보: signed, kept with the evidence, and taken by whoever it is given to (WI8). */

import { toBase64, toBase64Url } from '../../../shared/lib/bytes.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import {
  logDecisionBytes,
  readLogDecision,
  verifyLogDecision,
  writeLogDecision,
  type LogDecision,
  type LogDecisionCode,
  type LogDecisionFile,
} from '../../../shared/sync/log-decision.ts';
import { koreanDateTime } from '../../../shared/writing/amount.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import type { BackendContext } from '../context.ts';
import { administers } from '../directory/administrator.ts';
import { signerName } from '../directory/signer.ts';
import type { Handlers } from '../handlers.ts';

/** The refusal where an alarm is not there, or not open any more. */
export const NO_ALARM = err('NOT_FOUND', '그런 경보가 없습니다. 화면을 새로 여십시오.');
const NOT_ADMIN = err('NOT_ADMIN', '어느 기록이 맞는지는 기관 관리자만 정합니다. 바뀐 것은 없습니다. 두 기록을 저장해 기관 관리자에게 알리십시오.');
const NO_LOG = err('OFFLINE', '기록 서버의 인증서를 아직 받지 못해 결정을 확인할 수 없습니다. 바뀐 것은 없습니다. 서버에 닿은 뒤 다시 하십시오.');

async function checked(context: BackendContext, file: LogDecisionFile): Promise<Result<LogDecision, LogDecisionCode | 'OFFLINE'>> {
  const key = context.meta.get('log.certificate');
  const der = key === null ? undefined : context.sync.certificates().get(key);
  const log = der === undefined ? null : parseCertificate(der);
  if (log?.ok !== true) return NO_LOG;
  const { anchors, actor, sync, crypto } = context;
  return verifyLogDecision(file, { agency: actor.agency, anchors, directory: sync.directory(), log: log.value.spki, crypto });
}

async function signed(context: BackendContext, decision: LogDecision): Promise<Result<LogDecisionFile>> {
  const signature = await context.signer.sign(logDecisionBytes(decision));
  if (!signature.ok) return signature;
  const certificates = context.ownCertificates().map((der) => toBase64(der));
  return ok({ format: 'ongyeol-log-decision', v: 1, decision, signature: toBase64Url(signature.value), certificates });
}

/** Commands of deciding. Refusals: NOT_FOUND, NOT_ADMIN, LOCKED, OFFLINE, those of `LogDecisionCode`, those of saving. */
export function decisionCommands(context: BackendContext): Pick<Handlers, 'alarm.decide' | 'alarm.apply'> {
  return {
    async 'alarm.decide'({ id, stands, reason }) {
      if (!administers(context)) return NOT_ADMIN;
      const alarm = context.sync.alarms().find((one) => one.id === id && one.decided === undefined);
      if (alarm === undefined) return NO_ALARM;
      const { agency, person, certificate } = context.actor;
      const sides = stands === 'known' ? { stands: alarm.known, other: alarm.shown } : { stands: alarm.shown, other: alarm.known };
      const named = { v: 1, agency, person, certificate, alg: context.signer.alg, at: context.now().toISOString() } as const;
      const file = await signed(context, { ...named, reason, ...sides, proof: [...alarm.proof] });
      if (!file.ok) return file;
      const good = await checked(context, file.value);
      if (!good.ok) return good;
      const saved = await context.platform.saveFile(`기록결정-${id}.json`, writeLogDecision(file.value));
      // Nobody can take a decision that lies nowhere: without its file nothing is decided.
      if (saved.ok && saved.value.path !== null) context.sync.settleAlarms(file.value);
      return saved;
    },
    async 'alarm.apply'({ bytes }) {
      const file = readLogDecision(bytes);
      if (!file.ok) return file;
      const good = await checked(context, file.value);
      if (!good.ok) return good;
      const { person, at, reason } = good.value;
      const answered = context.sync.settleAlarms(file.value);
      const who = `${signerName(context, person, at)}의 ${koreanDateTime(at)} 결정`;
      return answered === 0
        ? err('NOT_FOUND', `${who}이 답할 경보가 이 PC에 없습니다. 바뀐 것은 없습니다.`)
        : ok({ sentence: `${who}에 따라 기록을 다시 대조합니다. 까닭: ${reason} 두 기록과 결정은 이 PC에 보관합니다.` });
    },
  };
}
