/** 따로 보관한 글: what the server did not take, against its text, and the ways on. Nothing here deletes. */

import { useState } from 'react';
import type { StrandedRow } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { DiffLines } from './diff-lines.tsx';

const words = ko.kept.stranded;

function List({ rows, at, onPick }: { readonly rows: readonly StrandedRow[]; readonly at: number | null; readonly onPick: (id: number) => void }) {
  return (
    <nav className="kept-list" aria-label={words.list}>
      {rows.map((row) => (
        <button
          type="button"
          key={row.id}
          className={row.id === at ? 'on' : ''}
          aria-current={row.id === at ? 'true' : undefined}
          onClick={() => onPick(row.id)}
        >
          <b className="ell">{row.title}</b>
          <span className="muted line">
            {ko.version(row.version)} {row.part} · {words.lines(row.changed)}
            {row.handled !== null && ` · ${words.handled}`}
          </span>
          <span className="muted line">{fullTime(row.at)}</span>
        </button>
      ))}
    </nav>
  );
}

function Copy({ id, onDone, onOpen }: { readonly id: number; readonly onDone: () => void; readonly onOpen: (row: StrandedRow) => void }) {
  const { value, error } = useQuery('stranded.get', { id });
  const act = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  if (value === null) return <section className="kept-copy">{error !== null && <Message tone="bad" text={error} />}</section>;
  const { row, lines } = value;
  const takeBack = async (): Promise<void> => {
    if ((await act.run('stranded.takeBack', { id })) !== null) onDone();
  };
  const save = async (): Promise<void> => {
    const done = await act.run('stranded.save', { id });
    if (done !== null && done.path !== null) setSaved(done.path);
  };
  const notBack = row.reason === 'reset' ? words.takeBackLost : words.takeBackNot;
  const differs = lines.some((line) => line.kind !== 'same');
  return (
    <section className="kept-copy" aria-label={row.title}>
      <Message tone="warn" text={`${row.sentence} ${words.note}`} />
      <div className="row">
        <ActButton look="pri" busy={act.busy} busyWord={words.takingBack} why={row.wayBack === 'none' ? notBack : null} onAct={() => void takeBack()}>
          {words.takeBack[row.wayBack]}
        </ActButton>
        <button type="button" className="btn" onClick={() => void save()}>
          {words.save}
        </button>
        <button type="button" className="btn" onClick={() => onOpen(row)}>
          {words.open}
        </button>
        <span className="sp" />
        {row.handled === null && (
          <button type="button" className="btn quiet" onClick={() => void act.run('stranded.handle', { id }).then(onDone)}>
            {words.handle}
          </button>
        )}
      </div>
      {row.wayBack === 'none' && <p className="muted cap">{notBack}</p>}
      {saved !== null && <Message tone="ok" text={words.savedAt(saved)} />}
      {act.said !== null && <Message tone={act.said.ok ? 'ok' : 'bad'} text={act.said.text} />}
      <h3>{words.compare}</h3>
      <p className="muted cap">{lines.length === 0 ? words.unreadable : differs ? words.legend : words.same}</p>
      <DiffLines lines={lines} />
    </section>
  );
}

/** The dialog. Copies nobody has dealt with come first. */
export function StrandedDialog({ onOpen, onClose }: { readonly onOpen: (row: { documentId: string; title: string }) => void; readonly onClose: () => void }) {
  const { value, error, reload } = useQuery('stranded.list', {});
  const [chosen, setChosen] = useState<number | null>(null);
  const rows = (value?.copies ?? []).toSorted((a, b) => Number(a.handled !== null) - Number(b.handled !== null) || b.at.localeCompare(a.at));
  const at = chosen ?? rows[0]?.id ?? null;
  return (
    <Dialog wide title={words.title} onClose={onClose}>
      {error !== null && <Message tone="bad" text={error} />}
      {rows.length === 0 && value !== null && <p className="dialog-body muted">{words.empty}</p>}
      {at !== null && (
        <div className="kept">
          <List rows={rows} at={at} onPick={setChosen} />
          <Copy key={at} id={at} onDone={reload} onOpen={onOpen} />
        </div>
      )}
    </Dialog>
  );
}
