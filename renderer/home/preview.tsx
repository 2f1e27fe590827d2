/** The selected paper: next act first, then the route, then what to know before opening. */

import type { DocumentRow } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { Agency } from '../ui/agency.tsx';
import { shortTime } from '../ui/dates.ts';
import { Strand } from '../ui/strand.tsx';
import { turnWord } from './turn-word.ts';

const OPEN_WORD: Readonly<Record<string, string>> = {
  검토: '열어서 검토하기',
  협조: '열어서 협조하기',
  결재: '열어서 결재하기',
  전결: '열어서 결재하기',
  초안: '이어서 쓰기',
};

/** Panel at the right of a list. */
export function Preview({ row, onOpen }: { readonly row: DocumentRow; readonly onOpen: () => void }) {
  const { value } = useQuery('documents.get', { documentId: row.documentId }, row.documentId);
  const opinions = row.lanes.flatMap((lane) =>
    lane.stages
      .flat()
      .filter((step) => step.opinion !== null)
      .map((step) => ({ lane, step })),
  );
  return (
    <aside className="side" aria-label="고른 문서">
      <div className="side-head">
        <p className="row gap">
          <span className="tag acc">{row.waitingSince === null ? row.statusText : '다음 할 일'}</span>
          <span className="b">{turnWord(row)}</span>
          <span className="muted ell">{row.next}</span>
        </p>
        <h2>{row.title}</h2>
        {value !== null && value.fields.summary !== '' && <p className="subtle">{value.fields.summary}</p>}
        <p className="row gap">
          <button type="button" className="btn pri lg" onClick={onOpen}>
            {OPEN_WORD[turnWord(row)] ?? '열기'} <kbd>Enter</kbd>
          </button>
        </p>
      </div>
      <section className="card pad">
        <h3>결재경로</h3>
        <Strand lanes={row.lanes} width={412} height={130} labels />
      </section>
      <section className="card pad">
        <h3>열기 전에 알아 둘 것</h3>
        {opinions.length === 0 && <p className="muted">남긴 의견이 없습니다.</p>}
        <ul>
          {opinions.map(({ lane, step }) => (
            <li key={step.id} className="said-row">
              <Agency agency={lane.agency} />
              <span className="b">{step.position}</span>
              {step.differs && <span className="tag warn">의견 있음</span>}
              <span className="sp" />
              <span className="muted">{shortTime(step.at)}</span>
              <p>“{step.opinion}”</p>
            </li>
          ))}
        </ul>
        {value !== null && value.attachmentList.length > 0 && <p className="muted">붙임 {value.attachmentList.map((one) => one.label).join(' ')}</p>}
      </section>
    </aside>
  );
}
