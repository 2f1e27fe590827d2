/** Cover of 별지 제2호서식: grid, 결재란, title, box below it, 작성일 and office. */

import type { DocumentView } from '../../shared/api/views.ts';
import { briefGrid, briefOutline } from '../../shared/forms/brief.ts';
import { koreanDate, seoulDate } from '../../shared/writing/amount.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { ko } from '../i18n/ko.ts';
import { boxLines } from './box-grid.ts';
import type { HostProvider } from './provider.ts';
import { TitleField } from './title-field.tsx';

function Boxes({ view }: { readonly view: DocumentView }) {
  return (
    <div className="brief-rows">
      {boxLines(view.printedLike)
        .flat()
        .filter(({ boxes }) => boxes.length > 0)
        .map(({ label, boxes }) => (
          <div key={`${label}${boxes[0]?.position ?? ''}`} className="brief-row">
            <b>{label === '' ? koForms.approval : label}</b>
            {boxes.map((box, i) => (
              <span key={`${box.position}${i}`}>
                <span>
                  {box.marks}
                  {box.position}
                  {box.differs && ko.document.decide.hasOpinion}
                </span>
                <b>{box.lines.join(' ')}</b>
              </span>
            ))}
          </div>
        ))}
    </div>
  );
}

/** The cover. `main` holds the title while it is written together. */
export function BriefCover({ view, main, readOnly }: { readonly view: DocumentView; readonly main: HostProvider | null; readonly readOnly: boolean }) {
  const { fields, times } = view;
  const grid = briefGrid(view.registration, times.approvedAt === null ? null : seoulDate(times.approvedAt), fields.disclosure);
  return (
    <div className="brief-cover">
      <div className="brief-top">
        <dl className="brief-grid">
          {grid.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <Boxes view={view} />
      </div>
      <div className="brief-title">
        {main === null ? <span className="sheet-title">{view.title}</span> : <TitleField provider={main} readOnly={readOnly} />}
      </div>
      <dl className="brief-outline">
        {briefOutline(fields).map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="brief-written">{fields.written === '' ? '' : koreanDate(fields.written)}</p>
      <p className="brief-office">
        {view.lead.name} {view.unitName}
      </p>
      <p className="brief-next">{koForms.report}</p>
    </div>
  );
}
