/** One thread: who, when, the words it is about, answers, and what can be done with it. */

import { useState, type ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Author, Closing, Thread } from '../../shared/collab/comments.ts';
import { koThreads } from '../i18n/ko-threads.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import type { Threads } from './use-threads.ts';

/** Whether a thread or an answer in it calls this person. */
export function callsMe(thread: Thread, me: string | null): boolean {
  return me !== null && (thread.calls.includes(me) || thread.replies.some((reply) => reply.calls.includes(me)));
}

/** Who wrote it and when. */
function By({ by, at, view }: { readonly by: Author; readonly at: string; readonly view: DocumentView }) {
  const agency = view.agencies.find((one) => one.code === by.agency);
  return (
    <p className="row thread-by">
      {agency !== undefined && <Agency agency={agency} />}
      <b title={by.name}>{by.position}</b>
      <span className="sp" />
      <time className="muted cap" dateTime={at}>
        {shortTime(at)}
      </time>
    </p>
  );
}

/** Calls somebody who writes in this document. */
function Call({ threads, onCall }: { readonly threads: Threads; readonly onCall: (position: string) => void }) {
  return (
    <select className="field mini" aria-label={koThreads.call} value="" onChange={(event) => onCall(event.target.value)}>
      <option value="">{koThreads.callWhom}</option>
      {threads.people.map((one) => (
        <option key={one.id} value={one.position}>
          {one.position} {one.name}
        </option>
      ))}
    </select>
  );
}

/** A text with the people it calls set off. */
function Said({ text, threads }: { readonly text: string; readonly threads: Threads }) {
  const positions = [...new Set(threads.people.map(({ position }) => `@${position}`))].toSorted((a, b) => b.length - a.length);
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const called = positions.find((one) => text.startsWith(one, at));
    const next = called === undefined ? text.indexOf('@', at + 1) : at + called.length;
    pieces.push(text.slice(at, next < 0 ? text.length : next));
    at = next < 0 ? text.length : next;
  }
  return (
    <p className="thread-text">
      {pieces.map((piece, i) =>
        positions.includes(piece) ? (
          <b key={`${i}${piece}`} className="called">
            {piece}
          </b>
        ) : (
          piece
        ),
      )}
    </p>
  );
}

/** A text to write with its two buttons; Ctrl Enter keeps it. */
export function Write({
  label,
  start,
  empty,
  button,
  threads,
  children,
  onDone,
  onCancel,
}: {
  readonly label: string;
  readonly start: string;
  /** Whether an empty text may be kept. */
  readonly empty: boolean;
  readonly button: string;
  readonly threads: Threads;
  readonly children?: ReactNode;
  readonly onDone: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(start);
  const ready = empty || text.trim() !== '';
  const done = (): void => {
    if (ready) onDone(text.trim());
  };
  return (
    <div className="thread-write">
      <textarea
        className="field"
        rows={3}
        autoFocus
        aria-label={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done();
          else if (event.key === 'Escape') onCancel();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {children}
      <div className="row">
        <button type="button" className="btn sm pri" aria-disabled={!ready} onClick={done}>
          {button}
        </button>
        <button type="button" className="btn sm quiet" onClick={onCancel}>
          {koThreads.cancel}
        </button>
        <span className="sp" />
        {threads.people.length > 0 && (
          <Call threads={threads} onCall={(position) => setText(`${text}${text === '' || /\s$/.test(text) ? '' : ' '}@${position} `)} />
        )}
      </div>
    </div>
  );
}

function Acts({
  thread,
  threads,
  take,
  onReply,
}: {
  readonly thread: Thread;
  readonly threads: Threads;
  readonly take: (() => void) | null;
  readonly onReply: () => void;
}) {
  const act = (state: Closing['state']) => (): void => threads.close(thread.id, state);
  return (
    <div className="row thread-acts">
      {thread.state !== 'open' && (
        <button type="button" className="btn sm" onClick={act('open')}>
          {koThreads.reopen}
        </button>
      )}
      {thread.state === 'open' && thread.kind === 'comment' && (
        <button type="button" className="btn sm" onClick={act('resolved')}>
          {koThreads.resolve}
        </button>
      )}
      {thread.state === 'open' && thread.kind === 'suggestion' && (
        <>
          {take !== null && (
            <button type="button" className="btn sm" onClick={take}>
              {koThreads.take}
            </button>
          )}
          <button type="button" className="btn sm" onClick={act('rejected')}>
            {koThreads.refuse}
          </button>
        </>
      )}
      <span className="sp" />
      <button type="button" className="btn sm quiet" onClick={onReply}>
        {koThreads.reply}
      </button>
    </div>
  );
}

/** The card. `now` are the words as they stand, null where they are gone; `take` is null for who may not change the text. */
export function ThreadCard({
  thread,
  threads,
  view,
  now,
  take,
  onGo,
}: {
  readonly thread: Thread;
  readonly threads: Threads;
  readonly view: DocumentView;
  readonly now: string | null;
  readonly take: (() => void) | null;
  readonly onGo: () => void;
}) {
  const [answering, setAnswering] = useState(false);
  const open = thread.state === 'open';
  const { quote } = thread.anchor;
  return (
    <li className="thread">
      {open && callsMe(thread, threads.me) && <p className="tag warn">{koThreads.calledMe}</p>}
      <By by={thread.by} at={thread.at} view={view} />
      {quote !== '' && (
        <button type="button" className="thread-words" onClick={onGo}>
          {thread.kind === 'comment' ? <q>{quote}</q> : <del>{quote}</del>} {thread.kind === 'suggestion' && <ins>{thread.proposal}</ins>}
        </button>
      )}
      {open && now === null && quote !== '' && <p className="muted cap">{koThreads.gone}</p>}
      {open && now !== null && now !== quote && thread.kind === 'suggestion' && <p className="cap thread-changed">{koThreads.changed}</p>}
      {thread.text !== '' && <Said text={thread.text} threads={threads} />}
      {thread.replies.map((reply) => (
        <div key={`${reply.at}${reply.by.position}${reply.text}`} className="thread-reply">
          <By by={reply.by} at={reply.at} view={view} />
          <Said text={reply.text} threads={threads} />
        </div>
      ))}
      {!open && (
        <p className="muted cap">
          {koThreads.states[thread.state]} · {thread.closed?.by.position} · {shortTime(thread.closed?.at ?? null)}
        </p>
      )}
      {answering ? (
        <Write
          label={koThreads.replyText}
          start=""
          empty={false}
          button={koThreads.reply}
          threads={threads}
          onCancel={() => setAnswering(false)}
          onDone={(text) => {
            threads.reply(thread.id, text);
            setAnswering(false);
          }}
        />
      ) : (
        threads.mayWrite && <Acts thread={thread} threads={threads} take={open ? take : null} onReply={() => setAnswering(true)} />
      )}
    </li>
  );
}
