/** Where the own certificate stands: its time, what the directory last said of it, and what the person is told. Pure. */

import { err, ok, type Result } from '../lib/result.ts';
import type { Person } from '../org/directory.ts';
import { koreanDate, koreanDateTime, seoulDate } from '../writing/amount.ts';
import type { ParsedCertificate } from './pki-parse.ts';

/** How a certificate stands. */
export type StandingState = 'good' | 'soon' | 'expired' | 'early' | 'revoked';

/** Why nothing may be signed with a certificate. */
export type StandingCode = 'CERTIFICATE_EXPIRED' | 'CERTIFICATE_EARLY' | 'CERTIFICATE_REVOKED';

/** What is known. Times in RFC 3339; `checkedAt`: when the server was last reached, null never; `refusedAt`: when it turned this certificate away. */
export interface StandingInput {
  readonly certificate: Pick<ParsedCertificate, 'digest' | 'notBefore' | 'notAfter'>;
  /** As the directory of this replica has the person; undefined where it has nobody of that id. */
  readonly person: Pick<Person, 'certificates'> | undefined;
  readonly now: Date;
  readonly online: boolean;
  readonly checkedAt: string | null;
  readonly refusedAt: string | null;
}

/** How a certificate stands, to be shown. `days` until its end, counted up; negative where it is over. */
export interface Standing {
  readonly state: StandingState;
  readonly until: string;
  readonly days: number;
  readonly checkedAt: string | null;
}

/** Days before its end from which a certificate is told of. */
export const SOON_DAYS = 30;

const DAY = 86_400_000;

/** A clock set back does not bring a certificate back: the server was reached later than that already. */
function timeOf({ now, checkedAt }: StandingInput): number {
  return Math.max(now.getTime(), checkedAt === null ? 0 : Date.parse(checkedAt));
}

/** How the certificate stands by what this machine knows. */
export function standingOf(input: StandingInput): Standing {
  const { certificate, person, online, checkedAt, refusedAt } = input;
  const time = timeOf(input);
  const days = Math.ceil((certificate.notAfter - time) / DAY);
  const ended = (person !== undefined && !person.certificates.includes(certificate.digest)) || (refusedAt !== null && !online);
  const rest = { until: new Date(certificate.notAfter).toISOString(), days, checkedAt };
  if (time > certificate.notAfter) return { state: 'expired', ...rest };
  if (ended) return { state: 'revoked', ...rest };
  if (time < certificate.notBefore) return { state: 'early', ...rest };
  return { state: days <= SOON_DAYS ? 'soon' : 'good', ...rest };
}

const KEPT = '서명하지 않았고 쓰던 글은 그대로입니다.';
const REPLACE = '기관 관리자에게 초대장을 받아 「인증서 바꾸기」로 새로 넣으십시오.';

/** Since when this is known, for who is away from the server. */
function lastChecked({ checkedAt }: Standing, online: boolean): string {
  if (online) return '';
  return checkedAt === null ? ' 아직 서버에서 확인한 적이 없습니다.' : ` 마지막으로 확인한 때 ${koreanDateTime(checkedAt)}`;
}

/** Whether something may be signed; the refusal says what is known and since when. */
export function mayActOf(input: StandingInput): Result<null, StandingCode> {
  const standing = standingOf(input);
  const last = lastChecked(standing, input.online);
  switch (standing.state) {
    case 'expired':
      return err('CERTIFICATE_EXPIRED', `인증서의 유효기간이 ${koreanDate(seoulDate(standing.until))}에 끝났습니다.${last} ${KEPT} ${REPLACE}`);
    case 'revoked':
      return err('CERTIFICATE_REVOKED', `폐지되었거나 새 인증서로 바뀐 인증서입니다.${last} ${KEPT} ${REPLACE}`);
    case 'early':
      return err('CERTIFICATE_EARLY', `인증서의 유효기간이 아직 시작되지 않았습니다.${last} ${KEPT} 이 PC의 날짜와 시각이 맞는지 확인하십시오.`);
    case 'soon':
    case 'good':
      return ok(null);
    default:
      return standing.state;
  }
}
