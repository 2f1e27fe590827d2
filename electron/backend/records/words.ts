/** What a record of access tells, in words: its own codes stand in the chain, these on the screen. */

import { REFUSAL_CODES, sentenceOf } from '../../../shared/approval/refusals.ts';
import { parseRoom } from '../../../shared/collab/protocol.ts';
import { DOWNLOAD_WORDS, GROUND_WORDS } from '../../../shared/policy/download.ts';
import type { ToldRecord } from '../../../shared/sync/access.ts';
import { CLAIMED, readWhy, type AccessRecord } from '../../../shared/trail/access-record.ts';
import type { DownloadGround, DownloadKind } from '../../../shared/trail/statement.ts';

const ROOM_PARTS = { main: '쓰는 글', section: '쓰는 글', comments: '글 옆의 의견' } as const;
const REFUSED: Readonly<Record<string, string>> = {
  NOT_FOUND: '없거나 볼 권한이 없음',
  UNAUTHORIZED: '로그인하지 않음',
  LOGIN_REFUSED: '로그인 거부',
  CHALLENGE_UNKNOWN: '로그인 시간이 지남',
  NOT_ADMIN: '기관 관리자가 아님',
  NOT_AUDITOR: '감사담당자가 아님',
  DEVICE_LOCKED: '차단된 기기',
  DEVICE_CLONED: '복사 흔적이 있는 기기',
  DEVICE_WAITING: '승인을 기다리는 기기',
  DEVICE_BLOCKED: '차단된 기기',
  DEVICE_REFUSED: '이 기기의 것이 아닌 비밀값',
  DEVICE_LIMIT: '승인을 기다리는 기기가 너무 많음',
  SESSION_LIMIT: '함께 로그인할 수 있는 기기 수를 넘음',
  SIGN_IN_NEEDED: '기관 계정으로 로그인하지 않음',
  SIGN_IN_REFUSED: '기관 계정 확인 실패',
  SIGN_IN_OTHER: '다른 사람의 기관 계정',
  SESSION_ENDED: '끝난 로그인',
  SESSION_REPLACED: '다시 로그인해 끝난 로그인',
};

/** Kinds of `what` in order; the first that fits says it. */
const WHAT: readonly (readonly [RegExp, (found: readonly string[], who: (person: string) => string) => string])[] = [
  [/^content v(\d+)$/, ([, version]) => `확정본 제${version}판`],
  [/^room (.+)$/, ([, room = '']) => roomWords(room)],
  [/^blob /, () => '붙임·PDF 파일'],
  [/^erase /, () => '법에 따른 파기'],
  [/^devices of /, () => '기관의 기기 목록 봄'],
  [/^handovers of (\S+)/, ([, person = ''], who) => `맡은 문서 목록 봄(${who(person)})`],
  [/^records of /, () => '기관의 접근 기록 봄'],
  [/^device approve (\S+)/, ([, person = ''], who) => `기기 승인(${who(person)})`],
  [/^device block (\S+)/, ([, person = ''], who) => `기기 차단(${who(person)})`],
  [/^directory\.put$/, () => '조직도 고침'],
  [/^opened$/, () => '확정본을 엶'],
  [/^\/documents\/:\/versions/, () => '확정본 요청'],
  [/^\/documents/, () => '문서 요청'],
  [/^\/blobs/, () => '파일 요청'],
  [/^\/access$/, () => '접근 기록 요청'],
  [/^\/handovers/, () => '맡은 문서 목록 요청'],
  [/^\/devices/, () => '기기 목록 요청'],
  [/^\/(login|challenge|sessions)/, () => '로그인 요청'],
  [/^(pdf|capsule|text|attachment)\b/, ([, what]) => `${DOWNLOAD_WORDS[what as DownloadKind]} 저장`],
];

function roomWords(room: string): string {
  const parsed = parseRoom(room);
  return parsed === null ? '함께 쓰는 방' : `${ROOM_PARTS[parsed.part]} 제${parsed.version}판`;
}

/** Whether the name of a record is only what somebody said: no key proved it. */
export function isClaimed({ what, act }: Pick<AccessRecord, 'what' | 'act'>): boolean {
  return act === 'refused' && what.endsWith(CLAIMED);
}

/** What was handed out, asked for or done. `who` names somebody it was done to. */
export function whatWords({ what, act }: Pick<AccessRecord, 'what' | 'act'>, who: (person: string) => string): string {
  for (const [pattern, words] of WHAT) {
    const found = pattern.exec(what);
    if (found !== null) return words(found, who);
  }
  return act === 'refused' ? '그 밖의 요청' : '그 밖의 일';
}

function codeWords(code: string): string {
  const known = REFUSAL_CODES.find((one) => one === code);
  if (known !== undefined) return sentenceOf(known).split('. ')[0] ?? code;
  return REFUSED[code] ?? (/^\d{4}$/.test(code) ? '들어갈 권한이 없음' : '받지 않음');
}

function refusedWords(why: string): string {
  const { code, times } = readWhy(why);
  return times === 1 ? codeWords(code) : `${codeWords(code)}(같은 시도 ${times.toLocaleString('ko')}번)`;
}

/** Why: the ground and words of a download, the code of a refusal, the ground of an erasure. Digests stay in the chain. */
export function whyWords({ record, reason }: ToldRecord): string {
  const { act, why, what } = record;
  if (act === 'refused') return refusedWords(why);
  if (act === 'downloaded') {
    const ground = GROUND_WORDS[why.split(' ')[0] as DownloadGround];
    return [ground ?? '', reason ?? ''].filter((word) => word !== '').join(': ');
  }
  if (act === 'delivered') return ({ edit: '수정 권한', comment: '의견 권한', view: '열람 권한' } as Readonly<Record<string, string>>)[why] ?? '';
  return /^[0-9a-f]{64}$/.test(why) || what.startsWith('records of') ? '' : why;
}
