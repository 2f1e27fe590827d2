/** 문서관리카드: the paper, the route with opinions, the three times, the trail with its verification (screens `card`). */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Agency } from '../ui/agency.tsx';
import { fullTime, shortTime } from '../ui/dates.ts';
import { Message } from '../ui/dialog.tsx';
import { PdfPages } from './pdf-dialog.tsx';
import { SealFlow } from './seal-flow.tsx';
import { TrailPanel } from './trail-panel.tsx';

const KIND = { draft: '기안', review: '검토', concur: '협조', approve: '결재' } as const;

function Times({ view }: { readonly view: DocumentView }) {
  const { approvedAt, issuedAt, recipients } = view.times;
  const arrived = recipients.filter((one) => one.arrivedAt !== null).length;
  const inside = recipients.filter((one) => !one.outside).length;
  return (
    <dl className="times">
      <div>
        <dt>결재(성립)</dt>
        <dd>{approvedAt === null ? '전' : fullTime(approvedAt)}</dd>
      </div>
      <div>
        <dt>발신</dt>
        <dd>{issuedAt === null ? '전' : fullTime(issuedAt)}</dd>
      </div>
      <div>
        <dt>도달(효력 발생)</dt>
        <dd>{issuedAt === null ? '전' : `${arrived}곳 / ${inside}곳`}</dd>
      </div>
    </dl>
  );
}

function Recipients({ view }: { readonly view: DocumentView }) {
  if (view.times.recipients.length === 0) return null;
  return (
    <section className="card pad">
      <h3>시행정보</h3>
      <table className="tb">
        <thead>
          <tr>
            <th>수신</th>
            <th>도달(효력 발생)</th>
          </tr>
        </thead>
        <tbody>
          {view.times.recipients.map((one) => (
            <tr key={one.name}>
              <td>{one.name}</td>
              <td>{one.arrivedAt !== null ? shortTime(one.arrivedAt) : one.outside ? <span className="muted">조직도 밖 · 종이로 보냄</span> : '도달 전'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Route({ view }: { readonly view: DocumentView }) {
  return (
    <section className="card">
      <h3 className="pad">보고경로</h3>
      {view.lanes.map((lane) => (
        <div key={lane.agency.code}>
          <h4 className={`lane-head L${lane.agency.strand}`}>
            <Agency agency={lane.agency} name />
            <span className="muted">
              {lane.role === 'lead' ? '주관기관' : '관계기관'}
              {lane.registration === null ? '' : ` · 등록 ${lane.registration}`}
            </span>
          </h4>
          <ol>
            {lane.stages.flat().map((step) => (
              <li key={step.id} className="route-row">
                <span className={`mark ${step.state}`} aria-hidden="true">
                  {step.state === 'signed' ? '✓' : step.state === 'now' ? '●' : '○'}
                </span>
                <span className="k">{KIND[step.kind]}</span>
                <span className="b nw">
                  {step.position} {step.delegated && <span className="tag">전결</span>}
                </span>
                <span className="ell">
                  {step.differs && <span className="tag warn">의견 있음</span>} {step.opinion === null ? '' : `“${step.opinion}”`}
                </span>
                <span className="muted nw">{shortTime(step.at)}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

/** The card. */
export function CardScreen({ view, onChanged }: { readonly view: DocumentView; readonly onChanged: () => void }) {
  const { busy, said, run, clear } = useAct();
  const [kept, setKept] = useState<string | null>(null);
  const keep = async (name: 'export.capsule' | 'export.pdf'): Promise<void> => {
    const saved = await run(name, { documentId: view.documentId });
    if (saved?.path != null) setKept(saved.path);
  };
  const exports = view.acts.includes('export') && (view.status === 'sealed' || view.status === 'issued');
  return (
    <div className="card-screen">
      <div className="card-paper" tabIndex={0} role="tabpanel" aria-label="문서 쪽">
        <PdfPages documentId={view.documentId} />
      </div>
      <div className="card-middle">
        <Times view={view} />
        {kept !== null && <Message ok text={`저장한 곳: ${kept}`} onClose={() => setKept(null)} />}
        {said !== null && !said.ok && <Message ok={false} text={said.text} onClose={clear} />}
        <SealFlow view={view} onChanged={onChanged} />
        {exports && (
          <p className="row gap">
            <button type="button" className="btn" disabled={busy} onClick={() => void keep('export.capsule')}>
              검증용 묶음
            </button>
            <button type="button" className="btn" disabled={busy} onClick={() => void keep('export.pdf')}>
              문서 PDF
            </button>
          </p>
        )}
        <Route view={view} />
        <Recipients view={view} />
      </div>
      <TrailPanel view={view} />
    </div>
  );
}
