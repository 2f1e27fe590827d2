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

/** What came first to the reader's own steps: the version's end, or who else acted on one of them (or the reader at another window); null where nobody can be named. */
export function firstAct({ ended, lanes }: Pick<DocumentView, 'ended'> & Lanes, own: readonly string[]): string | null {
  if (ended !== null) return `${ended.who} ${shortTime(ended.at)} ${koPast.how[ended.how]}`;
  const done = lanes.flatMap(({ stages }) => stages.flat()).filter(({ id, at }) => own.includes(id) && at !== null);
  const last = done.toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')).at(-1);
  if (last === undefined) return null;
  return `${last.deputy ?? last.position} ${shortTime(last.at)} ${last.state === 'skipped' ? ko.states.skipped : ko.kinds[last.kind]}`;
}

/** Of an answer: who gave one meanwhile, or that nothing is asked any more. */
function answeredWords(consultations: DocumentView['consultations']): string {
  const open = consultations.filter((one) => one.open);
  if (open.length === 0) return words.consultationOver;
  const last = open
    .flatMap(({ to }) => to.flatMap(({ answer }) => answer ?? []))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1);
  return last === undefined ? words.something : words.answered(`${last.who} ${shortTime(last.at)} ${ko.consultation.answer}`);
}

/** What the sentence is read from. */
type Overtaken = Pick<DocumentView, 'ended' | 'withdrawNot' | 'revision' | 'consultations'> & Lanes;

/** The sentence: named where the paper says who came first, else that something did. `own` are the steps that waited for the reader while the dialog stood. */
export function overtakenWords(ask: Ask, view: Overtaken, own: readonly string[]): string {
  const { ended, withdrawNot, revision, consultations } = view;
  if (ended === null && ask === 'withdraw' && withdrawNot !== null) return `${words.withdraw} ${withdrawNot}`;
  if (ended === null && ask === 'answer') return answeredWords(consultations);
  const first = firstAct(view, own);
  if (first !== null) return words.by(first);
  if (revision !== null)
    return revision.mine ? words.ownRevising(revision.version) : words.revising(`${revision.who} ${shortTime(revision.at)}`, revision.version);
  return words.something;
}
