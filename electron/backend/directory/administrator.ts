/** Whether this profile may change its agency's directory: it holds an administrator's certificate. */

import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { AgencyRecord } from '../../../shared/org/directory.ts';
import { parseCertificate } from '../../../shared/verify/pki.ts';
import type { BackendContext } from '../context.ts';

/** Whether this profile is an administrator's. The server and every replica judge the signature again. */
export function administers(context: Pick<BackendContext, 'ownCertificates'>): boolean {
  const [own] = context.ownCertificates();
  const parsed = own === undefined ? null : parseCertificate(own);
  return parsed?.ok === true && parsed.value.kind === 'admin';
}

/** The record this administrator may change. NOT_ADMIN for everybody else, AGENCY_UNKNOWN before the directory came. */
export function administeredRecord(context: BackendContext): Result<AgencyRecord, 'NOT_ADMIN' | 'AGENCY_UNKNOWN'> {
  if (!administers(context)) return err('NOT_ADMIN', '기관 관리자만 조직도를 바꿀 수 있습니다. 아무것도 바꾸지 않았습니다. 기관 관리자에게 알리십시오.');
  const record = context.sync.directory().agencies.get(context.actor.agency);
  if (record !== undefined) return ok(record);
  return err('AGENCY_UNKNOWN', '서버의 조직도에 이 기관이 아직 없습니다. 아무것도 바꾸지 않았습니다. 서버에 닿았는지 확인하십시오.');
}
