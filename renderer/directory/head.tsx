/** The head of 조직·사람: searching, and for the administrator what changes the agency. */

import type { DirectoryView } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.directory;

/** What an administrator opens from the head. */
export type Changing = 'file' | 'reorganise' | 'person' | 'unit';

/** The head. */
export function Head({
  view,
  query,
  onQuery,
  onChange,
}: {
  readonly view: DirectoryView | null;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onChange: (what: Changing) => void;
}) {
  const own = view !== null && view.administers !== null && view.administers === view.agency;
  return (
    <div className="head">
      <h1>{words.title}</h1>
      <input
        type="search"
        className="field dir-find"
        aria-label={words.find}
        placeholder={words.find}
        maxLength={100}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
      <span className="sp" />
      {own ? (
        <>
          <button type="button" className="btn" onClick={() => onChange('person')}>
            {words.changes.add}
          </button>
          <button type="button" className="btn" onClick={() => onChange('unit')}>
            {words.changes.unitAdd}
          </button>
          <button type="button" className="btn" onClick={() => onChange('reorganise')}>
            {words.reorganise.open}
          </button>
          <button type="button" className="btn pri" onClick={() => onChange('file')}>
            {words.file.open}
          </button>
        </>
      ) : (
        <span className="muted cap">{words.readOnly}</span>
      )}
    </div>
  );
}
