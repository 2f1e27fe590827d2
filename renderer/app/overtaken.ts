/** What came first while a dialog stood open over a paper: who did it, and when (screens §6). Pure. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koPast } from '../i18n/ko-past.ts';
import { ko } from '../i18n/ko.ts';
import { shortTime } from '../ui/dates.ts';
import type { Ask } from './asked-dialog.tsx';

const words = ko.document.overtaken;

type Lanes = Pick<DocumentView, 'lanes'>;

/** Ids of the steps that wait for the reader now. */
export const ownTurns = ({ lanes }: Lanes): string[] => lanes.flatMap(({ stages }) => stages.flat()).flatMap(({ id, mine }) => (mine ? [id] : []));

/** The sentence: named where the paper says who came first, else that something did. `own` are the steps that waited for the reader while the dialog stood. */
export function overtakenWords(ask: Ask, { ended, withdrawNot, lanes }: Pick<DocumentView, 'ended' | 'withdrawNot'> & Lanes, own: readonly string[]): string {
  if (ended !== null) return words.by(`${ended.who} ${shortTime(ended.at)} ${koPast.how[ended.how]}`);
  if (ask === 'withdraw' && withdrawNot !== null) return `${words.withdraw} ${withdrawNot}`;
  // The reader's own step, gone through by somebody else who may act on it, or by the reader at another window.
  const done = lanes.flatMap(({ stages }) => stages.flat()).filter(({ id, at }) => own.includes(id) && at !== null);
  const last = done.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')).at(-1);
  if (last === undefined) return words.something;
  return words.by(`${last.deputy ?? last.position} ${shortTime(last.at)} ${last.state === 'skipped' ? ko.states.skipped : ko.kinds[last.kind]}`);
}
