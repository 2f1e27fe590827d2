/** 변경 전후 대비표: two versions against each other; the newest against the one before it at first. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DiffLines } from '../stranded/diff-lines.tsx';
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

/** The table. */
export function CompareTab({ view }: { readonly view: DocumentView }) {
  const { versions } = view;
  const [from, setFrom] = useState(versions.at(-2) ?? 1);
  const [to, setTo] = useState(versions.at(-1) ?? 1);
  const [only, setOnly] = useState(true);
  const { value, error } = useQuery('documents.compare', { documentId: view.documentId, from, to }, view.documentId);
  const lines = value?.lines ?? [];
  const changed = lines.filter((line) => line.kind !== 'same');
  return (
    <section className="compare" aria-label={ko.document.card.tabs.compare}>
      <div className="row compare-head">
        <Pick label={words.from} value={from} versions={versions} onPick={setFrom} />
        <Pick label={words.to} value={to} versions={versions} onPick={setTo} />
        {value !== null && <span className="subtle">{words.changed(changed.length)}</span>}
        <span className="sp" />
        <label className="row-gap">
          <input type="checkbox" checked={only} onChange={() => setOnly(!only)} />
          {words.onlyChanged}
        </label>
      </div>
      {error !== null && <Message tone="bad" text={error} />}
      {(only ? changed : lines).length > 0 && <DiffLines lines={only ? changed : lines} />}
    </section>
  );
}
