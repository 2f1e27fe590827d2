/** Home: what this person must do next, grouped, with the selected paper beside it (screens `home`). */

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { Ask } from '../app/document-screen.tsx';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ClosedStrand } from '../ui/strand.tsx';
import { useNow } from '../ui/use-now.ts';
import { groupRows, isOld, myStep, settleRows, type GroupBy, type RowGroup } from './groups.ts';
import { Preview } from './preview.tsx';
import { Row } from './row.tsx';

const BY = ['day', 'agency', 'kind'] as const satisfies readonly GroupBy[];

/** Rows that do not jump: once a row was chosen, what arrives meanwhile waits until it is asked for. */
function useSettled(
  rows: readonly DocumentRow[],
  chosen: boolean,
): { readonly rows: readonly DocumentRow[]; readonly fresh: number; readonly take: () => void } {
  const [shown, setShown] = useState<readonly string[]>([]);
  const take = (): void => setShown(rows.map((row) => row.documentId));
  const settled = settleRows(shown, rows);
  // Until then rows are taken at once: derived while rendering, so that no empty list is ever seen.
  if (settled.fresh > 0 && (shown.length === 0 || !chosen)) take();
  return { ...settled, take };
}

function Empty({ list, onNew }: { readonly list: ListName; readonly onNew: () => void }) {
  const [what, more] = ko.home.empty[list];
  return (
    <div className="empty">
      <ClosedStrand />
      <b>{what}</b>
      <p className="subtle">{more}</p>
      {list === 'drafts' && (
        <button type="button" className="btn sm" onClick={onNew}>
          {ko.frame.newDocument}
        </button>
      )}
    </div>
  );
}

function Head({
  list,
  rows,
  by,
  now,
  onBy,
  onFirst,
}: {
  readonly list: ListName;
  readonly rows: readonly DocumentRow[];
  readonly by: GroupBy;
  readonly now: number;
  readonly onBy: (by: GroupBy) => void;
  readonly onFirst: () => void;
}) {
  const signs = list === 'waiting' && rows.some((row) => myStep(row) !== undefined);
  const old = rows.filter((row) => isOld(row, now)).length;
  const today = groupRows(rows, 'day', list, now).find((group) => group.name === ko.home.groups.today)?.rows.length ?? 0;
  return (
    <div className="head">
      <h1>
        {ko.lists[list]} <em>{rows.length}</em>
      </h1>
      {list === 'waiting' && rows.length > 0 && (
        <span className="subtle">
          {ko.home.todayCount} <b>{today}</b>
          {old > 0 && (
            <>
              {' · '}
              {ko.home.oldCount} <b className="late">{old}</b>
            </>
          )}
        </span>
      )}
      <span className="sp" />
      {rows.length > 1 && (
        <div className="seg" role="group" aria-label={ko.home.byLabel}>
          {BY.map((name) => (
            <button type="button" key={name} className={by === name ? 'on' : ''} aria-pressed={by === name} onClick={() => onBy(name)}>
              {ko.home.by[name]}
            </button>
          ))}
        </div>
      )}
      {signs && (
        <button type="button" className="btn" onClick={onFirst}>
          <Icon name="play" size={14} />
          {ko.home.inTurn} <kbd>G</kbd>
        </button>
      )}
    </div>
  );
}

/** How far a key moves in a list of `total` rows. */
function stepOf(key: string, total: number): number {
  return { ArrowDown: 1, ArrowUp: -1, Home: -total, End: total, PageDown: 8, PageUp: -8 }[key] ?? 0;
}

/** One list with the preview of the selected row. */
export function Home({
  lists,
  error,
  list,
  offline,
  onOpen,
  onFirst,
  onNew,
}: {
  readonly lists: Output<'home.list'> | null;
  readonly error: string | null;
  readonly list: ListName;
  readonly offline: boolean;
  readonly onOpen: (row: DocumentRow, ask?: Ask) => void;
  readonly onFirst: () => boolean;
  readonly onNew: () => void;
}) {
  const now = useNow();
  const [by, setBy] = useState<GroupBy>('day');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [panel, setPanel] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { rows, fresh, take } = useSettled(lists?.[list] ?? [], selectedId !== null);
  const groups = useMemo(() => groupRows(rows, by, list, now), [rows, by, list, now]);
  const order = groups.flatMap((group) => group.rows);
  const found = order.findIndex((row) => row.documentId === selectedId);
  const at = Math.max(0, found);
  const selected = order[at];
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, [list]);
  useEffect(() => {
    // In braces: newer Chromium gives back a promise, which an effect must not.
    document.getElementById(`row-${selected?.documentId}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected?.documentId]);
  const ask = (what: Ask) => (): boolean => {
    if (selected === undefined || myStep(selected) === undefined) return false;
    onOpen(selected, what);
    return true;
  };
  useShortcuts({ A: ask('sign'), R: ask('return'), G: () => list === 'waiting' && onFirst(), Space: () => setPanel(!panel) });
  const press = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, order.length);
    const next = order[Math.min(order.length - 1, Math.max(0, at + step))];
    if (step !== 0 && next !== undefined) setSelectedId(next.documentId);
    else if (event.key === 'Enter' && selected !== undefined) onOpen(selected);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <section className="list" aria-label={ko.lists[list]} data-area>
        <Head list={list} rows={rows} by={by} now={now} onBy={setBy} onFirst={onFirst} />
        {error !== null && <Message tone="bad" text={error} />}
        <Fresh count={fresh} onTake={take} />
        <div
          ref={box}
          role="listbox"
          aria-label={ko.home.list(ko.lists[list])}
          tabIndex={0}
          className="rows"
          aria-activedescendant={selected === undefined ? undefined : `row-${selected.documentId}`}
          onKeyDown={press}
        >
          <Groups
            groups={groups}
            list={list}
            now={now}
            total={order.length}
            selected={selected}
            onSelect={(row) => setSelectedId(row.documentId)}
            onOpen={onOpen}
          />
        </div>
        {lists !== null && rows.length === 0 && fresh === 0 && <Empty list={list} onNew={onNew} />}
      </section>
      {selected !== undefined && <Preview row={selected} now={now} offline={offline} shown={panel} onOpen={() => onOpen(selected)} />}
    </>
  );
}

function Fresh({ count, onTake }: { readonly count: number; readonly onTake: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" className="fresh" onClick={onTake}>
      <Icon name="down" size={14} />
      {ko.home.fresh(count)}
    </button>
  );
}

function Groups({
  groups,
  list,
  now,
  total,
  selected,
  onSelect,
  onOpen,
}: {
  readonly groups: readonly RowGroup[];
  readonly list: ListName;
  readonly now: number;
  readonly total: number;
  readonly selected: DocumentRow | undefined;
  readonly onSelect: (row: DocumentRow) => void;
  readonly onOpen: (row: DocumentRow) => void;
}) {
  const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, group) => sum + group.rows.length, 0));
  return groups.map((group, g) => (
    <div key={group.name} role="group" aria-label={`${group.name} ${group.rows.length}`}>
      <div className="grp" aria-hidden="true">
        <span className={group.old ? 'late' : ''}>{group.name}</span>
        <span className="muted num">{group.rows.length}</span>
      </div>
      {group.rows.map((row, i) => (
        <Row
          key={row.documentId}
          row={row}
          list={list}
          now={now}
          selected={row === selected}
          place={(starts[g] ?? 0) + i + 1}
          total={total}
          onSelect={onSelect}
          onOpen={onOpen}
        />
      ))}
    </div>
  ));
}
