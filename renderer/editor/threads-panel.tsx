/** 수정 제안 and 의견 beside the sheet. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Thread } from '../../shared/collab/comments.ts';
import { koThreads } from '../i18n/ko-threads.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { anchorOf, goToThread, showThreads, takeSuggestion, threadPlaces } from './thread-marks.ts';
import { callsMe, ThreadCard, Write } from './thread-card.tsx';
import type { Begun, Threads } from './use-threads.ts';

/** Buttons over the sheet that begin a thread on the selected words. */
export function ThreadTools({ editor, threads }: { readonly editor: Editor; readonly threads: Threads }) {
  const ready = useEditorState({
    editor,
    selector: ({ editor: { state } }) => !state.selection.empty && state.selection.$from.sameParent(state.selection.$to),
  });
  if (!threads.mayWrite) return null;
  const begin = (kind: Begun['kind']) => (): void => {
    const anchor = anchorOf(editor.state);
    if (anchor !== null) threads.begin({ kind, anchor });
  };
  const tools = [
    ['talk', koThreads.addComment, 'comment'],
    ['pen', koThreads.addSuggestion, 'suggestion'],
  ] as const satisfies readonly (readonly [IconName, string, Begun['kind']])[];
  return tools.map(([icon, label, kind]) => (
    <button
      key={kind}
      type="button"
      className="btn quiet icon"
      aria-label={label}
      aria-disabled={!ready}
      title={ready ? label : `${label}. ${koThreads.selectFirst}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={begin(kind)}
    >
      <Icon name={icon} />
    </button>
  ));
}

function Beginning({ begun, threads }: { readonly begun: Begun; readonly threads: Threads }) {
  const [reason, setReason] = useState('');
  const suggestion = begun.kind === 'suggestion';
  return (
    <li className="thread begun">
      <q className="thread-words">{begun.anchor.quote}</q>
      <Write
        label={suggestion ? koThreads.proposal : koThreads.text}
        start={suggestion ? begun.anchor.quote : ''}
        empty={suggestion}
        button={koThreads.add}
        threads={threads}
        onCancel={() => threads.begin(null)}
        onDone={(text) => threads.add(begun, suggestion ? reason.trim() : text, suggestion ? text : '')}
      >
        {suggestion && (
          <>
            <p className="muted cap">{koThreads.proposalNote}</p>
            <input
              className="field"
              aria-label={koThreads.reason}
              placeholder={koThreads.reason}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </Write>
    </li>
  );
}

interface PanelInput {
  readonly editor: Editor;
  readonly threads: Threads;
  readonly view: DocumentView;
}

/** Puts the proposed words in and says so to everybody; where the words are gone nothing happens. */
function takes({ editor, threads }: PanelInput, taken: readonly Thread[]): void {
  for (const thread of taken) if (takeSuggestion(thread)(editor.state, editor.view.dispatch)) threads.close(thread.id, 'accepted');
}

function Kind({ input, kind }: { readonly input: PanelInput; readonly kind: Thread['kind'] }) {
  const { editor, threads, view } = input;
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => new Map([...threadPlaces(state)].map(([id, { from, to }]) => [id, state.doc.textBetween(from, to)])),
    equalityFn: (a, b) => b !== null && a.size === b.size && [...a].every(([id, words]) => b.get(id) === words),
  });
  const own = threads.all.filter((thread) => thread.kind === kind);
  const mine = (thread: Thread): number => Number(callsMe(thread, threads.me));
  const open = own.filter(({ state }) => state === 'open').toSorted((a, b) => mine(b) - mine(a));
  const closed = own.filter(({ state }) => state !== 'open');
  const begun = threads.begun?.kind === kind ? threads.begun : null;
  if (own.length === 0 && begun === null) return null;
  const title = kind === 'comment' ? koThreads.comments : koThreads.suggestions;
  const takeable = editor.isEditable ? open.filter(({ id }) => now.has(id)) : [];
  // All at once only where the words are still those the suggestion was about.
  const unchanged = takeable.filter(({ id, anchor }) => now.get(id) === anchor.quote);
  const card = (thread: Thread) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      threads={threads}
      view={view}
      now={now.get(thread.id) ?? null}
      take={takeable.includes(thread) ? () => takes(input, [thread]) : null}
      onGo={() => {
        goToThread(thread.id)(editor.state, editor.view.dispatch);
        editor.commands.focus();
      }}
    />
  );
  return (
    <section className="sec" aria-label={title}>
      <h2>
        <Icon name={kind === 'comment' ? 'talk' : 'pen'} />
        {title} <span className="cnt">{open.length}</span>
        <span className="sp" />
        {kind === 'suggestion' && unchanged.length > 1 && (
          <button type="button" className="btn sm" onClick={() => takes(input, unchanged)}>
            {koThreads.takeAll}
          </button>
        )}
      </h2>
      <ul className="thread-list">
        {begun !== null && <Beginning key={begun.anchor.start + begun.anchor.end} begun={begun} threads={threads} />}
        {open.map(card)}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary className="muted cap">{koThreads.closed(closed.length)}</summary>
          <ul className="thread-list">{closed.map(card)}</ul>
        </details>
      )}
    </section>
  );
}

/** Both sections; the sheet is told which threads there are. */
export function ThreadsPanel(input: PanelInput) {
  const { editor, threads } = input;
  useEffect(() => showThreads(editor, threads.all), [editor, threads.all]);
  return (
    <>
      <Kind input={input} kind="suggestion" />
      <Kind input={input} kind="comment" />
    </>
  );
}
