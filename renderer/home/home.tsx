/** Home: the lists, the selected paper, and what to do next (screens `home`). */

import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import { LISTS, type ListName } from '../app/lists.ts';
import { turnWord } from './turn-word.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Strand } from '../ui/strand.tsx';
import { Preview } from './preview.tsx';

const EMPTY: Readonly<Record<ListName, string>> = {
  waiting: '지금 처리할 문서가 없습니다.',
  progress: '진행 중인 문서가 없습니다.',
  drafts: '쓰고 있는 문서가 없습니다.',
  returned: '반려되거나 회수한 문서가 없습니다.',
  inbox: '받은 문서가 없습니다.',
  sealing: '날인하거나 발송할 문서가 없습니다.',
  done: '처리한 문서가 없습니다.',
};

function Row({
  row,
  selected,
  onSelect,
  onOpen,
  index,
  total,
}: {
  readonly row: DocumentRow;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onOpen: () => void;
  readonly index: number;
  readonly total: number;
}) {
  return (
    <div
      role="option"
      id={`row-${row.documentId}`}
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={selected ? 'item on' : 'item'}
      onClick={onSelect}
      onDoubleClick={onOpen}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === ' ') onSelect();
      }}
    >
      <span className={`glyph ${row.waitingSince === null ? '' : 'turn'}`} aria-hidden="true" />
      <span className="k">{turnWord(row)}</span>
      <span className="ell">
        <span className="t">
          <span className="ell">{row.title}</span>
          {row.agencies.length > 1 && <span className="tag">공동 {row.agencies.length}기관</span>}
        </span>
        <span className="s">
          <Agency agency={row.lead} />
          <span>{row.unitName}</span>
          <span>·</span>
          <span>{row.drafter} 기안</span>
          {row.attachments > 0 && (
            <>
              <span>·</span>
              <span>붙임 {row.attachments}</span>
            </>
          )}
          {row.opinions > 0 && (
            <>
              <span>·</span>
              <span>의견 {row.opinions}</span>
            </>
          )}
        </span>
      </span>
      <Strand lanes={row.lanes} />
      <span className="due">
        {shortTime(row.changedAt)}
        <small className="ell">{row.next}</small>
      </span>
    </div>
  );
}

/** One list with the preview of the selected row. */
export function Home({
  lists,
  error,
  list,
  onOpen,
  onNew,
}: {
  readonly lists: Output<'home.list'> | null;
  readonly error: string | null;
  readonly list: ListName;
  readonly onOpen: (row: DocumentRow) => void;
  readonly onNew: () => void;
}) {
  const rows = lists?.[list] ?? [];
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.documentId === selectedId),
  );
  const selected = rows[at];
  useEffect(() => box.current?.focus(), [list]);
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (step !== 0 && next !== undefined) setSelectedId(next.documentId);
    else if (event.key === 'Enter' && selected !== undefined) onOpen(selected);
    else return;
    event.preventDefault();
  };
  const title = LISTS.find(([name]) => name === list)?.[1] ?? '';
  return (
    <>
      <section className="list" aria-label={title}>
        <div className="head">
          <h1>
            {title} <em>{rows.length}</em>
          </h1>
          <span className="sp" />
          <button type="button" className="btn" onClick={onNew}>
            <Icon name="plus" />새 문서
          </button>
        </div>
        {error !== null && <Message ok={false} text={error} />}
        <div
          ref={box}
          role="listbox"
          aria-label={`${title} 목록`}
          tabIndex={0}
          className="rows"
          aria-activedescendant={selected === undefined ? undefined : `row-${selected.documentId}`}
          onKeyDown={press}
        >
          {rows.map((row, i) => (
            <Row
              key={row.documentId}
              row={row}
              index={i}
              total={rows.length}
              selected={row === selected}
              onSelect={() => setSelectedId(row.documentId)}
              onOpen={() => onOpen(row)}
            />
          ))}
        </div>
        {lists !== null && rows.length === 0 && (
          <div className="empty">
            <Strand lanes={[]} width={136} />
            <p>{EMPTY[list]}</p>
            {list === 'drafts' && (
              <button type="button" className="btn" onClick={onNew}>
                새 문서 쓰기
              </button>
            )}
          </div>
        )}
      </section>
      {selected !== undefined && <Preview row={selected} onOpen={() => onOpen(selected)} />}
    </>
  );
}
