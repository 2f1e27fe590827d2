/** What the terminal is told after an agency got an administrator back. */

import { withJosa } from '../../../shared/lib/josa.ts';

/** A recovered agency. `fresh`: under a new issuing authority, made with the root's key. */
export interface Recovered {
  readonly name: string;
  readonly id: string;
  readonly agency: string;
  readonly data: string;
  readonly folder: string;
  /** Certificates of administrators that ended. */
  readonly ended: number;
  readonly fresh: boolean;
  /** Profiles of administrators that ended and were in the folder. */
  readonly aside: number;
  /** Address that was given, null where the server of the folder was started for it. */
  readonly server: string | null;
}

const shown = (path: string): string => (/\s/.test(path) ? `"${path}"` : path);

const FRESH = `기관 인증기관을 새로 만들었습니다. 예전 기관 인증기관 열쇠의 사본으로는 이제 관리자가 될 수 없습니다.
예전 인증기관이 발급한 사람들의 인증서는 그대로 씁니다. 새 인증기관의 열쇠를 따로 보관하고, 최상위 열쇠는 다시 보관하십시오.`;
const COPY = `같은 기관 인증기관을 그대로 씁니다. 그 열쇠의 사본과 암호를 다른 사람이 가졌을 수 있으면 --root-key로 다시 하십시오.`;

/** The whole text, ending with a line break. */
export function recovered({ name, id, agency, data, folder, ended, fresh, server, aside }: Recovered): string {
  return `${agency}의 관리자 ${withJosa(`${name}(${id})`, '이/가')} 서버에 들어갔습니다.

끝난 관리자 인증서   ${ended}개. 그 로그인은 바로 닫혔고 조직도를 더 바꿀 수 없습니다. 이미 서명한 변경은 그대로입니다.
기관 인증기관 열쇠   ${folder}/authority.json  (새 관리자의 암호로 잠김)
${fresh ? FRESH : COPY}
${aside === 0 ? '' : `예전 관리자의 프로필은 ${shown(`${data}/ended`)}에 옮겨 두었습니다. 새 프로필로 일이 되면 지우십시오.\n`}보낸 초대는 이어지지 않습니다. 기다리던 사람은 새로 초대하십시오. 함께 일하던 다른 관리자도 새로 초대하십시오.

다음
  npm run -s ongyeol -- app --data ${shown(data)}${server === null ? '' : ` --server ${server}`}
`;
}
