/** One open paper: 본문 · 결재경로 or 진행 현황 · 문서관리카드, and the acts the engine allows now. */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView, StatusView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { PaperBundle } from '../bundle/paper-bundle.tsx';
import { CardScreen } from '../card/card-screen.tsx';
import type { Decided } from '../decide/decide-dialog.tsx';
import { EditorScreen } from '../editor/editor-screen.tsx';
import { ko } from '../i18n/ko.ts';
import { RouteScreen } from '../route/route-screen.tsx';
import { JointMark } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { AskedDialog, mayAsk } from './asked-dialog.tsx';
import { PaperNotes } from './paper-notes.tsx';
import { Acts } from './paper-acts.tsx';
import type { ListName } from './places.ts';
import type { Desk } from './use-desk.ts';
import { useLook, useLooking } from './use-look.ts';
import { usePaper } from './use-paper.ts';

/** `compare` is the card with its 대비표 in front. */
type Tab = 'text' | 'route' | 'card' | 'compare';

/** What a paper opens with: where it stands when it comes from 진행 현황, its text while it is on its way, the card once it is registered. */
export function firstTab(view: Pick<DocumentView, 'acts' | 'status'>, list: ListName): Tab {
  if (list === 'progress' && view.status === 'in-approval') return 'route';
  if (view.acts.includes('receive') || view.acts.includes('designPartner')) return 'route';
  return view.status === 'drafting' || view.status === 'in-approval' || view.status === 'returned' || view.status === 'withdrawn' ? 'text' : 'card';
}

function Tabs({ view, tab, onTab }: { readonly view: DocumentView; readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const words = ko.document.tabs;
  const design = view.status === 'drafting' || view.acts.includes('designPartner');
  const tabs = [
    ['text', words.text],
    ['route', design ? words.design : words.progress],
    ['card', words.card],
  ] as const;
  const shown = tab === 'compare' ? 'card' : tab;
  return (
    <div className="seg" role="tablist" aria-label={ko.document.views}>
      {tabs.map(([name, label]) => (
        <button type="button" role="tab" key={name} aria-selected={shown === name} className={shown === name ? 'on' : ''} onClick={() => onTab(name)}>
          {label}
        </button>
      ))}
    </div>
  );
}

function Head({ view, children }: { readonly view: DocumentView; readonly children: React.ReactNode }) {
  return (
    <header className="doc-head">
      <div className="doc-name">
        <p className="row doc-tags">
          {view.registration !== null && <b className="nw">{view.registration}</b>}
          {view.agencies.length > 1 && (
            <span className="tag">
              <JointMark />
              {ko.joint(view.agencies.length)}
            </span>
          )}
          {view.important && <span className="tag warn">{ko.routeRules.flags.important}</span>}
          {view.majorPolicy && <span className="tag">{ko.routeRules.flags.majorPolicy}</span>}
          <span className="muted nw">
            {ko.version(view.version)} · {view.statusText}
          </span>
          {view.next !== '' && <span className="muted ell">{view.next}</span>}
        </p>
        <h1 className="ell" title={view.title}>
          {view.title}
        </h1>
      </div>
      <span className="sp" />
      <div className="doc-acts">{children}</div>
    </header>
  );
}

/** The open paper. */
export function DocumentScreen({
  documentId,
  status,
  desk,
}: {
  readonly documentId: string;
  readonly status: StatusView | null;
  readonly desk: Pick<Desk, 'ask' | 'stack' | 'asked' | 'rename' | 'moveOn' | 'hush' | 'open' | 'home' | 'place' | 'next'>;
}) {
  const { view, error, open, setOpen, said, hush, done, tell } = usePaper(documentId, desk);
  const [chosen, setTab] = useState<Tab | null>(null);
  const [list] = useState(desk.place.list);
  const act = useAct();
  const { next } = desk;
  useLook(documentId, view?.version ?? null, view !== null && open === null && (chosen ?? firstTab(view, list)) === 'text');
  useLooking(documentId, view?.status === 'in-approval');
  if (view === null) return <div className="page">{error === null ? <p className="muted">{ko.document.opening}</p> : <Message tone="bad" text={error} />}</div>;
  const acted = ({ sentence, state }: Acted): void => tell(sentence, state === 'waiting');
  const decided = (it: Decided | null): void => {
    desk.hush();
    done(it?.sentence ?? null, it?.waiting);
    if (it !== null && it.whereTo !== 'stay') desk.moveOn(it);
  };
  const tab = chosen ?? firstTab(view, list);
  const offline = status?.connection === 'offline';
  const may = open !== null && mayAsk(open, view);
  return (
    <div className="document">
      <Head view={view}>
        <Tabs view={view} tab={tab} onTab={setTab} />
        <Acts
          view={view}
          busy={act.busy}
          onAsk={setOpen}
          onCopy={() => void act.run('documents.copy', { documentId }).then((it) => it !== null && desk.open({ documentId: it.documentId, title: view.title }))}
          onRun={(name, input) => void act.run(name, input).then((it) => tell(it?.sentence ?? null, it?.state === 'waiting'))}
        />
      </Head>
      <PaperBundle view={view} waiting={desk.home.value?.waiting ?? []} onOpen={desk.open} onChange={() => setOpen('bundle')} />
      <PaperNotes
        view={view}
        error={error}
        said={said}
        act={act}
        onHush={hush}
        onNext={next === null ? null : () => desk.open(next)}
        onCompare={() => setTab('compare')}
      />
      <div className="document-body">
        {tab === 'text' && <EditorScreen key={view.rooms.main} view={view} />}
        {tab === 'route' && <RouteScreen view={view} onActed={acted} />}
        {(tab === 'card' || tab === 'compare') && (
          <CardScreen key={tab} view={view} first={tab === 'compare' ? 'compare' : 'route'} onActed={acted} onOpen={desk.open} />
        )}
      </div>
      {may && (
        <AskedDialog
          ask={open}
          view={view}
          offline={offline}
          keyUntil={status?.keyUnlockedUntil ?? null}
          stack={desk.stack}
          onDecided={decided}
          onOpen={(paper) => {
            setOpen(null);
            desk.open(paper);
          }}
          onClose={done}
        />
      )}
    </div>
  );
}
