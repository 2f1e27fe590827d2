/** Find (Ctrl K): papers of all lists by what their rows say. Only what this machine has is looked through. */

import { useState, type KeyboardEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { findRows } from '../home/find-rows.ts';
import { whichPaper } from '../home/groups.ts';
import { shortDay } from '../ui/dates.ts';

/** The dialog. */
export function FindDialog({
  lists,
  onOpen,
  onClose,
}: {
  readonly lists: Output<'home.list'> | null;
  readonly onOpen: (row: DocumentRow) => void;
  readonly onClose: () => void;
}) {
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const hits = lists === null ? [] : findRows(lists, asked).slice(0, 50);
  const chosen = hits[Math.min(at, hits.length - 1)];
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(hits.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && chosen !== undefined) onOpen(chosen.row);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={ko.frame.find} onClose={onClose}>
      <div className="dialog-body find-body">
        <input
          className="field"
          role="combobox"
          aria-expanded="true"
          aria-controls="find-list"
          aria-activedescendant={chosen === undefined ? undefined : `find-${chosen.row.documentId}`}
          aria-label={ko.frame.findLabel}
          placeholder={ko.frame.findLabel}
          data-autofocus
          value={asked}
          onChange={(event) => {
            setAsked(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <p className="cap muted" role="status">
          {hits.length === 0 ? ko.frame.findNone : ko.frame.found(hits.length)}
        </p>
        <div id="find-list" role="listbox" aria-label={ko.frame.find} className="find-list">
          {hits.map((hit) => (
            <div
              key={hit.row.documentId}
              id={`find-${hit.row.documentId}`}
              role="option"
              tabIndex={-1}
              aria-selected={hit === chosen}
              className={hit === chosen ? 'find-row on' : 'find-row'}
              onClick={() => onOpen(hit.row)}
              onKeyDown={press}
            >
              <Agency agency={hit.row.lead} />
              <span className="ell b">{hit.row.title}</span>
              <span className="muted nw find-which">
                {whichPaper(hit.row)} · {shortDay(hit.row.changedAt)} · {hit.list}
              </span>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  );
}
