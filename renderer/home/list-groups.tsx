/** The rows of a list in their groups, and what waits to be shown. */

import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import type { RowGroup } from './groups.ts';
import { Row } from './row.tsx';
import type { Marks } from './use-marks.ts';

/** What arrived meanwhile, to be taken in when asked for. */
export function Fresh({ count, onTake }: { readonly count: number; readonly onTake: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" className="fresh" onClick={onTake}>
      <Icon name="down" size={14} />
      {ko.home.fresh(count)}
    </button>
  );
}

/** The groups. */
export function Groups({
  groups,
  list,
  now,
  total,
  selected,
  marks,
  onSelect,
  onOpen,
}: {
  readonly groups: readonly RowGroup[];
  readonly list: ListName;
  readonly now: number;
  readonly total: number;
  readonly selected: DocumentRow | undefined;
  readonly marks: Marks;
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
          marked={marks.stateOf(row)}
          onMark={marks.toggle}
          place={(starts[g] ?? 0) + i + 1}
          total={total}
          onSelect={onSelect}
          onOpen={onOpen}
        />
      ))}
    </div>
  ));
}
