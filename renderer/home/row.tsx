/** One row of a list: state, kind, title, origin, strand, time. */

import { memo } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import type { ListName } from '../app/places.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { dayTime, shortDay, sinceWords } from '../ui/dates.ts';
import { dayLeft, dueMark } from '../ui/due.tsx';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { Icon, JointMark } from '../ui/icons.tsx';
import { Strand } from '../ui/strand.tsx';
import { holdWords } from '../decide/standing.tsx';
import { dueOf, myStep, rowWord, sinceOf, whichPaper } from './groups.ts';

function glyphOf(row: DocumentRow): GlyphState {
  const step = myStep(row);
  if (step?.hold != null) return 'held';
  if (step?.as?.kind === 'acting' || row.report === 'reported') return 'acting';
  if (row.report === 'confirm') return 'now';
  if (row.consulted !== null && row.waitingSince === null) return row.consulted.overdue ? 'late' : 'now';
  if (row.due?.overdue === true) return 'late';
  if (row.waitingSince !== null || row.asks !== null) return 'now';
  if (row.status === 'returned' || row.status === 'withdrawn') return 'returned';
  return row.status === 'issued' ? 'ok' : 'todo';
}

/** That a paper this person signed was edited afterwards, or is being edited by this person. */
function changedParts({ revision, revisions }: DocumentRow): string[] {
  if (revision?.mine === true) return [ko.revision.writing(revision.version)];
  const newest = revisions.findLast(({ told, again, seen }) => (told || again) && !seen);
  return newest === undefined ? [] : [ko.revision.short(newest.version)];
}

/** Until when an 의견조회 wants this person's answer. */
function consultedParts({ consulted }: DocumentRow): string[] {
  if (consulted === null) return [];
  const { title, until, over } = ko.consultation;
  return [`${title} ${until(shortDay(consulted.due))}${consulted.overdue ? ` · ${over}` : ''}`];
}

/** How far an own 의견조회 is, and until when answers are wanted; '' where none is. */
function askingWords({ asking }: DocumentRow): string {
  if (asking === null) return '';
  const { title, answered, enough, until, over } = ko.consultation;
  const { due, overdue, of, atLeast } = asking;
  const far = asking.answered >= atLeast ? ` · ${enough}` : '';
  return `${title} ${answered(asking.answered, of)}${far} · ${until(shortDay(due))}${overdue ? ` · ${over}` : ''}`;
}

/** For whom a step is acted on, and what keeps it. */
export function standingParts(row: DocumentRow): string[] {
  const step = myStep(row);
  const { short, concurrent } = ko.acts.standing;
  return [
    ...(step?.as?.kind === 'acting' ? [short(step.position, step.as.ground)] : []),
    ...(step?.as?.kind === 'concurrent' ? [`${concurrent} ${step.as.post}`] : []),
    ...(row.report === null
      ? []
      : row.lanes.flatMap((lane) => lane.stages.flat()).flatMap(({ deputy }) => (deputy === null ? [] : [ko.acts.report.by(deputy)]))),
    ...consultedParts(row),
    ...changedParts(row),
    ...(row.important && step?.as?.kind === 'acting' ? [ko.acts.report.subject] : []),
    ...(step?.hold == null ? [] : [holdWords(step.hold)]),
  ];
}

/** What is looked for in a list, said first so that it is never what is cut off: who holds the paper, or how far an own 의견조회 is. */
export function leadWords(row: DocumentRow, list: ListName): string {
  if (list === 'unit') return row.next;
  return row.asking !== null && (list !== 'consultations' || row.consulted === null) ? askingWords(row) : '';
}

function Origin({ row, list }: { readonly row: DocumentRow; readonly list: ListName }) {
  const lead = leadWords(row, list);
  return (
    <div className="s">
      {lead !== '' && (
        <span className="held-by ell" title={lead}>
          {lead}
        </span>
      )}
      <span className="origin">
        <Agency agency={row.lead} />
        {row.agencies.length > 1 && <span>{row.lead.name}</span>}
        <span>{row.unitName}</span>
      </span>
      {(list === 'done' || list === 'inbox') && <span className="part nw">{whichPaper(row)}</span>}
      {row.drafter !== '' && myStep(row)?.hold == null && <span className="part">{ko.home.drafted(row.drafter)}</span>}
      {row.handover !== null && <span className="tag warn">{ko.directory.handover.tag(row.handover.name)}</span>}
      {row.attachments > 0 && <span className="part">{ko.home.attachments(row.attachments)}</span>}
      {row.opinions > 0 && <span className="part">{ko.home.opinions(row.opinions)}</span>}
      {standingParts(row).map((part) => (
        <span key={part} className="part">
          {part}
        </span>
      ))}
    </div>
  );
}

/** Until when it is asked, and how long that is; where nothing is asked, since when it stands so. */
function When({ row, list, now }: { readonly row: DocumentRow; readonly list: ListName; readonly now: number }) {
  const since = sinceOf(row, list);
  const { due } = row;
  const held = myStep(row)?.hold?.until ?? null;
  const asked = list === 'consultations' && row.consulted === null ? row.asking : null;
  const day = asked?.due ?? dueOf(row);
  if (day === null) {
    return (
      <div className="due nw">
        <span className="m">{shortDay(since)}</span>
        <small>{sinceWords(since, now)}</small>
      </div>
    );
  }
  const { mark, note, late } = dueMark(
    asked !== null ? { ...asked, day, set: true } : held === null && due !== null ? due : { day, set: true, overdue: false },
    now,
  );
  const left = dayLeft(day, now);
  const received = row.waitingSince === null ? left : ko.home.received(sinceWords(row.waitingSince, now));
  return (
    <div className="due nw" title={note}>
      <span className={late ? 'm late' : 'm'}>{held === null ? mark : ko.acts.held.until(shortDay(dayTime(held)))}</span>
      <small className={late ? 'late' : ''}>{mark === ko.due.todayUntil ? received : left}</small>
    </div>
  );
}

/** The row. Its name says everything the row shows, with its place in the list. */
export const Row = memo(function Row({
  row,
  list,
  now,
  selected,
  marked,
  place,
  total,
  onSelect,
  onOpen,
  onMark,
}: {
  readonly row: DocumentRow;
  readonly list: ListName;
  readonly now: number;
  readonly selected: boolean;
  /** Chosen to be signed together with others; null where it cannot be. */
  readonly marked: boolean | null;
  readonly place: number;
  readonly total: number;
  readonly onSelect: (row: DocumentRow) => void;
  readonly onOpen: (row: DocumentRow) => void;
  readonly onMark: (row: DocumentRow) => void;
}) {
  return (
    <div
      role="option"
      id={`row-${row.documentId}`}
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={place}
      aria-setsize={total}
      className={`item${selected ? ' on' : ''}${marked === true ? ' marked' : ''}`}
      onClick={() => onSelect(row)}
      onDoubleClick={() => onOpen(row)}
      onKeyDown={() => undefined}
    >
      {marked === null ? (
        <Glyph state={glyphOf(row)} />
      ) : (
        <span
          className={marked ? 'mark on' : 'mark'}
          title={ko.batch.mark(row.title)}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onMark(row);
          }}
        >
          <Glyph state={glyphOf(row)} />
          {marked && <Icon name="check" size={14} />}
        </span>
      )}
      <span className="k">{rowWord(row, list)}</span>
      <div className="what">
        <div className="t">
          {marked === true && <span className="sr">{ko.batch.chosen} </span>}
          <span className="ell">{row.title}</span>
          {row.bundle !== null && (
            <span className="tag" title={row.bundle.at === 0 ? ko.bundle.main : undefined}>
              {ko.bundle.tag(row.bundle.at, row.bundle.papers.length)}
            </span>
          )}
          {row.agencies.length > 1 && (
            <span className="tag">
              <JointMark />
              {ko.joint(row.agencies.length)}
            </span>
          )}
        </div>
        <Origin row={row} list={list} />
      </div>
      <Strand order={row.order} lanes={row.lanes} />
      <When row={row} list={list} now={now} />
    </div>
  );
});
