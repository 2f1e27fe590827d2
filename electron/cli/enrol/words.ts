/** What the terminal is told around invitations. */

import { withJosa } from '../../../shared/lib/josa.ts';
import type { InvitationState } from '../../backend/enrolment/register.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';

/** What the terminal is told of an invitation. */
export interface Invited {
  readonly id: string;
  readonly file: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly until: string;
  readonly replaces: boolean;
}

/** One line of the list. */
export interface ListedRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly until: string;
  readonly state: InvitationState;
}

/** What is told of an existing certificate. */
export interface ExistingWords {
  readonly name: string;
  readonly issuer: string;
  readonly until: string;
}

/** A certified person. */
export interface Admitted {
  readonly name: string;
  readonly person: string;
  readonly file: string;
  readonly replaces: boolean;
  /** The certificate another authority gave for the key, null for a key made here. */
  readonly existing: (ExistingWords & { readonly serial: string }) | null;
}

/** A made request. `fingerprint` is the SHA-256 of the root certificate. */
export interface Requested {
  readonly name: string;
  readonly agency: string;
  readonly file: string;
  readonly data: string;
  readonly fingerprint: string;
  readonly existing: ExistingWords | null;
  /** Whether it is for a profile that stands in this folder. */
  readonly replaces: boolean;
  /** Whether the key is in a token. */
  readonly token: boolean;
}

/** A person whose profile stands. */
export interface Joined {
  readonly name: string;
  readonly person: string;
  readonly data: string;
  readonly replaces: boolean;
  /** One more administrator of the agency, with its issuing key beside the own one. */
  readonly administers: boolean;
}

const shown = (path: string): string => (/\s/.test(path) ? `"${path}"` : path);

/** After an invitation was made. */
export function invited({ file, code, name, post, until, replaces }: Invited): string {
  return `${withJosa(`${name}(${post})`, '을/를')} 초대했습니다.

초대장      ${file}
초대 코드   ${code}
기한        ${seoulDate(until)}까지, 한 번만${replaces ? '\n            인증서가 발급되면 예전 인증서는 끝납니다.' : ''}

초대장은 메일이나 매체로, 코드는 전화나 직접 다른 길로 건네십시오. 둘을 함께 보내지 마십시오.
그 사람의 PC에서: npm run -s ongyeol -- join 초대장 --data 폴더 --out 신청서.ongyeol-request
신청서를 받으면:  npm run -s ongyeol -- admit 신청서.ongyeol-request --out 인증서.ongyeol-certificate --data 관리자폴더
`;
}

const STATES: Readonly<Record<InvitationState, string>> = { open: '기다림', used: '쓰임', unfinished: '올리지 못함', revoked: '거둠', expired: '기한 지남' };

/** The list of invitations. */
export function listed({ invitations: rows }: { readonly invitations: readonly ListedRow[] }): string {
  if (rows.length === 0) return '초대가 없습니다.\n';
  return rows.map(({ id, person, name, until, state }) => `${id}  ${STATES[state]}  ${name} (${person})  ${seoulDate(until)}까지\n`).join('');
}

/** After a person was certified. */
export function admitted({ name, person, file, replaces, existing }: Admitted): string {
  const of =
    existing === null
      ? ''
      : `\n가진 인증서 ${existing.name}, 발급자 ${existing.issuer}, 일련번호 ${existing.serial}, ${seoulDate(existing.until)}까지. 그 뒤로는 쓸 수 없습니다.
그 인증기관이 폐지했는지는 여기서 확인하지 않습니다. 폐지를 들으면 revoke로 막으십시오.`;
  return `${name}(${person})의 인증서를 발급하고 조직도에 올렸습니다.${replaces ? ' 예전 인증서는 이제 로그인과 서명에 쓸 수 없습니다.' : ''}${of}
이 파일을 그 사람에게 건네십시오(감추지 않아도 됩니다): ${file}
그 사람의 PC에서: npm run -s ongyeol -- join ${shown(file)} --data 폴더
`;
}

/** After a request was made. */
export function requested({ name, agency, file, data, fingerprint, existing, replaces, token }: Requested): string {
  const key =
    existing === null
      ? `${name}의 열쇠를 ${token ? '토큰 안에서' : '이 PC에서'} 만들었습니다.`
      : `${existing.name}의 인증서(발급자 ${existing.issuer}, ${seoulDate(existing.until)}까지)의 열쇠를 가져왔습니다.`;
  return `${key} 열쇠는 ${token ? '토큰' : data} 밖으로 나가지 않습니다.${replaces ? '\n새 인증서를 넣을 때까지 지금 인증서를 그대로 쓰십시오.' : ''}

최상위 인증서 지문(SHA-256)  ${fingerprint}
  관리자가 알려 준 지문과 같은지 확인하십시오.
암호는 어디에도 적혀 있지 않습니다. 잊으면 열쇠는 열리지 않고, 새로 초대받아야 합니다.

다음
  신청서를 ${agency} 관리자에게 보내십시오: ${file}
  발급된 인증서를 받으면: npm run -s ongyeol -- join 인증서 --data ${shown(data)}
`;
}

/** After the certificate was taken. */
export function joined({ name, person, data, replaces, administers }: Joined): string {
  const issues = administers ? '\n기관 인증기관의 열쇠를 같은 암호로 잠가 두었습니다. 초대와 승인을 여기서도 할 수 있습니다.' : '';
  return `${name}(${person})의 ${replaces ? '인증서를 바꿨습니다. 글과 기기는 그대로이고, 암호도 그대로입니다' : '프로필이 준비되었습니다'}.${issues}
시작: npm run -s ongyeol -- app --data ${shown(data)} --server 서버주소
`;
}
