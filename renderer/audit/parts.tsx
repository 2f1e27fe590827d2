/** The two lists with what is asked of them, and the checks of one file. */

import { useState } from 'react';
import type { AuditFinding, AuditFindingsAsk, AuditOverview, AuditPapersAsk } from '../../shared/api/audit-view.ts';
import { FINDING_KINDS } from '../../shared/audit/finding.ts';
import { HELD_STATES } from '../../shared/audit/judged.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';
import { Filters, FindingsTable, KindSelect, PapersTable, useMoreRows } from './lists.tsx';

const words = ko.audit;
const CHECK_GLYPHS = { ok: 'ok', fault: 'stop', skipped: 'unreachable' } as const;
const kindOf = (text: string): AuditPapersAsk['kind'] => FINDING_KINDS.find((kind) => kind === text) ?? '';

/** The last answer stays until the next one is here. */
function useKept<T>(value: T | null): T | null {
  const [kept, setKept] = useState<T | null>(null);
  if (value !== null && value !== kept) setKept(value);
  return value ?? kept;
}

function ChecksDialog({ file, onClose }: { readonly file: string; readonly onClose: () => void }) {
  const { value, error } = useQuery('audit.checks', { file }, '');
  return (
    <Dialog title={words.checksOf(file)} onClose={onClose}>
      <div className="dialog-body check-body">
        {error !== null && <Message tone="bad" text={error} />}
        <ul className="verified">
          {(value?.checks ?? []).map((check, index) => (
            <li key={`${check.title}${index}`}>
              <Glyph state={CHECK_GLYPHS[check.state]} size={14} />
              <span>
                {check.title} <span className="muted">{check.detail}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

/** 문서. */
export function PapersPart({
  overview,
  ask,
  onAsk,
  onStory,
}: {
  readonly overview: AuditOverview;
  readonly ask: AuditPapersAsk;
  readonly onAsk: (ask: AuditPapersAsk) => void;
  readonly onStory: (documentId: string) => void;
}) {
  const [file, setFile] = useState<string | null>(null);
  const { value, error } = useQuery('audit.papers', ask, '');
  const page = useKept(value);
  const { rows, busy, more } = useMoreRows('audit.papers', ask, page?.rows ?? []);
  return (
    <>
      <Filters
        text={ask.text}
        find={words.find}
        agency={ask.agency}
        agencies={overview.agencies}
        onText={(text) => onAsk({ ...ask, text })}
        onAgency={(agency) => onAsk({ ...ask, agency })}
      >
        <select
          className="field"
          aria-label={words.columns.state}
          value={ask.state}
          onChange={(event) => onAsk({ ...ask, state: HELD_STATES.find((state) => state === event.target.value) ?? '' })}
        >
          <option value="">{words.everyState}</option>
          {HELD_STATES.map((state) => (
            <option key={state} value={state}>
              {words.states[state]} {overview.counts[state]}
            </option>
          ))}
        </select>
        <KindSelect kinds={overview.kinds} kind={ask.kind} onKind={(kind) => onAsk({ ...ask, kind: kindOf(kind) })} />
        <span className="muted cap" role="status">
          {page !== null && words.count(page.total)}
        </span>
      </Filters>
      {error !== null && <Message tone="bad" text={error} />}
      <PapersTable rows={rows} total={page?.total ?? null} busy={busy} onMore={() => void more()} onStory={onStory} onChecks={setFile} />
      {file !== null && <ChecksDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}

const ORDERS = ['grave', 'agency', 'time'] as const;

/** 지적. */
export function FindingsPart({
  overview,
  ask,
  onAsk,
  onEvidence,
}: {
  readonly overview: AuditOverview;
  readonly ask: AuditFindingsAsk;
  readonly onAsk: (ask: AuditFindingsAsk) => void;
  readonly onEvidence: (finding: AuditFinding) => void;
}) {
  const { value, error } = useQuery('audit.findings', ask, '');
  const page = useKept(value);
  const { rows, busy, more } = useMoreRows('audit.findings', ask, page?.rows ?? []);
  return (
    <>
      <Filters
        text={ask.text}
        find={words.findFinding}
        agency={ask.agency}
        agencies={overview.agencies}
        onText={(text) => onAsk({ ...ask, text })}
        onAgency={(agency) => onAsk({ ...ask, agency })}
      >
        <KindSelect kinds={overview.kinds} kind={ask.kind} onKind={(kind) => onAsk({ ...ask, kind: kindOf(kind) })} />
        <span className="seg" role="group" aria-label={words.ordersLabel}>
          {ORDERS.map((order) => (
            <button
              key={order}
              type="button"
              aria-pressed={ask.order === order}
              className={ask.order === order ? 'on' : ''}
              onClick={() => onAsk({ ...ask, order })}
            >
              {words.orders[order]}
            </button>
          ))}
        </span>
        <span className="muted cap" role="status">
          {page !== null && words.count(page.total)}
        </span>
      </Filters>
      {error !== null && <Message tone="bad" text={error} />}
      <FindingsTable rows={rows} total={page?.total ?? null} busy={busy} onMore={() => void more()} onEvidence={onEvidence} />
    </>
  );
}
