/** 수정 제안 and 의견 beside the sheet. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Thread } from '../../shared/collab/comments.ts';
import { koThreads } from '../i18n/ko-threads.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { useEditors } from './parts/use-editors.ts';
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
  readonly editors: readonly Editor[];
  readonly threads: Threads;
  readonly view: DocumentView;
}

/** Puts the proposed words in and says so to everybody; where the words are gone nothing happens. */
function takes({ editors, threads }: PanelInput, taken: readonly Thread[]): void {
  const put = (thread: Thread): boolean => editors.some(({ isEditable, state, view }) => isEditable && takeSuggestion(thread)(state, view.dispatch));
  for (const thread of taken) if (put(thread)) threads.close(thread.id, 'accepted');
}

/** An open thread's words as they stand now, in which part, and whether they may be changed. */
interface Standing {
  readonly words: string;
  readonly editor: Editor;
  readonly writable: boolean;
}

function standingIn(editors: readonly Editor[]): ReadonlyMap<string, Standing> {
  return new Map(
    editors.flatMap((editor) =>
      [...threadPlaces(editor.state)].map(
        ([id, { from, to }]) => [id, { words: editor.state.doc.textBetween(from, to), editor, writable: editor.isEditable }] as const,
      ),
    ),
  );
}

const sameStanding = (a: ReadonlyMap<string, Standing>, b: ReadonlyMap<string, Standing>): boolean =>
  a.size === b.size && [...a].every(([id, one]) => b.get(id)?.words === one.words && b.get(id)?.editor === one.editor && b.get(id)?.writable === one.writable);

function Kind({ input, kind }: { readonly input: PanelInput; readonly kind: Thread['kind'] }) {
  const { editors, threads, view } = input;
  const now = useEditors(editors, standingIn, sameStanding);
  const own = threads.all.filter((thread) => thread.kind === kind);
  const mine = (thread: Thread): number => Number(callsMe(thread, threads.me));
  const open = own.filter(({ state }) => state === 'open').toSorted((a, b) => mine(b) - mine(a));
  const closed = own.filter(({ state }) => state !== 'open');
  const begun = threads.begun?.kind === kind ? threads.begun : null;
  if (own.length === 0 && begun === null) return null;
  const title = kind === 'comment' ? koThreads.comments : koThreads.suggestions;
  const takeable = open.filter(({ id }) => now.get(id)?.writable === true);
  // All at once only where the words are still those the suggestion was about.
  const unchanged = takeable.filter(({ id, anchor }) => now.get(id)?.words === anchor.quote);
  const card = (thread: Thread) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      threads={threads}
      view={view}
      now={now.get(thread.id)?.words ?? null}
      take={takeable.includes(thread) ? () => takes(input, [thread]) : null}
      onGo={() => {
        const editor = now.get(thread.id)?.editor;
        if (editor === undefined) return;
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
  const { editors, threads } = input;
  useEffect(() => {
    for (const editor of editors) showThreads(editor, threads.all);
  }, [editors, threads.all]);
  return (
    <>
      <Kind input={input} kind="suggestion" />
      <Kind input={input} kind="comment" />
    </>
  );
}
