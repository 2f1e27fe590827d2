/** Head of a list: name and count, what is old, how rows are grouped, and the ways to handle several. */

import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { ExportMany } from '../exports/export-many.tsx';
import { koCopies } from '../i18n/ko-copies.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { daysUntil } from '../ui/dates.ts';
import { dueOf, myStep, type GroupBy } from './groups.ts';
import type { Marks } from './use-marks.ts';

const BY = ['due', 'day', 'agency', 'kind'] as const satisfies readonly GroupBy[];

/** Rows chosen to be signed, or put up, together. */
function Marked({ marks, onBatch }: { readonly marks: Marks; readonly onBatch: () => void }) {
  return (
    <div className="row marked-acts" role="status">
      <b>{ko.batch.marked(marks.rows.length)}</b>
      <ActButton look="pri" why={marks.toDo === 'bundle' && marks.rows.length < 2 ? ko.bundle.few : null} onAct={onBatch}>
        {{ bundle: ko.bundle.open, sign: ko.batch.open, save: koCopies.all.open }[marks.toDo]} <kbd>B</kbd>
      </ActButton>
      <button type="button" className="btn quiet" onClick={marks.clear}>
        {ko.batch.clear}
      </button>
    </div>
  );
}

/** The head. */
export function Head({
  list,
  rows,
  by,
  now,
  onBy,
  onFirst,
  marks,
  onBatch,
}: {
  readonly list: ListName;
  readonly rows: readonly DocumentRow[];
  readonly by: GroupBy;
  readonly now: number;
  readonly onBy: (by: GroupBy) => void;
  readonly onFirst: () => void;
  readonly marks: Marks;
  readonly onBatch: () => void;
}) {
  const signs = list === 'waiting' && rows.some((row) => myStep(row) !== undefined);
  const left = rows.flatMap((row) => dueOf(row) ?? []).map((day) => daysUntil(day, now));
  const over = left.filter((days) => days < 0).length;
  const today = left.filter((days) => days === 0).length;
  return (
    <div className="head">
      <h1>
        {ko.lists[list]} <em>{rows.length}</em>
      </h1>
      {today + over > 0 && (
        <span className="subtle">
          {today > 0 && (
            <>
              {ko.due.todayCount} <b>{today}</b>
            </>
          )}
          {over > 0 && (
            <>
              {today > 0 && ' · '}
              {ko.due.overCount} <b className="late">{over}</b>
            </>
          )}
        </span>
      )}
      <span className="sp" />
      {marks.rows.length > 0 && <Marked marks={marks} onBatch={onBatch} />}
      {rows.length > 1 && marks.rows.length === 0 && (
        <div className="seg" role="group" aria-label={ko.home.byLabel}>
          {BY.filter((name) => name !== 'due' || left.length > 0).map((name) => (
            <button type="button" key={name} className={by === name ? 'on' : ''} aria-pressed={by === name} onClick={() => onBy(name)}>
              {ko.home.by[name]}
            </button>
          ))}
        </div>
      )}
      {list === 'done' && rows.length > 0 && <ExportMany />}
      {signs && marks.rows.length === 0 && (
        <button type="button" className="btn" onClick={onFirst}>
          <Icon name="play" size={14} />
          {ko.home.inTurn} <kbd>G</kbd>
        </button>
      )}
    </div>
  );
}
