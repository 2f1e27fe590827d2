/** Reminders in words, as the desktop shows them outside the program: a title is told only of a paper that is open to all. */

import type { DesktopNotice, NoticeKind, NoticeStage } from '../../../shared/api/notice-view.ts';
import { koreanDateWithDay } from '../../../shared/writing/amount.ts';
import type { Reminder } from './store.ts';

const KINDS: Readonly<Record<NoticeKind, string>> = {
  draft: '기안',
  review: '검토',
  concur: '협조',
  approve: '결재',
  receive: '결재 요청',
  design: '결재경로',
  rewrite: '재기안',
  answer: '의견조회',
  confirm: '사후보고 확인',
  arrival: '받은 문서',
  answers: '의견조회',
};

const STAGES: Readonly<Record<NoticeStage, string>> = {
  before: '기한이 가깝습니다',
  on: '오늘까지입니다',
  over: '기한이 지났습니다',
  asked: '처리를 부탁하는 알림이 왔습니다',
  answered: '의견이 왔습니다',
  enough: '바란 만큼 의견이 왔습니다',
};

/** More than this many at once are one notice: nobody reads twelve. */
const MOST = 3;

/** A reminder whose paper is known by this title, null where it is not to be shown outside. */
export interface Named extends Reminder {
  readonly title: string | null;
  /** Who sent it, in words; '' where nobody did. */
  readonly from: string;
}

/** The notices for reminders told now. */
export function desktopNotices(named: readonly Named[]): DesktopNotice[] {
  if (named.length > MOST) {
    const over = named.filter(({ stage }) => stage === 'over').length;
    const body = over > 0 ? `그 가운데 ${over}건은 기한이 지났습니다.` : '알림을 열어 확인하십시오.';
    return [{ id: 'ongyeol-many', title: `알림 ${named.length}건`, body, documentId: null }];
  }
  return named.map(({ documentId, request, kind, day, stage, title, from }) => ({
    id: `ongyeol-${documentId}-${request}`,
    title: `${KINDS[kind]}: ${STAGES[stage]}`,
    body: [title ?? '공개하지 않는 문서', ...(from === '' ? [] : [`${from} ${kind === 'answers' ? '답함' : '보냄'}`]), `기한 ${koreanDateWithDay(day)}`].join(
      ' · ',
    ),
    documentId,
  }));
}
