/** 문서에 찍히는 모양 of one agency: the boxes of 검토 and 결재, and 협조자 on a line of their own as on the paper (BOX-5). */

import type { DocumentView } from '../../shared/api/views.ts';
import { boxLines } from '../editor/box-grid.ts';
import { ko } from '../i18n/ko.ts';

type Row = DocumentView['printedLike'][number];

/** The boxes; all of them are seen, in as many lines as it takes. `own` marks this person's, `differs` with a different opinion that is not signed yet. */
export function PrintedBoxes({ row, own = false, differs = false }: { readonly row: Row; readonly own?: boolean; readonly differs?: boolean }) {
  const lines = boxLines([row]).flat();
  return lines.map((line, at) => (
    <div key={at} className="boxes-line">
      {at > 0 && <span className="boxes-label">{line.label}</span>}
      <div className="boxes">
        {line.boxes.map((box, i) => (
          <div key={`${box.position}${i}`} className={own && box.mine ? 'box mine' : 'box'}>
            <span>
              {box.marks}
              {box.position}
            </span>
            {(box.differs || (box.mine && differs)) && <span className={own && box.mine ? 'turn b' : ''}>{ko.document.decide.hasOpinion}</span>}
            <b>{box.lines.length > 0 ? box.lines.join(' ') : '—'}</b>
          </div>
        ))}
      </div>
    </div>
  ));
}
