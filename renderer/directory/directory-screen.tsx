/** 조직·사람: agencies, their tree, and the chosen person or what was reorganised. An administrator changes the own agency from here. */

import { useDeferredValue, useState } from 'react';
import type { DirectoryView, PersonView } from '../../shared/api/directory-view.ts';
import type { DirectoryStep } from '../app/places.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { Head, type Changing } from './head.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { Middle, type Part } from './middle.tsx';
import { PersonDialog, UnitDialog } from './people-dialogs.tsx';
import { PersonPanel } from './person-panel.tsx';
import { ReorganiseDialog } from './reorganise-dialog.tsx';
import type { OpenPaper } from './work-list.tsx';

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

interface ScreenProps {
  /** The entry somebody came here to see. */
  readonly step: DirectoryStep | null;
  readonly onSaid: (sentence: string) => void;
  readonly onOpen: OpenPaper;
}

/** The screen. `onSaid` hears what was done. */
export function DirectoryScreen({ step, onSaid, onOpen }: ScreenProps) {
  const [query, setQuery] = useState('');
  const asked = useDeferredValue(query.trim());
  const [agency, setAgency] = useState<string | null>(step?.agency ?? null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [part, setPart] = useState<Part>('tree');
  const [changing, setChanging] = useState<Changing | null>(null);
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
    setChanging(null);
    onSaid(sentence);
  };
  return (
    <section className="dir" aria-label={words.title}>
      <Head view={view} query={query} onQuery={setQuery} onChange={setChanging} />
      {error !== null && <Message tone="bad" text={error} />}
      {view !== null && (
        <div className={part === 'tree' ? 'dir-three' : 'dir-three whole'}>
          <Agencies view={view} searching={searching} onPick={pick} />
          <div className="dir-middle" data-area>
            <Middle view={view} searching={searching} chosen={chosen} part={part} onPart={setPart} onChoose={setChosen} onSaid={onSaid} onOpen={onOpen} />
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
                onSaid={onSaid}
                onOpen={onOpen}
              />
            ) : (
              view.agency !== null && <HistoryPanel agency={view.agency} seq={step?.agency === view.agency ? step.seq : null} />
            )}
          </ScrollArea>
        </div>
      )}
      {changing === 'file' && <ImportDialog onDone={done} onClose={() => setChanging(null)} />}
      {changing === 'reorganise' && <ReorganiseDialog onDone={done} onClose={() => setChanging(null)} />}
      {changing === 'person' && <PersonDialog of={null} onDone={done} onClose={() => setChanging(null)} />}
      {changing === 'unit' && <UnitDialog onDone={done} onClose={() => setChanging(null)} />}
      {invited !== null && <InviteDialog person={invited} onClose={() => setInvited(null)} />}
    </section>
  );
}
