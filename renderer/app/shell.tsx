/** The frame: title, nav with counts, what is in front, status bar. */

import { useCallback, useState } from 'react';
import type { DocumentRow, ProfileView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { NewDocument } from '../drafts/new-document.tsx';
import { Home } from '../home/home.tsx';
import { ko } from '../i18n/ko.ts';
import { KeyDialog } from '../keys/key-dialog.tsx';
import { OutboxDialog } from '../outbox/outbox-dialog.tsx';
import { StrandedDialog } from '../stranded/stranded-dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { DocumentScreen, type Ask } from './document-screen.tsx';
import { FindDialog } from './find.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Nav } from './nav.tsx';
import { closePaper, FIRST_PLACE, openPaper, renamePaper, type Place } from './places.ts';
import { RollbackNote } from './rollback-note.tsx';
import { StatusBar, useStatus } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

/** F6 goes round the areas of the screen: nav, list or text, panel. */
function nextArea(): void {
  const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((area) => area.offsetParent !== null);
  const here = areas.findIndex((area) => area.contains(document.activeElement));
  const next = areas[(here + 1) % Math.max(1, areas.length)];
  const inside =
    next?.matches('[tabindex="0"]') === true
      ? next
      : next?.querySelector<HTMLElement>('[role=listbox], [contenteditable=true], button:not([tabindex="-1"]), input, select, textarea, a');
  inside?.focus();
}

/** One person at work. */
export function Shell({ profile, onLock }: { readonly profile: ProfileView; readonly onLock: () => void }) {
  const [place, setPlace] = useState<Place>(FIRST_PLACE);
  const [over, setOver] = useState<'keys' | 'find' | 'outbox' | 'stranded' | 'key' | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);
  const home = useQuery('home.list', {});
  const { status, settled, clear } = useStatus();
  const { front } = place;
  const open = (row: Pick<DocumentRow, 'documentId' | 'title'>, asked: Ask | null = null): void => {
    setAsk(asked);
    setOver(null);
    setPlace((now) => openPaper(now, row));
  };
  const toList = (): void => {
    setPlace((now) => ({ ...now, front: { at: 'list' } }));
    home.reload();
  };
  const rename = useCallback((documentId: string, title: string) => setPlace((now) => renamePaper(now, documentId, title)), []);
  const fresh = (): void => setPlace((now) => ({ ...now, front: { at: 'new' } }));
  useShortcuts({ '?': () => setOver('keys'), 'Ctrl K': () => setOver('find'), F6: nextArea });
  return (
    <div className={front.at === 'paper' ? 'app rail' : 'app'}>
      <TitleBar
        profile={profile}
        place={place}
        onList={toList}
        onPaper={(documentId) => setPlace((now) => ({ ...now, front: { at: 'paper', documentId } }))}
        onClose={(documentId) => setPlace((now) => closePaper(now, documentId))}
        onFind={() => setOver('find')}
      />
      <Nav
        lists={home.value}
        place={place}
        status={status}
        onList={(list) => setPlace((now) => ({ ...now, list, front: { at: 'list' } }))}
        onNew={fresh}
        onKey={() => setOver('key')}
      />
      <main className="main" aria-label={front.at === 'list' ? ko.lists[place.list] : front.at === 'new' ? ko.frame.newDocument : ko.frame.papers}>
        {front.at === 'list' && (
          <Home
            key={place.list}
            lists={home.value}
            error={home.error}
            list={place.list}
            offline={status?.connection === 'offline'}
            onOpen={open}
            onNew={fresh}
          />
        )}
        {front.at === 'paper' && (
          <DocumentScreen key={front.documentId} documentId={front.documentId} ask={ask} status={status} onAsked={() => setAsk(null)} onTitle={rename} />
        )}
        {front.at === 'new' && <NewDocument profile={profile} onCreated={(documentId, title) => open({ documentId, title })} />}
      </main>
      <RollbackNote status={status} />
      <StatusBar
        status={status}
        settled={settled}
        onClear={clear}
        at={front.at}
        onKeys={() => setOver('keys')}
        onOutbox={() => setOver('outbox')}
        onStranded={() => setOver('stranded')}
      />
      {over === 'key' && status !== null && <KeyDialog status={status} onLeave={onLock} onClose={() => setOver(null)} />}
      {over === 'outbox' && <OutboxDialog waiting={status?.outbox ?? 0} onClose={() => setOver(null)} />}
      {over === 'stranded' && <StrandedDialog onOpen={open} onClose={() => setOver(null)} />}
      {over === 'keys' && <KeysDialog onClose={() => setOver(null)} />}
      {over === 'find' && <FindDialog lists={home.value} onOpen={open} onClose={() => setOver(null)} />}
    </div>
  );
}
