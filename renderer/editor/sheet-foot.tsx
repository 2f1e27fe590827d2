/** 결문 of form 1 on the sheet: 발신명의, 수신자, approvals, 시행·접수, contact lines, at the sizes of the PDF. */

import type { CSSProperties } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { SEAL_OMITTED, SIGNATURE_OMITTED } from '../../shared/forms/seal-omission.ts';
import { ko } from '../i18n/ko.ts';
import { boxGrid, boxLines, underPost, type BoxLine } from './box-grid.ts';

/** Points to the sheet's em: its body letters have 12. */
const em = (points: number): string => `${points / 12}em`;

function Boxes({ line, across, label }: { readonly line: BoxLine; readonly across: number; readonly label: number }) {
  const style: CSSProperties = { gridTemplateColumns: `${label === 0 ? '' : `${em(label)} `}repeat(${across}, minmax(0, 1fr))` };
  return (
    <div className="sheet-row" style={style}>
      {label > 0 && <b className="sheet-agency-name">{line.label}</b>}
      {line.boxes.map((box, i) => (
        <span key={`${box.position}${i}`} className="sheet-box" style={i > 0 && i % across === 0 && label > 0 ? { gridColumnStart: 2 } : {}}>
          <span>
            {box.marks}
            {box.position}
            {box.differs && ko.document.decide.hasOpinion}
          </span>
          {underPost(box.lines).map(({ mark, text, small }, at) => (
            <span key={at}>
              {mark !== '' && <b>{mark} </b>}
              {small ? <small>{text}</small> : <b>{text}</b>}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}

function Approvals({ view }: { readonly view: DocumentView }) {
  const rows = boxLines(view.printedLike);
  const { label, across } = boxGrid(rows.flat());
  return (
    <div className="sheet-approvals">
      {rows.map((lines, row) => (
        <div key={row} className="sheet-lane">
          {lines.map((line, at) => (
            <Boxes key={at} line={line} across={across} label={label} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Room for a seal of 20 mm below each other, less where many agencies sign (규칙 §11①). */
function pitch(count: number): CSSProperties {
  const millimetres = count <= 3 ? 21 : count <= 5 ? 18 : 15;
  return { lineHeight: (millimetres * 72) / 25.4 / 18 };
}

function Senders({ view }: { readonly view: DocumentView }) {
  const { sender } = view.issue;
  if (sender === null && view.fields.recipients.length === 0) return null;
  return (
    <div className="sheet-senders" style={pitch(sender === null ? view.agencies.length : 1)}>
      {sender === null ? (
        view.agencies.map((agency) => (
          <p key={agency.code} className="sheet-unit">
            {agency.head}
            {view.fields.sealOmitted !== '' && <span className="sheet-omitted">{SEAL_OMITTED}</span>}
          </p>
        ))
      ) : (
        <p className="sheet-unit">
          {sender}
          <span className="sheet-omitted">{SIGNATURE_OMITTED}</span>
        </p>
      )}
    </div>
  );
}

/** The foot. */
export function SheetFoot({ view }: { readonly view: DocumentView }) {
  const { recipients, disclosure } = view.fields;
  const { line, address, contact } = view.issue;
  return (
    <footer className="sheet-foot">
      <Senders view={view} />
      {recipients.length > 1 && (
        <p className="sheet-to">
          <b>{ko.editor.recipients}</b>
          <span>{recipients.join(', ')}</span>
        </p>
      )}
      <Approvals view={view} />
      <div className="sheet-closing">
        <p className="sheet-enforce">
          <span>{line}</span>
          <span>{ko.editor.receive}</span>
        </p>
        <p>{address}</p>
        <p>{[contact, disclosure].filter((part) => part !== '').join('  /  ')}</p>
      </div>
    </footer>
  );
}
