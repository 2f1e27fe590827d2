/** 변경 전후 대비표: two versions against each other; the newest against the one before it at first. */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DiffSides } from '../stranded/diff-sides.tsx';
import { DiffLines } from '../stranded/diff-lines.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.document.card.compare;

function Pick({
  label,
  value,
  versions,
  onPick,
}: {
  readonly label: string;
  readonly value: number;
  readonly versions: readonly number[];
  readonly onPick: (version: number) => void;
}) {
  return (
    <label className="row-gap">
      <span className="subtle">{label}</span>
      <select className="field" value={value} onChange={(event) => onPick(Number(event.target.value))}>
        {versions.map((version) => (
          <option key={version} value={version}>
            {ko.version(version)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Side by side, or one line under the other. */
function Look({ beside, onLook }: { readonly beside: boolean; readonly onLook: (beside: boolean) => void }) {
  return (
    <span className="seg" role="group" aria-label={words.look}>
      {([true, false] as const).map((one) => (
        <button key={String(one)} type="button" aria-pressed={one === beside} className={one === beside ? 'on' : ''} onClick={() => onLook(one)}>
          {one ? words.sides : words.inline}
        </button>
      ))}
    </span>
  );
}

/** An earlier version begins the next one: offered where a new version may be opened, and nothing that was written is touched. */
function Restore({ view, version, onActed }: { readonly view: DocumentView; readonly version: number; readonly onActed: (acted: Acted) => void }) {
  const { busy, said, run } = useAct();
  if (!view.acts.includes('redraft') || version >= view.version) return null;
  const restore = async (): Promise<void> => {
    const acted = await run('approval.redraft', { documentId: view.documentId, textOf: version });
    if (acted !== null) onActed(acted);
  };
  return (
    <div className="row compare-head">
      <ActButton busy={busy} busyWord={words.restoring} onAct={() => void restore()}>
        {words.restore(ko.version(version))}
      </ActButton>
      <span className="muted cap">{words.restoreNote}</span>
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </div>
  );
}

/** The table. */
export function CompareTab({ view, onActed }: { readonly view: DocumentView; readonly onActed: (acted: Acted) => void }) {
  const { versions } = view;
  const [from, setFrom] = useState(versions.at(-2) ?? 1);
  const [to, setTo] = useState(versions.at(-1) ?? 1);
  const [only, setOnly] = useState(true);
  const [beside, setBeside] = useState(true);
  const { value, error } = useQuery('documents.compare', { documentId: view.documentId, from, to }, view.documentId);
  const lines = value?.lines ?? [];
  const changed = lines.filter((line) => line.kind !== 'same');
  const shown = only ? changed : lines;
  return (
    <section className="compare" aria-label={ko.document.card.tabs.compare}>
      <div className="row compare-head">
        <Pick label={words.from} value={from} versions={versions} onPick={setFrom} />
        <Pick label={words.to} value={to} versions={versions} onPick={setTo} />
        {value !== null && <span className="subtle">{words.changed(changed.length)}</span>}
        <span className="sp" />
        <Look beside={beside} onLook={setBeside} />
        <label className="row-gap">
          <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />
          {words.onlyChanged}
        </label>
      </div>
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && beside && <DiffSides lines={shown} before={ko.version(from)} after={ko.version(to)} />}
      {shown.length > 0 && !beside && <DiffLines lines={shown} />}
      <Restore view={view} version={from} onActed={onActed} />
    </section>
  );
}
