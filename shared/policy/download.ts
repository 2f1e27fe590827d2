/** Keeping a paper outside the program: when it is recorded, when a reason is asked, and the reasons an office knows (SPEC.md, RT6). */

import { isMaker } from '../approval/maker.ts';
import type { DocumentState } from '../approval/state.ts';
import { findPerson } from '../org/delegation.ts';
import type { Directory } from '../org/directory.ts';
import type { DownloadGround, DownloadKind } from '../trail/statement.ts';

/** `free`: a draft, nothing is recorded. `recorded`: signed and recorded, nothing is asked. `reason`: a ground is asked too. */
export type DownloadRule = 'free' | 'recorded' | 'reason';

/** What was kept, in words. */
export const DOWNLOAD_WORDS: Readonly<Record<DownloadKind, string>> = { pdf: 'PDF', capsule: '검증용 묶음', text: '본문', attachment: '붙임' };

/** The grounds in words, in the order they are offered. */
export const GROUND_WORDS: Readonly<Record<DownloadGround, string>> = {
  duty: '담당 업무 처리',
  report: '보고·회의 자료',
  disclosure: '민원·정보공개 처리',
  audit: '감사·조사 자료',
  archive: '기록물 편철·이관',
  other: '그 밖의 사유',
};

/** The grounds, in the order they are offered. */
export const DOWNLOAD_GROUNDS = Object.keys(GROUND_WORDS) as DownloadGround[];

/** How this person may keep this paper, given that it may be read. A draft is text still being written; the drafter answers for the paper anyway. */
export function downloadRule(state: DocumentState, directory: Directory, personId: string): DownloadRule {
  if (state.contentDigest === null || state.status === 'drafting' || state.status === 'none') return 'free';
  if (isMaker(state, state.lead?.agency, personId, directory)) return 'recorded';
  const own = state.lead?.agency === findPerson(directory, personId)?.agency;
  return own && state.status !== 'issued' ? 'recorded' : 'reason';
}

/** Whether what was said is enough for the rule: `other` needs words. */
export function reasonSuffices(rule: DownloadRule, ground: DownloadGround | null, told: boolean): boolean {
  if (ground === null) return rule !== 'reason';
  return ground !== 'other' || told;
}
