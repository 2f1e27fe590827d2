/** What the terminal is told after a start: what was made, what cannot be had again, where to keep it. */

import { withJosa } from '../../../shared/lib/josa.ts';
import { join } from 'node:path';
import { ROOT_KEY } from './place.ts';

/** What was made. `fingerprint` is the SHA-256 of the root certificate. */
export interface Made {
  readonly dataDir: string;
  readonly agency: string;
  readonly name: string;
  readonly administrator: string;
  readonly fingerprint: string;
}

const shown = (dataDir: string): string => (/\s/.test(dataDir) ? `"${dataDir}"` : dataDir);

/** The whole text, ending with a line break. */
export function made({ dataDir, agency, name, administrator, fingerprint }: Made): string {
  const at = (...names: string[]): string => join(dataDir, ...names);
  return `${agency}의 새 온결을 만들었습니다: ${dataDir}

만든 것
  최상위 인증서          ${at('root.pem')}
    지문(SHA-256)        ${fingerprint}
  최상위 인증기관 열쇠   ${at(ROOT_KEY)}  (암호로 잠김)
  기관 인증기관 열쇠     ${at('profiles', administrator, 'authority.json')}  (관리자의 암호로 잠김)
  첫 기관 관리자         ${name} (${administrator})
  서버의 자료와 설정     ${at('server')}

되살릴 수 없는 것
  두 암호. 어디에도 적혀 있지 않습니다. 잊으면 그 열쇠는 영영 열리지 않습니다.
  관리자의 암호를 잊고 다른 관리자도 없으면, 최상위 열쇠로만 돌아올 수 있습니다(ongyeol recover). 관리자를 하나 더 초대해 두십시오.
  최상위 열쇠나 그 암호를 잃으면 다른 기관을 더할 수 없고 그렇게 돌아올 수도 없습니다. 이미 발급한 인증서와 기록은 그대로 확인됩니다.

보관
  ${ROOT_KEY}은 이 컴퓨터에 두지 마십시오. 매체 둘에 옮겨 따로 두고 여기서 지우십시오. 다른 기관을 더할 때와 관리자가 아무도 들어가지 못할 때만 씁니다.
  root.pem과 그 지문은 감추지 않아도 됩니다. 감사하는 쪽에 서버를 거치지 않고 건네십시오.
  server와 profiles 폴더는 백업하십시오(ongyeol backup은 서버의 것만 백업합니다).

다음
  npm run -s ongyeol -- serve --data ${shown(dataDir)}        서버를 켭니다
  npm run -s ongyeol -- app --data ${shown(dataDir)}          서버와 화면을 함께 켭니다
`;
}

/** What the terminal is told of one more agency. */
export function madeAgency({ dataDir, agency, name, administrator, fingerprint }: Made): string {
  return `${withJosa(agency, '을/를')} 더했습니다. 이 폴더를 그 기관의 관리자에게 직접 건네십시오: ${dataDir}

만든 것
  기관 관리자            ${name} (${administrator})
  기관 인증기관 열쇠     ${join(dataDir, 'profiles', administrator, 'authority.json')}  (관리자의 암호로 잠김)
  최상위 인증서          ${join(dataDir, 'root.pem')}
    지문(SHA-256)        ${fingerprint}

되살릴 수 없는 것
  관리자의 암호. 잊으면 최상위 열쇠로만 돌아올 수 있습니다(ongyeol recover). 관리자를 하나 더 초대해 두십시오.

다음
  관리자의 컴퓨터에서: npm run -s ongyeol -- app --data ${shown(dataDir)} --server 서버주소
  건넨 뒤 이 컴퓨터의 폴더는 지우십시오. 최상위 열쇠는 다시 보관하십시오.
`;
}
