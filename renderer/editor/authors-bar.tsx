/** 글쓴이 표시, switched on: who wrote how much of the text, and who wrote where the caret stands. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { koAuthors } from '../i18n/ko-authors.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { showAuthors, writerHere, writers, type Author, type Authors } from './author-marks.ts';

/** Drawn again in the pause after a change; never inside a syllable. */
const PAUSE_MS = 300;
/** A client the server did not know a moment ago is asked for again. */
const AGAIN_MS = 2000;

interface Asked {
  readonly authors: Authors | null;
  readonly error: string | null;
}

/** Asks the server who wrote, and again when letters of somebody new stand in the text. */
function useAuthors(editor: Editor, room: string, view: DocumentView): Asked {
  const client = useClient();
  const [asked, setAsked] = useState<Asked>({ authors: null, error: null });
  const { agencies } = view;
  useEffect(() => {
    let [gone, again] = [false, 0];
    const ask = async (): Promise<void> => {
      again = 0;
      const answer = await client.call('collab.authors', { room });
      if (gone) return;
      if (!answer.ok) return setAsked(({ authors }) => ({ authors, error: answer.error.message }));
      const authorOf = ({ agency, position, name, at }: (typeof answer.value.authors)[number]): Author => {
        const own = agencies.find(({ code }) => code === agency);
        return { agency, strand: own?.strand ?? 0, who: `${own?.name ?? ''} ${position} ${name}`.trim(), at };
      };
      setAsked({ authors: new Map(answer.value.authors.map((one) => [one.client, authorOf(one)])), error: null });
    };
    const look = (): void => {
      if (again === 0 && writers(editor.state).unknown.length > 0) again = window.setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    editor.on('transaction', look);
    return () => {
      gone = true;
      window.clearTimeout(again);
      editor.off('transaction', look);
    };
  }, [client, editor, room, agencies]);
  return asked;
}

/** Keeps the marks on the sheet true while the bar stands. */
function useMarks(editor: Editor, authors: Authors | null): void {
  useEffect(() => {
    if (authors === null) return undefined;
    let timer = 0;
    const draw = (): void => {
      if (editor.view.composing) return later();
      showAuthors(editor, authors);
    };
    const later = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(draw, PAUSE_MS);
    };
    draw();
    editor.on('update', later);
    return () => {
      window.clearTimeout(timer);
      editor.off('update', later);
      showAuthors(editor, null);
    };
  }, [editor, authors]);
}

function Here({ author, client }: { readonly author: Author | undefined; readonly client: number | null }) {
  if (client === null) return <span className="muted">{koAuthors.nobody}</span>;
  if (author === undefined) return <span>{koAuthors.unknown}</span>;
  return (
    <span>
      <b>{author.who}</b> {author.at !== null && <span className="num">{koAuthors.since(shortTime(author.at))}</span>}
    </span>
  );
}

/** The bar. */
export function AuthorsBar({ editor, room, view }: { readonly editor: Editor; readonly room: string; readonly view: DocumentView }) {
  const { authors, error } = useAuthors(editor, room, view);
  useMarks(editor, authors);
  const { letters } = useEditorState({ editor, selector: ({ editor: now }) => writers(now.state) });
  const client = useEditorState({ editor, selector: ({ editor: now }) => writerHere(now.state) });
  const sums = new Map<string, number>();
  for (const [one, count] of letters) {
    const agency = authors?.get(one)?.agency ?? '';
    sums.set(agency, (sums.get(agency) ?? 0) + count);
  }
  if (error !== null && authors === null) return <Message tone="warn" text={error} />;
  return (
    <section className="authors-bar" aria-label={koAuthors.show} title={koAuthors.note}>
      {authors === null && <span className="muted">{koAuthors.reading}</span>}
      {view.agencies.map((agency) => {
        const count = sums.get(agency.code) ?? 0;
        return count === 0 ? null : (
          <span key={agency.code} className="row">
            <Agency agency={agency} name /> <span className="num">{koAuthors.letters(count)}</span>
          </span>
        );
      })}
      <span className="sp" />
      <span className="muted">{koAuthors.here}</span>
      <span role="status">{authors !== null && <Here author={client === null ? undefined : authors.get(client)} client={client} />}</span>
    </section>
  );
}
