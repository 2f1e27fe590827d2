/** A4 sheet of a paper's form: every field where it stands on paper. */

import type { ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { attachmentLines } from '../../shared/forms/common.ts';
import { recipientLine, SIGNATURE_OMITTED } from '../../shared/forms/official.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { ko } from '../i18n/ko.ts';
import { BriefCover } from './brief-cover.tsx';
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
      {(recipients.length > 0 || view.issue.sender !== null) && (
        <div className="sheet-senders">
          {view.issue.sender === null ? (
            view.agencies.map((agency) => <p key={agency.code}>{agency.head}</p>)
          ) : (
            <p className="sheet-unit">
              {view.issue.sender}
              <span className="sheet-omitted">{SIGNATURE_OMITTED}</span>
            </p>
          )}
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

function Head({ view, main, readOnly }: Omit<SheetInput, 'children'>) {
  return (
    <>
      <p className="sheet-agency">{view.lead.name}</p>
      <div className="sheet-head">
        <p>
          <b>{ko.editor.to}</b>
          <span>{recipientLine(view.fields.recipients, view.fields.form)}</span>
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
    </>
  );
}

/** What a sheet is drawn from. `main` holds the title while it is written together. */
export interface SheetInput {
  readonly view: DocumentView;
  readonly main: HostProvider | null;
  readonly readOnly: boolean;
  readonly children: ReactNode;
}

/** The sheet around the text. */
export function Sheet({ view, main, readOnly, children }: SheetInput) {
  const brief = view.fields.form === 'brief';
  return (
    <article className={brief ? 'paper brief' : 'paper'} aria-label={koForms.sheets[view.fields.form]}>
      {brief ? <BriefCover view={view} main={main} readOnly={readOnly} /> : <Head view={view} main={main} readOnly={readOnly} />}
      {children}
      {view.attachmentList.length > 0 && (
        <div className="sheet-attach">
          {attachmentLines(view.attachmentList, !brief).map((line) => (
            <p key={line.text}>
              <b>{line.label}</b>
              <span>{line.text}</span>
            </p>
          ))}
        </div>
      )}
      {!brief && <Foot view={view} />}
    </article>
  );
}
