/** What is told above an open paper: what an act answered, what failed, and how the version came back. */

import type { OpenRevisionView } from '../../shared/api/act-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayTime, shortDay, shortTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { Said } from '../ui/said.tsx';
import { Toast } from '../ui/toast.tsx';

const words = ko.acts.back;

/** Who returned the version or asked for a change, why, and what to do; nothing where nothing came back. */
function CameBack({ view }: { readonly view: DocumentView }) {
  const { ended } = view;
  if (ended === null) return null;
  return (
    <Message tone={ended.how === 'withdrawn' ? 'off' : 'warn'} text={view.acts.includes('redraft') ? words[ended.how] : words.others[ended.how]}>
      <p>
        <b>{ended.who}</b> <span className="num nw">{shortTime(ended.at)}</span> <Said text={ended.reason} />
      </p>
      <p>
        {ended.due !== null && `${ko.due.wanted(shortDay(dayTime(ended.due)))} `}
        {ended.signatures > 0 && `${words.void(ended.signatures)} `}
        {view.acts.includes('redraft') && words.toDo}
      </p>
    </Message>
  );
}

/** That a version is being written now; who may return the paper all the same is told so, and nobody else. Pure. */
export function writingWords(revision: OpenRevisionView, acts: DocumentView['acts']): string {
  const { writing, writingNote, other, otherNote, mayReturn } = ko.revision;
  if (revision.mine) return `${writing(revision.version)} ${writingNote}`;
  return `${other(revision.who, revision.version)} ${otherNote}${acts.includes('return') ? ` ${mayReturn}` : ''}`;
}

/** A version being written now, by this person or somebody else. */
function Writing({ view }: { readonly view: DocumentView }) {
  const { revision } = view;
  if (revision === null) return null;
  const text = writingWords(revision, view.acts);
  return (
    <Message tone="warn" text={text}>
      {revision.reason !== '' && (
        <p>
          <Said text={revision.reason} />
        </p>
      )}
    </Message>
  );
}

/** The newest version written in the chain, for who signed the one before: what it means, why, and where to see it. */
function Changed({ view, onCompare }: { readonly view: DocumentView; readonly onCompare: () => void }) {
  const newest = view.revisions.at(-1);
  if (newest === undefined || newest.version !== view.version || !(newest.told || newest.again) || view.status !== 'in-approval') return null;
  const words = ko.revision;
  return (
    <Message tone="warn" text={`${words.changed(newest.version)} ${newest.again ? words.again : words.told}`}>
      <p>
        <b>{newest.who}</b> <span className="num nw">{shortTime(newest.at)}</span> <Said text={newest.reason} />
      </p>
      <button type="button" className="btn sm" onClick={onCompare}>
        {words.compare} <kbd>D</kbd>
      </button>
    </Message>
  );
}

/** A 사후보고 of this person's that cannot be confirmed before the absence is over. */
function NotBack({ view }: { readonly view: DocumentView }) {
  const until = view.report === 'confirm' && !view.acts.includes('confirmReport') ? view.reports.flatMap((report) => report.awayUntil ?? []).at(-1) : undefined;
  return until === undefined ? null : <Message tone="warn" text={ko.acts.report.notYet(shortDay(dayTime(until)))} />;
}

/** What an act of this paper said; `off` where the signature waits for the server. */
export interface PaperSaid {
  readonly text: string;
  readonly tone: 'ok' | 'off' | 'warn';
  /** Words that were typed in a dialog that closed because somebody came first, '' for none; left out where none closed. */
  readonly typed?: string;
}

/** All of it, in the order it matters. */
export function PaperNotes({
  view,
  error,
  said,
  act,
  onHush,
  onNext,
  onCompare,
}: {
  readonly view: DocumentView;
  readonly error: string | null;
  readonly said: PaperSaid | null;
  readonly act: Act;
  readonly onHush: () => void;
  /** On to the next paper that waits for a signature; null where none does. */
  readonly onNext: (() => void) | null;
  readonly onCompare: () => void;
}) {
  return (
    <>
      {error !== null && <Message tone="bad" text={error} />}
      {said !== null && said.tone !== 'ok' && (
        <Message tone={said.tone} text={said.text} onClose={onHush}>
          {said.typed !== undefined && said.typed !== '' && (
            <p>
              {ko.document.overtaken.typed} <Said text={said.typed} />
            </p>
          )}
          {said.typed !== undefined && onNext !== null && (
            <button type="button" className="btn sm" onClick={onNext}>
              {ko.document.overtaken.next} <kbd>G</kbd>
            </button>
          )}
        </Message>
      )}
      {said?.tone === 'ok' && <Toast text={said.text} onClose={onHush} />}
      <CameBack view={view} />
      <Writing view={view} />
      <Changed view={view} onCompare={onCompare} />
      <NotBack view={view} />
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </>
  );
}
