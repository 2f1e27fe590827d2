/** Footnotes before 결재 올림: what they say and will not be printed is asked about (NOTE-8). */

import type { DocumentView } from '../../../shared/api/views.ts';
import { unsoundNotes } from '../../../shared/collab/lost-notes.ts';
import type { DraftRooms } from '../documents/drafts.ts';

type Check = DocumentView['checks'][number];

/** Places shown at once; the heading counts them all. */
const SHOWN = 50;

/** Nothing where every footnote stands somewhere and says something. */
export function noteChecks(rooms: DraftRooms | null): Check[] {
  const ids = rooms === null || rooms.order.length === 0 ? null : new Set(rooms.order);
  const sections = [...(rooms?.sections ?? [])].filter(([id]) => ids?.has(id) ?? true);
  const found = sections.map(([, room]) => unsoundNotes(room.doc));
  const lost = found.flatMap((one) => one.lost);
  const silent = found.reduce((sum, one) => sum + one.silent, 0);
  const gone: Check = {
    state: 'warn',
    title: `자리를 잃은 각주 ${lost.length}개`,
    detail: '이대로 올리면 각주의 글이 문서에 들어가지 않습니다. 본문 아래에서 다시 달거나 버리십시오.',
    article: '',
    places: lost.slice(0, SHOWN).map(({ text }) => ({ in: 'lostNotes', block: null, row: null, column: null, start: 0, end: 0, label: text, reason: '' })),
  };
  const empty: Check = {
    state: 'warn',
    title: `글이 없는 각주 ${silent}개`,
    detail: '「*」로 보이는 각주는 번호가 찍히지 않습니다. 글을 쓰거나 빼십시오.',
    article: '',
  };
  return [...(lost.length === 0 ? [] : [gone]), ...(silent === 0 ? [] : [empty])];
}
