/** A4 sheet of 별지 제1호서식: every field where it stands on paper. */

import type { ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { attachmentLines, recipientLine } from '../../shared/forms/official.ts';
import { ko } from '../i18n/ko.ts';
import type { HostProvider } from './provider.ts';
import { TitleField } from './title-field.tsx';

function Approvals({ view }: { readonly view: DocumentView }) {
  return (
    <div className="sheet-approvals">
      {view.printedLike.map((row) => (
        <div key={row.agency} className="sheet-row">
          {view.printedLike.length > 1 && <span className="sheet-agency-name">{row.agency}</span>}
          {row.boxes.map((box, i) => (
            <span key={`${box.position}${i}`} className="sheet-box">
              <span>
                {box.marks}
                {box.position}
                {box.differs && ko.document.decide.hasOpinion}
              </span>
              {box.lines.length > 0 && <b>{box.lines.join(' ')}</b>}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

function Foot({ view }: { readonly view: DocumentView }) {
  const { recipients } = view.fields;
  return (
    <footer className="sheet-foot">
      {recipients.length > 0 && (
        <div className="sheet-senders">
          {view.agencies.map((agency) => (
            <p key={agency.code}>{agency.head}</p>
          ))}
        </div>
      )}
      {recipients.length > 1 && (
        <p className="sheet-to">
          <b>{ko.editor.recipients}</b>
          <span>{recipients.join(', ')}</span>
        </p>
      )}
      <hr />
      <Approvals view={view} />
      <p className="sheet-enforce">
        <span>{view.issue.line}</span>
        <span>{ko.editor.receive}</span>
        <span>{view.fields.disclosure}</span>
      </p>
    </footer>
  );
}

/** The sheet around the text. `main` holds the title while it is written together. */
export function Sheet({
  view,
  main,
  readOnly,
  children,
}: {
  readonly view: DocumentView;
  readonly main: HostProvider | null;
  readonly readOnly: boolean;
  readonly children: ReactNode;
}) {
  return (
    <article className="paper" aria-label={ko.editor.sheet}>
      <p className="sheet-agency">{view.lead.name}</p>
      <div className="sheet-head">
        <p>
          <b>{ko.editor.to}</b>
          <span>{recipientLine(view.fields.recipients)}</span>
        </p>
        <p>
          <b>{ko.editor.via}</b>
          <span>{view.fields.via}</span>
        </p>
        <div className="sheet-title-row">
          <b>{ko.editor.title}</b>
          {main === null ? <span className="sheet-title">{view.title}</span> : <TitleField provider={main} readOnly={readOnly} />}
        </div>
      </div>
      {children}
      {view.attachmentList.length > 0 && (
        <div className="sheet-attach">
          {attachmentLines(view.attachmentList).map((line) => (
            <p key={line.text}>
              <b>{line.label}</b>
              <span>{line.text}</span>
            </p>
          ))}
        </div>
      )}
      <Foot view={view} />
    </article>
  );
}
