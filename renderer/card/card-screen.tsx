/** 문서관리카드: the paper, the route with opinions, the three times, the trail with its verification (screens `card`). */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { koCopies } from '../i18n/ko-copies.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Icon } from '../ui/icons.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { InfoTab, IssueTab, ManageTab, RouteTab, type OpenRelated } from './card-tabs.tsx';
import { AuthorsTab } from './authors-tab.tsx';
import { CopiesDialog } from './copies-dialog.tsx';
import { CompareTab } from './compare-tab.tsx';
import { DiscloseDialog } from './disclose-dialog.tsx';
import { PdfDialog, PdfPages } from './pdf-pages.tsx';
import { SealFlow } from './seal-flow.tsx';
import { TrailPanel } from './trail-panel.tsx';

const words = ko.document.card;
const TABS = ['route', 'issue', 'info', 'manage', 'authors', 'compare'] as const;

type Tab = (typeof TABS)[number];

/** Tabs that say something of this paper: a first version has nothing to be compared with, and who wrote is recorded once a version is fixed. */
export function tabsOf(view: DocumentView): Tab[] {
  const empty = { compare: view.versions.length <= 1, authors: view.status === 'drafting' && view.version === 1 };
  return TABS.filter((name) => (name !== 'compare' && name !== 'authors') || !empty[name]);
}

/** The three times that are never merged: 결재(성립) · 발신 · 도달(효력 발생). */
function Times({ view }: { readonly view: DocumentView }) {
  const { approvedAt, issuedAt, recipients } = view.times;
  const arrived = recipients.filter((one) => one.arrivedAt !== null).length;
  const inside = recipients.filter((one) => !one.outside).length;
  const outside = recipients.length - inside;
  const times = [
    [words.times.approved, approvedAt === null ? words.notYet : fullTime(approvedAt), approvedAt === null ? '' : words.agenciesDone(view.agencies.length)],
    [words.times.issued, issuedAt === null ? words.notYet : fullTime(issuedAt), issuedAt === null ? '' : words.recipientsOf(recipients.length)],
    [words.times.arrived, issuedAt === null ? words.notYet : words.arrivedOf(arrived, inside), outside > 0 ? words.outsideOf(outside) : ''],
  ] as const;
  return (
    <dl className="times">
      {times.slice(0, view.fields.recipients.length === 0 ? 1 : 3).map(([label, time, more]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={time === words.notYet ? 'muted' : ''}>{time}</dd>
          <dd className="cap muted">{more}</dd>
        </div>
      ))}
    </dl>
  );
}

function Exports({ view }: { readonly view: DocumentView }) {
  const { busy, keep, said } = useKeeping(view);
  const [shown, setShown] = useState(false);
  const [partly, setPartly] = useState(false);
  const [copies, setCopies] = useState(false);
  const { documentId } = view;
  if (!view.acts.includes('export')) return null;
  return (
    <div className="exports">
      <button type="button" className="btn narrow-only" onClick={() => setShown(true)}>
        <Icon name="eye" />
        {words.preview}
      </button>
      <ActButton busy={busy} onAct={() => keep((run, reason) => run('export.capsule', { documentId, reason }))}>
        <Icon name="box" />
        {words.capsule}
      </ActButton>
      <ActButton busy={busy} onAct={() => keep((run, reason) => run('export.pdf', { documentId, reason }))}>
        <Icon name="save" />
        {words.pdf}
      </ActButton>
      <button type="button" className="btn" onClick={() => setCopies(true)}>
        <Icon name="page" />
        {koCopies.open}
      </button>
      {view.frozen && (
        <button type="button" className="btn" onClick={() => setPartly(true)}>
          <Icon name="eye" />
          {ko.disclose.open}
        </button>
      )}
      {partly && <DiscloseDialog view={view} onClose={() => setPartly(false)} />}
      {shown && <PdfDialog documentId={view.documentId} status={view.status} onClose={() => setShown(false)} />}
      {copies && <CopiesDialog view={view} onClose={() => setCopies(false)} />}
      {said}
    </div>
  );
}

/** The card. */
export function CardScreen({
  view,
  first,
  onActed,
  onOpen,
}: {
  readonly view: DocumentView;
  readonly first: Tab;
  readonly onActed: (acted: Acted) => void;
  readonly onOpen: OpenRelated;
}) {
  const [tab, setTab] = useState<Tab>(first);
  const tabs = tabsOf(view);
  const choose = (name: Tab) => (): boolean => {
    if (!tabs.includes(name)) return false;
    setTab(name);
    return true;
  };
  useShortcuts({ D: choose('compare') });
  return (
    <div className="card-screen">
      <ScrollArea className="card-paper" label={words.preview}>
        <PdfPages documentId={view.documentId} status={view.status} />
      </ScrollArea>
      <div className="card-middle" data-area>
        <div className="card-top">
          <Times view={view} />
          <Exports view={view} />
          <SealFlow view={view} onActed={onActed} />
        </div>
        <div className="card-tabs" role="tablist" aria-label={ko.document.tabs.card}>
          {tabs.map((name) => (
            <button type="button" role="tab" key={name} aria-selected={tab === name} className={tab === name ? 'on' : ''} onClick={() => setTab(name)}>
              {words.tabs[name]}
            </button>
          ))}
        </div>
        <div className="card-body">
          {tab === 'route' && <RouteTab view={view} onActed={onActed} />}
          {tab === 'issue' && <IssueTab view={view} />}
          {tab === 'info' && <InfoTab view={view} onOpen={onOpen} />}
          {tab === 'manage' && <ManageTab view={view} />}
          {tab === 'authors' && <AuthorsTab key={view.version} view={view} />}
          {tab === 'compare' && <CompareTab key={view.versions.at(-1)} view={view} onActed={onActed} />}
        </div>
      </div>
      <TrailPanel view={view} />
    </div>
  );
}
