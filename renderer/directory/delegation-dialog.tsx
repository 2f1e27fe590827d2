/** 위임전결 고치기: the whole table at once, as a file replaces it. */

import { useState } from 'react';
import type { DutiesView } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';
import { ChangeDialog } from './change-dialog.tsx';

const words = ko.directory.duties.delegation;

interface Row {
  readonly key: number;
  readonly work: string;
  readonly least: string;
  readonly approver: string;
  readonly article: string;
}

const EMPTY = { work: '', least: '', approver: '', article: '' };
const CELLS = ['work', 'least', 'approver', 'article'] as const;
const LABELS = { ...words.columns, least: words.leastLabel };

function Line({ row, onRow, onRemove }: { readonly row: Row; readonly onRow: (row: Row) => void; readonly onRemove: () => void }) {
  return (
    <tr>
      {CELLS.map((cell) => (
        <td key={cell}>
          <input
            className={cell === 'least' ? 'field num' : 'field'}
            type="text"
            inputMode={cell === 'least' ? 'numeric' : 'text'}
            maxLength={cell === 'least' ? 20 : 100}
            aria-label={LABELS[cell]}
            value={row[cell]}
            onChange={(event) => onRow({ ...row, [cell]: event.target.value })}
          />
        </td>
      ))}
      <td>
        <button type="button" className="btn sm" aria-label={words.remove(row.work)} onClick={onRemove}>
          {words.removeShort}
        </button>
      </td>
    </tr>
  );
}

/** The dialog. */
export function DelegationDialog({
  rows: before,
  onDone,
  onClose,
}: {
  readonly rows: DutiesView['delegation'];
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}) {
  const [rows, setRows] = useState<readonly Row[]>(() =>
    before.length === 0 ? [{ key: 0, ...EMPTY }] : before.map((row, key) => ({ ...row, key, least: row.least === null ? '' : String(row.least) })),
  );
  const add = (): void => setRows([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, ...EMPTY }]);
  const written = rows.map(({ work, least, approver, article }) => {
    return { 구분: '전결', 업무: work.trim(), 조건: least.trim(), 전결권자: approver.trim(), 조항: article.trim() };
  });
  const whole = rows.length > 0 && rows.every(({ work, approver, article }) => [work, approver, article].every((text) => text.trim() !== ''));
  return (
    <ChangeDialog title={words.open} note={words.dialogNote} rows={written} why={whole ? null : words.needed} onDone={onDone} onClose={onClose}>
      <table className="tb dir-rows">
        <thead>
          <tr>
            {CELLS.map((cell) => (
              <th key={cell} scope="col">
                {LABELS[cell]}
              </th>
            ))}
            <th scope="col">
              <span className="sr">{words.removeShort}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.key}
              row={row}
              onRow={(next) => setRows(rows.map((one) => (one.key === row.key ? next : one)))}
              onRemove={() => setRows(rows.filter((one) => one.key !== row.key))}
            />
          ))}
        </tbody>
      </table>
      <div>
        <button type="button" className="btn" onClick={add}>
          {words.add}
        </button>
      </div>
    </ChangeDialog>
  );
}
