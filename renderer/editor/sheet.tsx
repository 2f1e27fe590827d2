/** A4 sheet of a paper's form: every field where it stands on paper. */

import type { ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { attachmentLines } from '../../shared/forms/common.ts';
import { recipientLine } from '../../shared/forms/official.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { ko } from '../i18n/ko.ts';
import { BriefCover } from './brief-cover.tsx';
import type { HostProvider } from './provider.ts';
import { SheetFoot } from './sheet-foot.tsx';
import { TitleField } from './title-field.tsx';

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

/** A 붙임 line with its number in a column of its own, as it is printed. */
function Numbered({ text }: { readonly text: string }) {
  const [, number = '', rest = text] = /^(\d+\.)\s+(.*)$/s.exec(text) ?? [];
  return (
    <span className={number === '' ? undefined : 'sheet-numbered'}>
      {number !== '' && <span>{number}</span>}
      <span>{rest}</span>
    </span>
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
  const look = brief ? 'paper brief' : view.attachmentList.length === 0 ? 'paper ends' : 'paper';
  return (
    <article className={view.fields.face === 'serif' ? `${look} serif` : look} aria-label={koForms.sheets[view.fields.form]}>
      {brief ? <BriefCover view={view} main={main} readOnly={readOnly} /> : <Head view={view} main={main} readOnly={readOnly} />}
      {children}
      {view.attachmentList.length > 0 && (
        <div className="sheet-attach">
          {attachmentLines(view.attachmentList, !brief).map((line) => (
            <p key={line.text}>
              <b>{line.label}</b>
              <Numbered text={line.text} />
            </p>
          ))}
        </div>
      )}
      {!brief && <SheetFoot view={view} />}
    </article>
  );
}
