/** 맡은 문서: what a person has open, and who goes on with it where they left. */

import type { WorkView } from '../../shared/api/directory-view.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.directory.handover;

/** Opens a paper. */
export type OpenPaper = (paper: { readonly documentId: string; readonly title: string }) => void;

function Paper({ row, onOpen }: { readonly row: WorkView; readonly onOpen: OpenPaper }) {
  const { documentId, title, status, what, left, takers, readable } = row;
  return (
    <li>
      {readable ? (
        <button type="button" className="dir-paper" aria-label={words.open(title)} onClick={() => onOpen({ documentId, title })}>
          {left && <span className="tag warn">{words.left}</span>} <b>{title}</b>
        </button>
      ) : (
        <span title={words.hidden}>
          {left && <span className="tag warn">{words.left}</span>} <b>{title}</b>
        </span>
      )}
      <span className="muted line cap">
        {what} · {status}
        {!readable && ` · ${words.hidden}`}
      </span>
      {left && <span className="subtle line cap">{takers.length === 0 ? words.nobody : words.leftTo(takers.join(', '))}</span>}
    </li>
  );
}

/** The list. */
export function WorkList({ person, onOpen }: { readonly person: string; readonly onOpen: OpenPaper }) {
  const { value } = useQuery('directory.work', { person });
  if (value === null) return null;
  return (
    <>
      <h3>{words.title}</h3>
      {value.rows.length === 0 && (
        <p className="muted">
          {words.none} {words.note}
        </p>
      )}
      <ul className="dir-changes">
        {value.rows.map((row) => (
          <Paper key={`${row.documentId}/${row.what}`} row={row} onOpen={onOpen} />
        ))}
      </ul>
      {value.more > 0 && <p className="muted">{words.more(value.more)}</p>}
    </>
  );
}
