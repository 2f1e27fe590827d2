/** The frame: title, nav with counts, the open screen, status bar. */

import { useEffect, useState } from 'react';
import type { DocumentRow, ProfileView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { NewDocument } from '../drafts/new-document.tsx';
import { DocumentScreen } from './document-screen.tsx';
import { Home } from '../home/home.tsx';
import { BrandMark, Icon } from '../ui/icons.tsx';
import { LISTS, type ListName } from './lists.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { StatusBar } from './status-bar.tsx';
import { ThemeButton } from './theme-button.tsx';

type Place =
  | { readonly at: 'list'; readonly list: ListName }
  | { readonly at: 'document'; readonly documentId: string; readonly title: string; readonly from: ListName }
  | { readonly at: 'new' };

/** One person at work. */
export function Shell({ profile, onLock }: { readonly profile: ProfileView; readonly onLock: () => void }) {
  const [place, setPlace] = useState<Place>({ at: 'list', list: 'waiting' });
  const [keys, setKeys] = useState(false);
  const home = useQuery('home.list', {});
  const list: ListName = place.at === 'list' ? place.list : place.at === 'document' ? place.from : 'drafts';
  const open = (row: Pick<DocumentRow, 'documentId' | 'title'>): void => setPlace({ at: 'document', documentId: row.documentId, title: row.title, from: list });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable=true]') !== null;
      if (event.key === '?' && !typing) setKeys(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <div className={place.at === 'document' ? 'app rail' : 'app'}>
      <header className="title">
        <span className="brand">
          <BrandMark />
          <span>온결</span>
        </span>
        {place.at !== 'list' && (
          <div className="tabs">
            <button
              type="button"
              className="tab"
              onClick={() => {
                setPlace({ at: 'list', list });
                home.reload();
              }}
            >
              <Icon name="back" />
              {LISTS.find(([name]) => name === list)?.[1]}
            </button>
            <span className="tab on ell">{place.at === 'document' ? place.title : '새 문서'}</span>
          </div>
        )}
        <span className="sp" />
        <ThemeButton />
        <span className="who">
          <span className="ag L1">
            <b aria-hidden="true">{profile.agency.badge}</b>
          </span>
          {profile.agency.name} {profile.unit} · {profile.position}
        </span>
        <button type="button" className="btn quiet" onClick={onLock}>
          <Icon name="key" />
          잠그기
        </button>
      </header>
      <nav className="nav" aria-label="문서함">
        {LISTS.map(([name, label, icon]) => {
          const count = home.value?.[name].length ?? 0;
          return (
            <button
              type="button"
              key={name}
              className={list === name && place.at !== 'new' ? 'on' : ''}
              aria-current={list === name ? 'page' : undefined}
              aria-label={`${label} ${count}건`}
              title={label}
              onClick={() => setPlace({ at: 'list', list: name })}
            >
              <Icon name={icon} />
              <span className="nav-label">{label}</span>
              {count > 0 && <span className="c">{count}</span>}
            </button>
          );
        })}
        <button type="button" className={place.at === 'new' ? 'on new' : 'new'} title="새 문서" aria-label="새 문서" onClick={() => setPlace({ at: 'new' })}>
          <Icon name="plus" />
          <span className="nav-label">새 문서</span>
        </button>
      </nav>
      <main className="main">
        {place.at === 'list' && <Home lists={home.value} error={home.error} list={place.list} onOpen={open} onNew={() => setPlace({ at: 'new' })} />}
        {place.at === 'document' && (
          <DocumentScreen
            key={place.documentId}
            documentId={place.documentId}
            onTitle={(title) => setPlace((now) => (now.at === 'document' && now.title !== title ? { ...now, title } : now))}
          />
        )}
        {place.at === 'new' && (
          <NewDocument profile={profile} onCreated={(documentId) => setPlace({ at: 'document', documentId, title: '새 문서', from: 'drafts' })} />
        )}
      </main>
      <StatusBar onKeys={() => setKeys(true)} />
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
    </div>
  );
}
