/** 본문 나누기: the parts of the body in their order, each with a name and who has it. All of it is one signed act. */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { SectionSet, SectionsView } from '../../shared/api/sections-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { SECTION_LIMITS } from '../../shared/policy/sections.ts';
import { useAct } from '../api/use-query.ts';
import { koParts as words } from '../i18n/ko-parts.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { added, moved, restored, taken, type PartRow } from './part-rows.ts';

/** An owner as one value of a list of choices. */
const keyOf = ({ agency, unit }: Pick<SectionSet, 'agency' | 'unit'>): string => (agency === null ? '' : `${agency}/${unit ?? ''}`);

interface LineInput {
  readonly row: PartRow;
  readonly nth: number;
  readonly count: number;
  readonly owners: SectionsView['owners'];
  readonly onChange: (change: Partial<PartRow>) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onTake: () => void;
}

function Line({ row, nth, count, owners, onChange, onMove, onTake }: LineInput) {
  const choices = owners.some((one) => keyOf(one) === keyOf(row)) || row.agency === null ? owners : [...owners, { ...row, label: row.owner }];
  return (
    <li>
      <span className="num">{nth}</span>
      <input
        className="field"
        aria-label={words.partName(nth)}
        placeholder={words.nameHint}
        maxLength={SECTION_LIMITS.name}
        value={row.name}
        onChange={(event) => onChange({ name: event.target.value })}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
          event.preventDefault();
          onMove(event.key === 'ArrowUp' ? -1 : 1);
        }}
      />
      <select
        className="field"
        aria-label={words.owner(nth)}
        value={keyOf(row)}
        onChange={({ target: { value } }) => {
          const owner = choices.find((one) => keyOf(one) === value);
          onChange({ agency: owner?.agency ?? null, unit: owner?.unit ?? null, owner: owner?.label ?? '' });
        }}
      >
        <option value="">{words.everybody}</option>
        {choices.map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {one.label}
          </option>
        ))}
      </select>
      <button type="button" className="btn quiet icon" aria-label={words.up(nth)} disabled={nth === 1} onClick={() => onMove(-1)}>
        <Icon name="up" />
      </button>
      <button type="button" className="btn quiet icon" aria-label={words.down(nth)} disabled={nth === count} onClick={() => onMove(1)}>
        <Icon name="down" />
      </button>
      <button type="button" className="btn sm" aria-label={words.remove(nth)} disabled={count === 1} onClick={onTake}>
        {words.removeShort}
      </button>
    </li>
  );
}

function Removed({ rows, onBack }: { readonly rows: readonly PartRow[]; readonly onBack: (row: PartRow) => void }) {
  if (rows.length === 0) return null;
  return (
    <>
      <p className="cap muted">
        {words.removed}. {words.removedNote}
      </p>
      <ul className="part-rows removed" aria-label={words.removed}>
        {rows.map((row) => {
          const called = row.name === '' ? row.owner || words.together : row.name;
          return (
            <li key={row.key}>
              <span>{called}</span>
              <button type="button" className="btn sm" aria-label={words.back(called)} onClick={() => onBack(row)}>
                {words.backShort}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The dialog. */
export function PartsDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (acted: Acted | null) => void }) {
  const { documentId, sections } = view;
  const [rows, setRows] = useState<readonly PartRow[]>(() => sections.list.map((one) => ({ ...one, key: one.id })));
  const [removed, setRemoved] = useState<readonly PartRow[]>(() => sections.removed.map((one) => ({ ...one, key: one.id })));
  const { busy, said, run } = useAct();
  const save = async (): Promise<void> => {
    const done = await run('sections.set', { documentId, sections: rows.map(({ id, name, agency, unit }) => ({ id, name, agency, unit })) });
    if (done !== null) onClose(done);
  };
  useShortcuts({ 'Ctrl Enter': () => void save() }, true);
  const change = (row: PartRow, to: Partial<PartRow>): void => setRows(rows.map((one) => (one.key === row.key ? { ...one, ...to } : one)));
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <ol className="part-rows" aria-label={words.list}>
          {rows.map((row, i) => (
            <Line
              key={row.key}
              row={row}
              nth={i + 1}
              count={rows.length}
              owners={sections.owners}
              onChange={(to) => change(row, to)}
              onMove={(by) => setRows(moved(rows, row.key, by))}
              onTake={() => {
                setRows(taken(rows, row.key));
                if (row.id !== null) setRemoved([...removed, row]);
              }}
            />
          ))}
        </ol>
        <p className="row row-gap">
          <button type="button" className="btn" disabled={rows.length >= SECTION_LIMITS.count} onClick={() => setRows(added(rows, crypto.randomUUID()))}>
            {words.add}
          </button>
          <span className="muted cap">{words.owners}</span>
        </p>
        <Removed
          rows={removed}
          onBack={(row) => {
            setRows(restored(rows, row));
            setRemoved(taken(removed, row.key));
          }}
        />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} onClose={() => onClose(null)} onAct={() => void save()} />
    </Dialog>
  );
}
