/** 묶음으로 내보내기: a record file, a period or chosen papers, each as a capsule in one folder (EX1–EX4). */

import { useEffect, useState } from 'react';
import type { EventPayload, Output } from '../../shared/api/contract.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { useClient } from '../api/bridge.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { shortDay } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.exports;

type Papers = Output<'export.choice'>['papers'];
type Exported = Output<'export.many'>;

/** What is chosen, and by what name its folder goes. */
interface Choice {
  readonly way: 'recordFile' | 'period' | 'papers';
  readonly recordFile: string;
  readonly from: string;
  readonly until: string;
  readonly ids: ReadonlySet<string>;
}

function chosenOf(papers: Papers, { way, recordFile, from, until, ids }: Choice): Papers {
  if (way === 'recordFile') return papers.filter((paper) => paper.recordFile === recordFile);
  if (way === 'papers') return papers.filter(({ documentId }) => ids.has(documentId));
  return papers.filter(({ at }) => (from === '' || seoulDate(at) >= from) && (until === '' || seoulDate(at) <= until));
}

function nameOf({ way, recordFile, from, until }: Choice): string {
  if (way === 'recordFile') return `${words.recordFile} ${recordFile}`.trim();
  return way === 'papers' ? words.chosenName : `${words.ways.period} ${from}∼${until}`;
}

function PaperPick({ papers, ids, onIds }: { readonly papers: Papers; readonly ids: ReadonlySet<string>; readonly onIds: (ids: ReadonlySet<string>) => void }) {
  const toggle = (id: string): void => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    onIds(next);
  };
  return (
    <ScrollArea className="disclose-list" label={words.papers}>
      <ul>
        {papers.map(({ documentId, title, number, at }) => (
          <li key={documentId}>
            <label>
              <input type="checkbox" checked={ids.has(documentId)} onChange={() => toggle(documentId)} />
              <span className="num muted">{shortDay(at)}</span>
              <span className="ell">
                {title} <span className="muted cap">{number}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </ScrollArea>
  );
}

function Ways({ papers, choice, onChoice }: { readonly papers: Papers; readonly choice: Choice; readonly onChoice: (choice: Choice) => void }) {
  const { way } = choice;
  const files = [...Map.groupBy(papers, ({ recordFile }) => recordFile)].map(([name, all]) => ({ name, count: all.length }));
  return (
    <>
      <span className="seg" role="group" aria-label={words.by}>
        {(['recordFile', 'period', 'papers'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={way === one} className={way === one ? 'on' : ''} onClick={() => onChoice({ ...choice, way: one })}>
            {words.ways[one]}
          </button>
        ))}
      </span>
      {way === 'recordFile' && (
        <select
          className="field"
          aria-label={words.recordFile}
          value={choice.recordFile}
          onChange={(event) => onChoice({ ...choice, recordFile: event.target.value })}
        >
          {files.map(({ name, count }) => (
            <option key={name} value={name}>
              {words.recordFileOf(name, count)}
            </option>
          ))}
        </select>
      )}
      {way === 'period' && (
        <div className="row-gap">
          {(['from', 'until'] as const).map((end) => (
            <label key={end} className="row-gap">
              <input className="field" type="date" value={choice[end]} onChange={(event) => onChoice({ ...choice, [end]: event.target.value })} />
              {words[end]}
            </label>
          ))}
        </div>
      )}
      {way === 'papers' && <PaperPick papers={papers} ids={choice.ids} onIds={(ids) => onChoice({ ...choice, ids })} />}
    </>
  );
}

function Running({ progress, onStop }: { readonly progress: EventPayload<'export.progress'>; readonly onStop: () => void }) {
  const [stopping, setStopping] = useState(false);
  return (
    <section className="audit-bringing" aria-label={words.making}>
      <progress max={progress.all} value={progress.done} aria-label={words.making} />
      <p className="muted" role="status">
        {words.progress(progress.done, progress.all)} · {stopping ? words.stopping : words.now(progress.title)}
      </p>
      <button
        type="button"
        className="btn"
        onClick={() => {
          setStopping(true);
          onStop();
        }}
      >
        {words.stop}
      </button>
    </section>
  );
}

function Result({ exported }: { readonly exported: Exported }) {
  const { path, written, there, failed, left, ended } = exported;
  if (path === null) return null;
  return (
    <Message tone={failed.length > 0 || ended !== null ? 'warn' : 'ok'} text={words.done(written, there)}>
      <p>{words.folder(path)}</p>
      {ended !== null && <p>{ended}</p>}
      {left > 0 && <p>{words.left(left)}</p>}
      {failed.length > 0 && (
        <details>
          <summary>{words.failed(failed.length)}</summary>
          <ul>
            {failed.map(({ title, why }) => (
              <li key={title}>
                {title}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Message>
  );
}

/** The last progress of a running export. */
function useProgress() {
  const client = useClient();
  const [progress, setProgress] = useState<EventPayload<'export.progress'> | null>(null);
  useEffect(() => client.on('export.progress', setProgress), [client]);
  return { progress, clear: () => setProgress(null), stop: () => void client.call('export.stop', {}) };
}

function Choose({ papers, onClose }: { readonly papers: Papers; readonly onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>({ way: 'recordFile', recordFile: papers[0]?.recordFile ?? '', from: '', until: '', ids: new Set() });
  const [exported, setExported] = useState<Exported | null>(null);
  const { progress, clear, stop } = useProgress();
  const chosen = chosenOf(papers, choice);
  const name = nameOf(choice);
  const { busy, keep, said } = useKeeping({ documentId: 'many', title: name, keeping: chosen.some(({ asksReason }) => asksReason) ? 'reason' : 'free' });
  const make = (): void => {
    setExported(null);
    keep(async (run, reason) => {
      const done = await run('export.many', { documentIds: chosen.map(({ documentId }) => documentId), name, reason });
      clear();
      setExported(done);
      return null;
    });
  };
  const why = chosen.length === 0 ? words.none : null;
  useShortcuts({ 'Ctrl Enter': () => (busy || why !== null ? undefined : make()) }, true);
  return (
    <>
      <div className="dialog-body disclose exports-many">
        <Ways papers={papers} choice={choice} onChoice={setChoice} />
        <p className="subtle" role="status">
          {words.count(chosen.length)}
        </p>
        {busy && progress !== null && <Running progress={progress} onStop={stop} />}
        {exported !== null && <Result exported={exported} />}
        {said}
      </div>
      <DialogFoot word={words.make} busy={busy} busyWord={words.making} why={why} onClose={onClose} onAct={make} />
    </>
  );
}

function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { value, error } = useQuery('export.choice', {}, '');
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      {error !== null && <Message tone="bad" text={error} />}
      {value?.papers.length === 0 && <p className="dialog-body muted">{words.empty}</p>}
      {value !== null && value.papers.length > 0 && <Choose papers={value.papers} onClose={onClose} />}
    </Dialog>
  );
}

/** The button with its dialog. */
export function ExportMany() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <Icon name="box" size={14} />
        {words.open}
      </button>
      {open && <ExportDialog onClose={() => setOpen(false)} />}
    </>
  );
}
