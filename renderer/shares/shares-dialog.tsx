/** 함께 쓰는 사람: who beside the 처리과 reads, comments or writes while the paper is drafted. All of it is one signed act. */

import { useState } from 'react';
import type { ConsultedView } from '../../shared/api/consultation-view.ts';
import type { Acted } from '../../shared/api/contract.ts';
import type { Share, SharesView } from '../../shared/api/shares-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { TargetPicker } from '../consultation/target-picker.tsx';
import { koShares as words } from '../i18n/ko-shares.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

type Row = SharesView['list'][number];

const RIGHTS = Object.keys(words.rights) as Share['right'][];
const keyOf = ({ agency, unit, person }: Pick<Share, 'agency' | 'unit' | 'person'>): string => `${agency}/${person === null ? unit : ''}/${person ?? ''}`;

function Line({ row, onRight, onRemove }: { readonly row: Row; readonly onRight: (right: Share['right']) => void; readonly onRemove: () => void }) {
  const who = `${row.agencyName} ${row.label}`;
  return (
    <li>
      <span>
        {row.label} <span className="muted">{row.agencyName}</span> {row.partner && <span className="tag">{words.partner}</span>}
      </span>
      {row.partner ? (
        <span className="muted">{words.rights[row.right]}</span>
      ) : (
        <>
          <select className="field" aria-label={words.right(who)} value={row.right} onChange={(event) => onRight(event.target.value as Share['right'])}>
            {RIGHTS.map((right) => (
              <option key={right} value={right}>
                {words.rights[right]}
              </option>
            ))}
          </select>
          <button type="button" className="btn sm" aria-label={words.remove(who)} onClick={onRemove}>
            {words.removeShort}
          </button>
        </>
      )}
    </li>
  );
}

/** The dialog. */
export function SharesDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (acted: Acted | null) => void }) {
  const { documentId, shares } = view;
  const [rows, setRows] = useState<readonly Row[]>(shares.list);
  const { busy, said, run } = useAct();
  const add = (found: readonly ConsultedView[]): void =>
    setRows([...rows, ...found.filter((one) => !rows.some((row) => keyOf(row) === keyOf(one))).map((one): Row => ({ ...one, right: 'edit', partner: false }))]);
  const save = async (): Promise<void> => {
    const done = await run('rights.set', { documentId, shares: rows.map(({ agency, unit, person, right }) => ({ agency, unit, person, right })) });
    if (done !== null) onClose(done);
  };
  useShortcuts({ 'Ctrl Enter': () => void save() }, true);
  const change = (row: Row, right: Share['right']): void => setRows(rows.map((one) => (one === row ? { ...one, right } : one)));
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        {rows.length === 0 ? (
          <p className="muted">{words.none}</p>
        ) : (
          <ul className="shares" aria-label={words.list}>
            {rows.map((row) => (
              <Line key={keyOf(row)} row={row} onRight={(right) => change(row, right)} onRemove={() => setRows(rows.filter((one) => one !== row))} />
            ))}
          </ul>
        )}
        <p className="muted cap">{words.rightsNote}</p>
        <TargetPicker documentId={documentId} chosen={[]} onChange={add} heading={words.more} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} onClose={() => onClose(null)} onAct={() => void save()} />
    </Dialog>
  );
}
