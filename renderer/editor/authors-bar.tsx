/** 글쓴이 표시, switched on: who wrote how much of the text, and who wrote where the caret stands. */

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Output } from '../../shared/api/contract.ts';
import { useClient } from '../api/bridge.ts';
import { koAuthors } from '../i18n/ko-authors.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { useEditors } from './parts/use-editors.ts';
import { showAuthors, writerHere, writers, type Author, type Authors } from './author-marks.ts';

/** Drawn again in the pause after a change; never inside a syllable. */
const PAUSE_MS = 300;
/** A client the server did not know a moment ago is asked for again. */
const AGAIN_MS = 2000;

type Told = Output<'collab.authors'>['authors'][number];

interface Asked {
  readonly authors: Authors | null;
  readonly error: string | null;
}

/** Asks the server who wrote, and again when letters of somebody new stand in the text. */
function useAuthors(editors: readonly Editor[], view: DocumentView): Asked {
  const client = useClient();
  const [asked, setAsked] = useState<Asked>({ authors: null, error: null });
  const { agencies } = view;
  const rooms = view.rooms.sections.join(' ');
  useEffect(() => {
    let [gone, again] = [false, 0];
    const ask = async (): Promise<void> => {
      again = 0;
      const answers = await Promise.all(rooms.split(' ').map((room) => client.call('collab.authors', { room })));
      if (gone) return;
      const refused = answers.find(({ ok }) => !ok);
      if (refused?.ok === false) return setAsked(({ authors }) => ({ authors, error: refused.error.message }));
      const authorOf = ({ agency, position, name, at }: Told): Author => {
        const own = agencies.find(({ code }) => code === agency);
        return { agency, strand: own?.strand ?? 0, who: `${own?.name ?? ''} ${position} ${name}`.trim(), at };
      };
      const told = answers.flatMap((answer) => (answer.ok ? answer.value.authors : []));
      setAsked({ authors: new Map(told.map((one) => [one.client, authorOf(one)])), error: null });
    };
    const look = (): void => {
      if (again === 0 && editors.some(({ isDestroyed, state }) => !isDestroyed && writers(state).unknown.length > 0))
        again = window.setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    for (const editor of editors) editor.on('transaction', look);
    return () => {
      gone = true;
      window.clearTimeout(again);
      for (const editor of editors) editor.off('transaction', look);
    };
  }, [client, editors, rooms, agencies]);
  return asked;
}

/** Keeps the marks on the sheet true while the bar stands. */
function marksOn(editor: Editor, authors: Authors): () => void {
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
}

function useMarks(editors: readonly Editor[], authors: Authors | null): void {
  useEffect(() => {
    if (authors === null) return undefined;
    const stops = editors.map((editor) => marksOn(editor, authors));
    return () => stops.forEach((stop) => stop());
  }, [editors, authors]);
}

/** Letters of each client id over all parts. */
function lettersIn(editors: readonly Editor[]): ReadonlyMap<number, number> {
  const letters = new Map<number, number>();
  for (const { state } of editors) for (const [client, count] of writers(state).letters) letters.set(client, (letters.get(client) ?? 0) + count);
  return letters;
}

const sameLetters = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean =>
  a.size === b.size && [...a].every(([client, count]) => b.get(client) === count);

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
export function AuthorsBar({ editors, active, view }: { readonly editors: readonly Editor[]; readonly active: Editor; readonly view: DocumentView }) {
  const { authors, error } = useAuthors(editors, view);
  useMarks(editors, authors);
  const letters = useEditors(editors, lettersIn, sameLetters);
  const client = useEditors(editors, () => (active.isDestroyed ? null : writerHere(active.state)), Object.is);
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
