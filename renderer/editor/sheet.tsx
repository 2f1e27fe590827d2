/** A4 sheet of 별지 제1호서식: every field where it stands on paper. */

import type { ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { HostProvider } from './provider.ts';
import { TitleField } from './title-field.tsx';

function Approvals({ view }: { readonly view: DocumentView }) {
  return (
    <div className="sheet-approvals">
      {view.printedLike.map((row) => (
        <div key={row.agency} className="sheet-row">
          <span className="b">{row.agency}</span>
          {row.boxes.map((box, i) => (
            <span key={`${box.position}${i}`} className="sheet-box">
              <span>
                {box.marks}
                {box.position}
              </span>
              {box.differs && <span>(의견 있음)</span>}
              {box.lines.map((line) => (
                <span key={line} className="b">
                  {line}
                </span>
              ))}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The sheet around the text. */
export function Sheet({
  view,
  main,
  readOnly,
  children,
}: {
  readonly view: DocumentView;
  readonly main: HostProvider;
  readonly readOnly: boolean;
  readonly children: ReactNode;
}) {
  const { recipients } = view.fields;
  const count = view.attachmentList.length;
  return (
    <article className="paper" aria-label="일반기안문">
      <h2 className="sheet-agency">{view.lead.name}</h2>
      <dl className="sheet-head">
        <dt>수신</dt>
        <dd>{recipients.length === 0 ? '내부결재' : recipients.length === 1 ? recipients[0] : '수신자 참조'}</dd>
        <dt>(경유)</dt>
        <dd>{view.fields.via}</dd>
        <dt>제목</dt>
        <dd>
          <TitleField provider={main} readOnly={readOnly} />
        </dd>
      </dl>
      {children}
      {count > 0 && (
        <dl className="sheet-attach">
          {view.attachmentList.map((one, i) => (
            <div key={one.sha256} className="attach-row">
              <dt>{i === 0 ? '붙임' : ''}</dt>
              <dd>
                {count > 1 ? `${i + 1}. ` : ''}
                {one.label}
                {i === count - 1 ? '  끝.' : ''}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="sheet-senders">
        {view.agencies.map((agency) => (
          <p key={agency.code}>{agency.head}</p>
        ))}
      </div>
      {recipients.length > 1 && <p className="sheet-small">수신자 {recipients.join(', ')}</p>}
      <hr className="thick" />
      <Approvals view={view} />
      <p className="sheet-small">
        시행 {view.registration ?? ''}　　접수　　　　 / {view.fields.disclosure}
      </p>
    </article>
  );
}
