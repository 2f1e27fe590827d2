/** One row of a list: state, kind, title, origin, strand, time. */

import { memo } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { shortDay, sinceWords } from '../ui/dates.ts';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { JointMark } from '../ui/icons.tsx';
import { Strand } from '../ui/strand.tsx';
import { isOld, turnWord } from './groups.ts';

function glyphOf(row: DocumentRow, now: number): GlyphState {
  if (isOld(row, now)) return 'late';
  if (row.waitingSince !== null) return 'now';
  if (row.status === 'returned' || row.status === 'withdrawn') return 'returned';
  return row.status === 'issued' ? 'ok' : 'todo';
}

function Origin({ row }: { readonly row: DocumentRow }) {
  return (
    <div className="s">
      <span className="origin">
        <Agency agency={row.lead} />
        {row.agencies.length > 1 && <span>{row.lead.name}</span>}
        <span>{row.unitName}</span>
      </span>
      {row.drafter !== '' && <span className="part">{ko.home.drafted(row.drafter)}</span>}
      {row.attachments > 0 && <span className="part">{ko.home.attachments(row.attachments)}</span>}
      {row.opinions > 0 && <span className="part">{ko.home.opinions(row.opinions)}</span>}
    </div>
  );
}

/** The row. Its name says everything the row shows, with its place in the list. */
export const Row = memo(function Row({
  row,
  list,
  now,
  selected,
  place,
  total,
  onSelect,
  onOpen,
}: {
  readonly row: DocumentRow;
  readonly list: ListName;
  readonly now: number;
  readonly selected: boolean;
  readonly place: number;
  readonly total: number;
  readonly onSelect: (row: DocumentRow) => void;
  readonly onOpen: (row: DocumentRow) => void;
}) {
  const since = row.waitingSince ?? row.changedAt;
  return (
    <div
      role="option"
      id={`row-${row.documentId}`}
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={total}
      className={selected ? 'item on' : 'item'}
      onClick={() => onSelect(row)}
      onDoubleClick={() => onOpen(row)}
      onKeyDown={() => undefined}
    >
      <Glyph state={glyphOf(row, now)} />
      <span className="k">{turnWord(row)}</span>
      <div className="what">
        <div className="t">
          <span className="ell">{row.title}</span>
          {row.agencies.length > 1 && (
            <span className="tag">
              <JointMark />
              {ko.joint(row.agencies.length)}
            </span>
          )}
        </div>
        <Origin row={row} />
      </div>
      <Strand lanes={row.lanes} />
      <div className="due nw">
        <span className={isOld(row, now) ? 'm late' : 'm'}>{shortDay(since)}</span>
        <small>{list === 'waiting' ? ko.home.received(sinceWords(since, now)) : sinceWords(since, now)}</small>
      </div>
    </div>
  );
});
