/** Home: what this person must do next, grouped, with the selected paper beside it (screens `home`). */

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { Ask } from '../app/asked-dialog.tsx';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ClosedStrand } from '../ui/strand.tsx';
import { useNow } from '../ui/use-now.ts';
import { firstGroup, groupRows, myStep, settleRows, type GroupBy } from './groups.ts';
import { Fresh, Groups } from './list-groups.tsx';
import { Head } from './list-head.tsx';
import { Preview } from './preview.tsx';
import { useTogether } from './use-together.tsx';

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

/** How far a key moves in a list of `total` rows. */
function stepOf(key: string, total: number): number {
  return { ArrowDown: 1, ArrowUp: -1, Home: -total, End: total, PageDown: 8, PageUp: -8 }[key] ?? 0;
}

/** The rows of a list in order, and the one selected among them. */
function useSelection(lists: Output<'home.list'> | null, list: ListName, now: number) {
  const [by, setBy] = useState<GroupBy>(() => firstGroup(list));
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const { rows, fresh, take } = useSettled(lists?.[list] ?? [], selectedId !== null);
  const groups = useMemo(() => groupRows(rows, by, list, now), [rows, by, list, now]);
  const order = groups.flatMap((group) => group.rows);
  const found = order.findIndex((row) => row.documentId === selectedId);
  const at = Math.max(0, found);
  const selected = order[at];
  useEffect(() => {
    // In braces: newer Chromium gives back a promise, which an effect must not.
    document.getElementById(`row-${selected?.documentId}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected?.documentId]);
  return { by, setBy, rows, fresh, take, groups, order, at, selected, select: (row: DocumentRow) => setSelectedId(row.documentId) };
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
  readonly onOpen: (row: Pick<DocumentRow, 'documentId' | 'title'>, ask?: Ask) => void;
  readonly onFirst: () => boolean;
  readonly onNew: () => void;
}) {
  const now = useNow();
  const [panel, setPanel] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { by, setBy, rows, fresh, take, groups, order, at, selected, select } = useSelection(lists, list, now);
  const together = useTogether(order, list, lists?.waiting ?? [], onOpen);
  const { marks } = together;
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, [list]);
  const ask = (what: Ask) => (): boolean => {
    const mine = selected !== undefined && myStep(selected) !== undefined;
    if (mine) onOpen(selected, what);
    return mine;
  };
  useShortcuts({
    A: ask('sign'),
    R: ask('return'),
    H: ask('hold'),
    G: () => list === 'waiting' && onFirst(),
    X: () => selected !== undefined && marks.toggle(selected),
    B: together.handle,
    Space: () => setPanel(!panel),
  });
  const press = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, order.length);
    const next = order[Math.min(order.length - 1, Math.max(0, at + step))];
    if (step !== 0 && next !== undefined) select(next);
    else if (event.key === 'Enter' && selected !== undefined) onOpen(selected);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <section className="list" aria-label={ko.lists[list]} data-area>
        <Head list={list} rows={rows} by={by} now={now} onBy={setBy} onFirst={onFirst} marks={marks} onBatch={together.handle} />
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
          <Groups groups={groups} list={list} now={now} total={order.length} selected={selected} marks={marks} onSelect={select} onOpen={onOpen} />
        </div>
        {lists !== null && rows.length === 0 && fresh === 0 && <Empty list={list} onNew={onNew} />}
      </section>
      {selected !== undefined && (
        <Preview row={selected} now={now} offline={offline} shown={panel} onOpen={() => onOpen(selected)} onOpenPaper={onOpen} together={together} />
      )}
      {together.dialog}
    </>
  );
}
