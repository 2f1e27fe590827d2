/** 감사 열람: a bundle opened on this machine, read only, with no server and no key (screens `audit`). */

import { useState } from 'react';
import type { AuditFinding, AuditFindingsAsk, AuditOverview, AuditPapersAsk } from '../../shared/api/audit-view.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { OpenBundle } from './open-bundle.tsx';
import { Overview } from './overview.tsx';
import { FindingsPart, PapersPart } from './parts.tsx';
import { Story } from './story.tsx';

const words = ko.audit;
const TABS = ['overview', 'papers', 'findings'] as const;
const PAPERS: AuditPapersAsk = { text: '', agency: '', state: '', kind: '', from: 0 };
const FINDINGS: AuditFindingsAsk = { text: '', agency: '', kind: '', order: 'grave', from: 0 };

function Reports({ onAnother }: { readonly onAnother: () => void }) {
  const { busy, said, run } = useAct();
  const [path, setPath] = useState<string | null>(null);
  const save = async (format: 'pdf' | 'csv'): Promise<void> => {
    setPath(null);
    const saved = await run('audit.report', { format });
    setPath(saved?.path ?? null);
  };
  return (
    <>
      {path !== null && (
        <span className="cap muted audit-saved" role="status">
          {words.saved(path)}
        </span>
      )}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <ActButton onAct={onAnother}>
        <Icon name="folder" />
        {words.begin.another}
      </ActButton>
      <ActButton busy={busy} onAct={() => void save('csv')}>
        {words.csv}
      </ActButton>
      <ActButton look="pri" busy={busy} busyWord={words.reporting} onAct={() => void save('pdf')}>
        <Icon name="page" />
        {words.report}
      </ActButton>
    </>
  );
}

function Head({ overview, onAnother }: { readonly overview: AuditOverview | null; readonly onAnother: () => void }) {
  return (
    <div className="head audit-head">
      <div>
        <h1>{words.title}</h1>
        {overview !== null && <p className="subtle">{words.sub(overview.span, overview.agencies.length, overview.papers, overview.entries)}</p>}
      </div>
      <span className="sp" />
      <span className="tag">
        <Icon name="lock" />
        {words.readOnly}
      </span>
      <span className="tag off">
        <Icon name="off" />
        {words.noServer}
      </span>
      {overview !== null && <Reports onAnother={onAnother} />}
    </div>
  );
}

interface BundleProps {
  readonly overview: AuditOverview;
  readonly unusual: boolean;
  readonly onUnusual: (on: boolean) => void;
}

function Bundle({ overview, unusual, onUnusual }: BundleProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]>('overview');
  const [papers, setPapers] = useState(PAPERS);
  const [findings, setFindings] = useState(FINDINGS);
  const [story, setStory] = useState<{ readonly documentId: string; readonly first: number } | null>(null);
  const all = overview.kinds.reduce((sum, { count }) => sum + count, 0);
  const names = { overview: words.tabs.overview, papers: words.tabs.papers(overview.counts.files), findings: words.tabs.findings(all) };
  const evidence = ({ documentId, steps }: AuditFinding): void => setStory({ documentId, first: steps[0] ?? 0 });
  if (story !== null) return <Story {...story} onBack={() => setStory(null)} />;
  return (
    <>
      <div className="card-tabs audit-tabs" role="tablist" aria-label={words.tabsLabel}>
        {TABS.map((name) => (
          <button type="button" role="tab" key={name} aria-selected={tab === name} className={tab === name ? 'on' : ''} onClick={() => setTab(name)}>
            {names[name]}
          </button>
        ))}
      </div>
      {tab === 'overview' && (
        <Overview
          overview={overview}
          unusual={unusual}
          onUnusual={onUnusual}
          onKind={(kind) => {
            setFindings({ ...FINDINGS, kind });
            setTab('findings');
          }}
          onState={(state) => {
            setPapers({ ...PAPERS, state });
            setTab('papers');
          }}
        />
      )}
      {tab === 'papers' && <PapersPart overview={overview} ask={papers} onAsk={setPapers} onStory={(documentId) => setStory({ documentId, first: 0 })} />}
      {tab === 'findings' && <FindingsPart overview={overview} ask={findings} onAsk={setFindings} onEvidence={evidence} />}
    </>
  );
}

/** The screen. A page loaded anew finds its bundle still open in the backend. */
export function AuditScreen() {
  const [unusual, setUnusual] = useState(false);
  const [another, setAnother] = useState(false);
  const { value, error, reload } = useQuery('audit.overview', { unusual }, '');
  const [kept, setKept] = useState(value);
  if (value !== null && value !== kept) setKept(value);
  const overview = (value ?? kept)?.overview ?? null;
  const open = another ? null : overview;
  return (
    <section className="records audit" aria-label={words.title}>
      <Head overview={open} onAnother={() => setAnother(true)} />
      {error !== null && <Message tone="bad" text={error} />}
      {open === null
        ? (value !== null || another) && (
            <OpenBundle
              onOpen={() => {
                setAnother(false);
                reload();
              }}
            />
          )
        : overview !== null && <Bundle overview={open} unusual={unusual} onUnusual={setUnusual} />}
    </section>
  );
}
