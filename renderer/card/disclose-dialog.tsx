/** 일부만 내보내기: what to withhold and which steps to prove; what is left is proved as it was signed (PC1–PC6). */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { Agency } from '../ui/agency.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { shortTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = ko.disclose;

type Parts = Output<'export.parts'>['parts'];
type Steps = Output<'export.parts'>['steps'];

function toggled(set: ReadonlySet<number>, one: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}

function PartList({
  parts,
  hide,
  onHide,
}: {
  readonly parts: Parts;
  readonly hide: ReadonlySet<number>;
  readonly onHide: (hide: ReadonlySet<number>) => void;
}) {
  const free = parts.filter(({ fixed }) => !fixed);
  const all = (wanted: Parts): ReadonlySet<number> => new Set(wanted.map(({ index }) => index));
  return (
    <section aria-label={words.parts}>
      <div className="row disclose-head">
        <h3>{words.parts}</h3>
        <span className="muted cap" role="status">
          {words.hidden(hide.size, parts.length)}
        </span>
        <span className="sp" />
        <button type="button" className="btn sm" onClick={() => onHide(all(free.filter(({ kind }) => kind !== 'field')))}>
          {words.hideBody}
        </button>
        <button type="button" className="btn sm" onClick={() => onHide(all(free))}>
          {words.hideAll}
        </button>
        <button type="button" className="btn sm" onClick={() => onHide(new Set())}>
          {words.showAll}
        </button>
      </div>
      <p className="muted cap">{words.partsNote}</p>
      <ScrollArea className="disclose-list" label={words.parts}>
        <ul>
          {parts.map(({ index, label, text, fixed }) => (
            <li key={index}>
              <label className={hide.has(index) ? 'hidden' : ''}>
                <input
                  type="checkbox"
                  checked={hide.has(index)}
                  disabled={fixed}
                  aria-label={fixed ? `${label}: ${words.fixed}` : words.hide(label)}
                  onChange={() => onHide(toggled(hide, index))}
                />
                <b>{label}</b>
                <span className="ell">{text}</span>
              </label>
            </li>
          ))}
        </ul>
      </ScrollArea>
    </section>
  );
}

function StepPick({
  steps,
  chosen,
  onChosen,
}: {
  readonly steps: Steps;
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
}) {
  return (
    <ScrollArea className="disclose-list" label={words.steps}>
      <ul>
        {steps.map(({ seq, at, agency, who, what, detail }) => (
          <li key={seq}>
            <label>
              <input type="checkbox" checked={chosen.has(seq)} onChange={() => onChosen(toggled(chosen, seq))} />
              <b className="num">{shortTime(at)}</b>
              <span className="ell">
                {agency !== null && <Agency agency={agency} />} {what} <span className="muted">{who}</span> <span className="muted cap">{detail}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </ScrollArea>
  );
}

function Choose({ view, asked, onClose }: { readonly view: DocumentView; readonly asked: Output<'export.parts'>; readonly onClose: () => void }) {
  const [hide, setHide] = useState<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [texts, setTexts] = useState(false);
  const { busy, keep, said } = useKeeping(view);
  const input = { documentId: view.documentId, hide: [...hide], steps: whole ? null : [...chosen], texts };
  const why = !whole && chosen.size === 0 ? words.noStep : null;
  const make = (): void => keep((run, reason) => run('export.disclosed', { ...input, reason }));
  useShortcuts({ 'Ctrl Enter': () => (busy || why !== null ? undefined : make()) }, true);
  return (
    <>
      <div className="dialog-body disclose">
        <h3>{words.trail}</h3>
        {([true, false] as const).map((one) => (
          <label key={String(one)} className="row-gap">
            <input type="radio" name="disclose-trail" checked={whole === one} onChange={() => setWhole(one)} />
            <b>{one ? words.whole : words.chosen}</b>
            <span className="muted cap">{one ? words.wholeNote : words.chosenNote}</span>
          </label>
        ))}
        {!whole && <StepPick steps={asked.steps} chosen={chosen} onChosen={setChosen} />}
        <PartList parts={asked.parts} hide={hide} onHide={setHide} />
        {asked.texts > 0 && (
          <label className="row-gap">
            <input type="checkbox" checked={texts} onChange={() => setTexts(!texts)} />
            {words.texts(asked.texts)}
          </label>
        )}
        {said}
      </div>
      <DialogFoot word={words.make} busy={busy} busyWord={words.making} why={why} onClose={onClose} onAct={make} />
    </>
  );
}

/** The dialog. */
export function DiscloseDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: () => void }) {
  const { value, error } = useQuery('export.parts', { documentId: view.documentId }, view.documentId);
  return (
    <Dialog wide title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && <Choose view={view} asked={value} onClose={onClose} />}
    </Dialog>
  );
}
