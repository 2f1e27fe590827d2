/** 관련 문서: chosen among the papers of this machine, named with their numbers of today. */

import { useState } from 'react';
import type { DocumentRow, DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { findRows } from '../home/find-rows.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import type { FieldSaves } from './use-field-saves.ts';

const words = koForms.related;

type Related = DocumentView['fields']['related'][number];

/** As it is read: `청년고용기획과-12 「제목」`. */
export function relatedWords({ registration, title }: Related): string {
  return `${registration === '' ? '' : `${registration} `}「${title}」`;
}

/** A row as it is named. */
export function relatedOf(row: Pick<DocumentRow, 'documentId' | 'title' | 'lanes'>): Related {
  const lead = row.lanes.find(({ role }) => role === 'lead');
  return { documentId: row.documentId, registration: lead?.registration ?? '', title: row.title };
}

function Choose({ view, onPick, onClose }: { readonly view: DocumentView; readonly onPick: (paper: Related) => void; readonly onClose: () => void }) {
  const [asked, setAsked] = useState('');
  const { value } = useQuery('home.list', {});
  const known = new Set([view.documentId, ...view.fields.related.map(({ documentId }) => documentId)]);
  const hits = value === null ? [] : findRows(value, asked).map(({ row }) => relatedOf(row));
  const shown = [...new Map(hits.filter(({ documentId }) => !known.has(documentId)).map((paper) => [paper.documentId, paper])).values()].slice(0, 12);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      <div className="dialog-body">
        <input
          className="field"
          aria-label={words.find}
          placeholder={words.find}
          data-autofocus
          value={asked}
          maxLength={100}
          onChange={(event) => setAsked(event.target.value)}
        />
        <ul className="posts">
          {shown.map((paper) => (
            <li key={paper.documentId}>
              <button type="button" className="pick" onClick={() => onPick(paper)}>
                <Icon name="plus" size={14} />
                <span className="m ell">{paper.title}</span>
                <span className="muted nw">{paper.registration === '' ? words.unnumbered : paper.registration}</span>
                <span className="sr">{words.addOne(paper.title)}</span>
              </button>
            </li>
          ))}
        </ul>
        {value !== null && shown.length === 0 && <p className="muted">{words.none}</p>}
      </div>
    </Dialog>
  );
}

/** The row of the form. */
export function RelatedPapers({ view, save }: { readonly view: DocumentView; readonly save: FieldSaves['save'] }) {
  const [choosing, setChoosing] = useState(false);
  const { related } = view.fields;
  return (
    <div className="info-row">
      <span className="info-label">{koForms.fields.related}</span>
      {related.length > 0 && (
        <ul className="chosen">
          {related.map((paper) => (
            <li key={paper.documentId}>
              <span className="ell">{relatedWords(paper)}</span>
              <button
                type="button"
                className="btn quiet sm"
                aria-label={words.remove(paper.title)}
                onClick={() => void save({ related: related.filter((one) => one.documentId !== paper.documentId) })}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="btn sm" onClick={() => setChoosing(true)}>
        <Icon name="plus" size={14} />
        {words.add}
      </button>
      {choosing && (
        <Choose
          view={view}
          onClose={() => setChoosing(false)}
          onPick={(paper) => {
            setChoosing(false);
            void save({ related: [...related, paper] });
          }}
        />
      )}
    </div>
  );
}
