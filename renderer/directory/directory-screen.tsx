/** 조직·사람: agencies, their tree, and the chosen person or what was reorganised. An administrator changes the own agency from here. */

import { useDeferredValue, useState } from 'react';
import type { DirectoryView, PersonView } from '../../shared/api/directory-view.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PersonPanel } from './person-panel.tsx';
import { Tree } from './tree.tsx';

const words = ko.directory;

function Agencies({ view, searching, onPick }: { readonly view: DirectoryView; readonly searching: boolean; readonly onPick: (code: string) => void }) {
  return (
    <nav className="dir-agencies" aria-label={words.agencies} data-area>
      {view.agencies.map(({ code, name, badge, own, people, found }) => (
        <button
          key={code}
          type="button"
          className={code === view.agency ? 'on' : ''}
          aria-current={code === view.agency ? 'true' : undefined}
          onClick={() => onPick(code)}
        >
          <Agency agency={{ name, badge, strand: own ? 1 : 5 }} name />
          <span className="muted num">{words.people(searching ? found : people)}</span>
        </button>
      ))}
    </nav>
  );
}

function Head({
  view,
  query,
  onQuery,
  onFile,
}: {
  readonly view: DirectoryView | null;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onFile: () => void;
}) {
  const own = view !== null && view.administers !== null && view.administers === view.agency;
  return (
    <div className="head">
      <h1>{words.title}</h1>
      <input
        type="search"
        className="field dir-find"
        aria-label={words.find}
        placeholder={words.find}
        maxLength={100}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <span className="sp" />
      {own ? (
        <button type="button" className="btn pri" onClick={onFile}>
          {words.file.open}
        </button>
      ) : (
        <span className="muted cap">{words.readOnly}</span>
      )}
    </div>
  );
}

function Middle({
  view,
  searching,
  chosen,
  onChoose,
}: {
  readonly view: DirectoryView;
  readonly searching: boolean;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const agency = view.agencies.find(({ code }) => code === view.agency);
  const people = view.groups.reduce((sum, { seats }) => sum + seats.length, 0);
  if (agency === undefined) return <p className="muted dir-none">{words.empty}</p>;
  return (
    <>
      <div className="dir-agency">
        <h2>{agency.name}</h2>
        <span className="muted">
          {words.head(view.head)} · {searching ? words.found(people) : words.people(agency.people)}
        </span>
      </div>
      {people === 0 && <p className="muted dir-none">{searching ? words.none : words.noUnits}</p>}
      <Tree groups={view.groups} label={words.tree(agency.name)} left={view.left} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

/** The screen. `onSaid` hears what was done. */
export function DirectoryScreen({ onSaid }: { readonly onSaid: (sentence: string) => void }) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const [agency, setAgency] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [file, setFile] = useState(false);
  const [invited, setInvited] = useState<PersonView | null>(null);
  const { value, error } = useQuery('directory.get', { agency, query: asked }, 'directory');
  const [before, setBefore] = useState<DirectoryView | null>(null);
  if (value !== null && value !== before) setBefore(value);
  const view = value ?? before;
  const act = useAct();
  const searching = asked !== '';
  const pick = (code: string): void => {
    setAgency(code);
    setChosen(null);
  };
  const done = (sentence: string): void => {
    setFile(false);
    onSaid(sentence);
  };
  return (
    <section className="dir" aria-label={words.title}>
      <Head view={view} query={query} onQuery={setQuery} onFile={() => setFile(true)} />
      {error !== null && <Message tone="bad" text={error} />}
      {view !== null && (
        <div className="dir-three">
          <Agencies view={view} searching={searching} onPick={pick} />
          <div className="dir-middle" data-area>
            <Middle view={view} searching={searching} chosen={chosen} onChoose={setChosen} />
          </div>
          <ScrollArea className="dir-panel" label={chosen === null ? words.history.title : words.person.label}>
            {act.said !== null && <Message tone={act.said.ok ? 'ok' : 'bad'} text={act.said.text} onClose={act.clear} />}
            {chosen !== null ? (
              <PersonPanel
                key={chosen}
                id={chosen}
                administers={view.administers !== null && view.administers === view.agency}
                act={act}
                onBack={() => setChosen(null)}
                onInvite={setInvited}
              />
            ) : (
              view.agency !== null && <HistoryPanel agency={view.agency} />
            )}
          </ScrollArea>
        </div>
      )}
      {file && <ImportDialog onDone={done} onClose={() => setFile(false)} />}
      {invited !== null && <InviteDialog person={invited} onClose={() => setInvited(null)} />}
    </section>
  );
}
