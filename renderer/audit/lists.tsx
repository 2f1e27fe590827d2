/** Everything in the bundle: its files, and what was found in them; searched, filtered, in order. */

import { useState, type ReactNode } from 'react';
import type { AuditFinding, AuditOverview, AuditPaperRow } from '../../shared/api/audit-view.ts';
import { useClient } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { dayOnly } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { STATE_GLYPHS } from './overview.tsx';

const words = ko.audit;

/** Filters above a list. */
export function Filters({
  text,
  find,
  agency,
  agencies,
  onText,
  onAgency,
  children,
}: {
  readonly text: string;
  readonly find: string;
  readonly agency: string;
  readonly agencies: AuditOverview['agencies'];
  readonly onText: (text: string) => void;
  readonly onAgency: (agency: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="records-filters" role="group" aria-label={words.filters}>
      <input className="field audit-find" type="search" aria-label={find} placeholder={find} value={text} onChange={(event) => onText(event.target.value)} />
      <select className="field" aria-label={words.columns.agency} value={agency} onChange={(event) => onAgency(event.target.value)}>
        <option value="">{words.everyAgency}</option>
        {agencies.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}

/** The kinds that were found, to choose from. */
export function KindSelect({
  kinds,
  kind,
  onKind,
}: {
  readonly kinds: AuditOverview['kinds'];
  readonly kind: string;
  readonly onKind: (kind: string) => void;
}) {
  return (
    <select className="field" aria-label={words.columns.kind} value={kind} onChange={(event) => onKind(event.target.value)}>
      <option value="">{words.everyKind}</option>
      {kinds.map((one) => (
        <option key={one.kind} value={one.kind}>
          {one.name} {one.count}
        </option>
      ))}
    </select>
  );
}

/** Rows a list has in hand, the first page from a query, the others asked for one by one. */
export function useMoreRows<N extends 'audit.papers' | 'audit.findings', T>(name: N, ask: { readonly from: number }, first: readonly T[]) {
  const client = useClient();
  const key = JSON.stringify([ask, first.length]);
  const [held, setHeld] = useState<{ readonly key: string; readonly rows: readonly T[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const behind = held?.key === key ? held.rows : [];
  const rows = [...first, ...behind];
  const more = async (): Promise<void> => {
    setBusy(true);
    const answer = await client.call(name, { ...ask, from: rows.length } as never);
    setBusy(false);
    if (answer.ok) setHeld({ key, rows: [...behind, ...(answer.value.rows as readonly unknown[] as readonly T[])] });
  };
  return { rows, busy, more };
}

function Paper({ row, onStory, onChecks }: { readonly row: AuditPaperRow; readonly onStory: (id: string) => void; readonly onChecks: (file: string) => void }) {
  const { file, documentId, title, number, agency, status, at, state, why, findings, older } = row;
  const told = documentId !== null && state !== 'fault' && !older;
  return (
    <tr className={state === 'fault' ? 'bad' : ''}>
      <td>
        <button type="button" className="link audit-state" title={why} onClick={() => onChecks(file)}>
          <Glyph state={STATE_GLYPHS[state]} size={16} />
          {words.states[state]}
        </button>
      </td>
      <td>
        {told ? (
          <button type="button" className="link audit-title" onClick={() => onStory(documentId)}>
            {title}
          </button>
        ) : (
          <span>{title}</span>
        )}
        <span className="line muted cap">
          {number === '' ? file : `${number} · ${file}`}
          {older && ` · ${words.older}`}
        </span>
        {state === 'fault' && <span className="line cap">{why}</span>}
      </td>
      <td>{agency !== null && <Agency agency={agency} name />}</td>
      <td>{status}</td>
      <td className="num muted">{dayOnly(at)}</td>
      <td className="num">{findings > 0 && <b>{findings}</b>}</td>
    </tr>
  );
}

/** The end of a list: nothing, or the pages behind. */
function End({
  total,
  shown,
  busy,
  none,
  onMore,
}: {
  readonly total: number | null;
  readonly shown: number;
  readonly busy: boolean;
  readonly none: string;
  readonly onMore: () => void;
}) {
  if (total === 0) return <p className="muted records-none">{none}</p>;
  if (total === null || shown >= total) return null;
  return (
    <p className="records-none">
      <ActButton busy={busy} onAct={onMore}>
        {words.more} ({shown} / {total})
      </ActButton>
    </p>
  );
}

/** The heads of a table. */
function Columns({ heads }: { readonly heads: readonly string[] }) {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The files as a table. */
export function PapersTable({
  rows,
  total,
  busy,
  onMore,
  onStory,
  onChecks,
}: {
  readonly rows: readonly AuditPaperRow[];
  readonly total: number | null;
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly onStory: (id: string) => void;
  readonly onChecks: (file: string) => void;
}) {
  const { columns } = words;
  return (
    <ScrollArea className="records-list" label={words.papersTable}>
      {rows.length > 0 && (
        <table className="records-table" aria-label={words.papersTable}>
          <Columns heads={[columns.state, columns.paper, columns.agency, columns.status, columns.last, columns.findings]} />
          <tbody>
            {rows.map((row) => (
              <Paper key={row.file} row={row} onStory={onStory} onChecks={onChecks} />
            ))}
          </tbody>
        </table>
      )}
      <End total={total} shown={rows.length} busy={busy} none={words.none} onMore={onMore} />
    </ScrollArea>
  );
}

function FindingLine({ row, onEvidence }: { readonly row: AuditFinding; readonly onEvidence: (row: AuditFinding) => void }) {
  const { name, law, grave, title, number, agency, at, message, evidence } = row;
  return (
    <tr>
      <td>
        <span className="audit-state">
          <Glyph state={grave ? 'stop' : 'warn'} size={16} />
          <span>
            {name}
            <span className="line muted cap">{law}</span>
          </span>
        </span>
      </td>
      <td>
        <span className="records-who">
          <Agency agency={agency} />
          <span>
            {number === '' ? title : number}
            {number !== '' && <span className="line muted cap">{title}</span>}
          </span>
        </span>
      </td>
      <td>
        {message}
        <span className="line muted cap">{evidence}</span>
      </td>
      <td className="num muted">{dayOnly(at)}</td>
      <td>
        <button type="button" className="btn sm" aria-label={`${words.evidence}: ${name}, ${title}`} onClick={() => onEvidence(row)}>
          {words.evidence}
        </button>
      </td>
    </tr>
  );
}

/** The findings as a table. */
export function FindingsTable({
  rows,
  total,
  busy,
  onMore,
  onEvidence,
}: {
  readonly rows: readonly AuditFinding[];
  readonly total: number | null;
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly onEvidence: (row: AuditFinding) => void;
}) {
  const { columns } = words;
  return (
    <ScrollArea className="records-list" label={words.findingsTable}>
      {rows.length > 0 && (
        <table className="records-table" aria-label={words.findingsTable}>
          <Columns heads={[columns.kind, columns.paper, columns.what, columns.at, columns.evidence]} />
          <tbody>
            {rows.map((row) => (
              <FindingLine key={`${row.kind}${row.documentId}${row.at}${row.message}`} row={row} onEvidence={onEvidence} />
            ))}
          </tbody>
        </table>
      )}
      <End total={total} shown={rows.length} busy={busy} none={words.none} onMore={onMore} />
    </ScrollArea>
  );
}
