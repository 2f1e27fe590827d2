/** 변경 전후 대비표 side by side: before at the left, after at the right, what changed struck and underlined. */

import type { DiffLineView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { sideRows, type SideRow } from './side-rows.ts';

function Side({ pieces }: { readonly pieces: SideRow['before'] }) {
  if (pieces === null)
    return (
      <td className="none">
        <span className="sr">{ko.document.card.compare.notHere}</span>
      </td>
    );
  return (
    <td>
      {pieces.map((piece, at) =>
        piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : piece.kind === 'added' ? <ins key={at}>{piece.text}</ins> : piece.text,
      )}
    </td>
  );
}

/** The table; `before` and `after` name the sides. */
export function DiffSides({ lines, before, after }: { readonly lines: readonly DiffLineView[]; readonly before: string; readonly after: string }) {
  return (
    <table className="diff-sides">
      <thead>
        <tr>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {sideRows(lines).map((row, i) => (
          <tr key={i} className={row.kind}>
            <Side pieces={row.before} />
            <Side pieces={row.after} />
          </tr>
        ))}
        {lines.length === 0 && (
          <tr>
            <td colSpan={2}>{ko.document.card.compare.changed(0)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
