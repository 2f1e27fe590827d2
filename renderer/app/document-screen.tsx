/** One open paper: 본문 · 결재경로·진행 · 문서관리카드, and the acts the engine allows now. */

import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery, type Query } from '../api/use-query.ts';
import { CardScreen } from '../card/card-screen.tsx';
import { DecideDialog } from '../decide/decide-dialog.tsx';
import { ReasonDialog } from '../decide/reason-dialog.tsx';
import { SubmitDialog } from '../decide/submit-dialog.tsx';
import { EditorScreen } from '../editor/editor-screen.tsx';
import { ProgressScreen } from '../route/progress-screen.tsx';
import { Message } from '../ui/dialog.tsx';

type Tab = 'text' | 'route' | 'card';
type Open = 'sign' | 'return' | 'withdraw' | 'submit' | null;

const TABS: readonly (readonly [Tab, string])[] = [
  ['text', '본문'],
  ['route', '결재경로'],
  ['card', '문서관리카드'],
];

function firstTab(view: DocumentView): Tab {
  if (view.acts.includes('receive') || view.acts.includes('designPartner')) return 'route';
  return view.status === 'drafting' || view.status === 'in-approval' || view.status === 'returned' ? 'text' : 'card';
}

/** Opening a paper that is in approval or has arrived is itself recorded, once for each paper opened. */
function useOpening(view: DocumentView | null): void {
  const client = useClient();
  const recorded = useRef<string | null>(null);
  const documentId = view?.documentId ?? null;
  const due = view !== null && (view.acts.includes('sign') || view.acts.includes('open'));
  useEffect(() => {
    if (!due || documentId === null || recorded.current === documentId) return;
    recorded.current = documentId;
    void client.call('inbox.open', { documentId });
  }, [client, due, documentId]);
}

function Dialogs({ open, view, onClose }: { readonly open: Open; readonly view: DocumentView; readonly onClose: (said: string | null) => void }) {
  if (open === 'sign') return <DecideDialog view={view} onClose={onClose} />;
  if (open === 'submit') return <SubmitDialog view={view} onClose={onClose} />;
  if (open === 'return' || open === 'withdraw') return <ReasonDialog kind={open} view={view} onClose={onClose} />;
  return null;
}

function Acts({
  view,
  act,
  onOpen,
  run,
}: {
  readonly view: DocumentView;
  readonly act: { busy: boolean };
  readonly onOpen: (open: Open) => void;
  readonly run: (name: 'approval.redraft') => void;
}) {
  const may = (name: DocumentView['acts'][number]): boolean => view.acts.includes(name);
  const stopped = view.checks.some((check) => check.state === 'stop');
  return (
    <>
      {may('withdraw') && (
        <button type="button" className="btn" onClick={() => onOpen('withdraw')}>
          회수
        </button>
      )}
      {may('return') && (
        <button type="button" className="btn bad" onClick={() => onOpen('return')}>
          반려 <kbd>R</kbd>
        </button>
      )}
      {may('redraft') && (
        <button type="button" className="btn pri" disabled={act.busy} onClick={() => run('approval.redraft')}>
          재기안
        </button>
      )}
      {may('submit') && (
        <button
          type="button"
          className="btn pri"
          aria-disabled={stopped}
          title={stopped ? '올리기 전 확인을 먼저 마치십시오' : undefined}
          onClick={() => {
            if (!stopped) onOpen('submit');
          }}
        >
          결재 올림 <kbd>F9</kbd>
        </button>
      )}
      {may('sign') && (
        <button type="button" className="btn pri" onClick={() => onOpen('sign')}>
          서명하기 <kbd>A</kbd>
        </button>
      )}
    </>
  );
}

function useKeys(view: DocumentView | null, onOpen: (open: Open) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, dialog, [contenteditable=true]') !== null;
      const may = (name: DocumentView['acts'][number]): boolean => view?.acts.includes(name) === true;
      if (event.key === 'F9' && may('submit') && !view?.checks.some((check) => check.state === 'stop')) onOpen('submit');
      else if (!typing && event.code === 'KeyA' && may('sign')) onOpen('sign');
      else if (!typing && event.code === 'KeyR' && may('return')) onOpen('return');
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [view, onOpen]);
}

function Body({ tab, query, view }: { readonly tab: Tab; readonly query: Query<DocumentView>; readonly view: DocumentView }) {
  if (tab === 'text') return <EditorScreen key={`${view.documentId}/${view.version}/${view.frozen}`} view={view} />;
  return tab === 'route' ? <ProgressScreen view={view} onChanged={query.reload} /> : <CardScreen view={view} onChanged={query.reload} />;
}

/** The open paper. */
export function DocumentScreen({ documentId, onTitle }: { readonly documentId: string; readonly onTitle: (title: string) => void }) {
  const query = useQuery('documents.get', { documentId }, documentId);
  const view = query.value;
  const [chosen, setTab] = useState<Tab | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const [said, setSaid] = useState<string | null>(null);
  const act = useAct();
  useOpening(view);
  useKeys(view, setOpen);
  useEffect(() => {
    if (view !== null) onTitle(view.title);
  }, [view, onTitle]);
  if (view === null)
    return <div className="page">{query.error === null ? <p className="muted">문서를 여는 중입니다.</p> : <Message ok={false} text={query.error} />}</div>;
  const tab = chosen ?? firstTab(view);
  return (
    <div className="document">
      <header className="document-head">
        <div className="ell">
          <p className="row gap muted">
            {view.agencies.length > 1 && <span className="tag">공동 {view.agencies.length}기관</span>}
            <span>{view.registration ?? `제${view.version}판 · ${view.statusText}`}</span>
            <span className="ell">{view.next}</span>
          </p>
          <h1 className="ell">{view.title}</h1>
        </div>
        <span className="sp" />
        <div className="seg" role="tablist" aria-label="문서 보기">
          {TABS.map(([name, label]) => (
            <button type="button" role="tab" key={name} aria-selected={tab === name} className={tab === name ? 'on' : ''} onClick={() => setTab(name)}>
              {label}
            </button>
          ))}
        </div>
        <Acts view={view} act={act} onOpen={setOpen} run={(name) => void act.run(name, { documentId })} />
      </header>
      {said !== null && <Message ok text={said} onClose={() => setSaid(null)} />}
      {act.said !== null && <Message ok={act.said.ok} text={act.said.text} onClose={act.clear} />}
      <div className="document-body">
        <Body tab={tab} query={query} view={view} />
      </div>
      <Dialogs
        open={open}
        view={view}
        onClose={(sentence) => {
          setOpen(null);
          if (sentence !== null) {
            setSaid(sentence);
            query.reload();
          }
        }}
      />
    </div>
  );
}
