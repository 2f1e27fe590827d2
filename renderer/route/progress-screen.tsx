/** 결재경로와 진행 현황: lanes side by side with live state; the own lane can be designed when it is time (screens `route`, `progress`). */

import type { DocumentView, LaneView, StepView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/dialog.tsx';
import { Strand } from '../ui/strand.tsx';
import { LaneDesigner } from './lane-designer.tsx';

const KIND = { draft: '기안', review: '검토', concur: '협조', approve: '결재' } as const;
const LANE_STATE = {
  waiting: '주관기관 다음',
  requested: '결재 요청',
  designing: '경로 짜는 중',
  running: '진행 중',
  decided: '결재 끝남',
  returned: '반려',
} as const;

function Step({ step }: { readonly step: StepView }) {
  const glyph = step.state === 'signed' ? '✓' : step.state === 'returned' ? '✗' : step.state === 'now' ? '●' : '○';
  return (
    <li className={`step ${step.state === 'now' ? 'now' : step.state === 'todo' ? 'todo' : ''}`}>
      <span className={`mark ${step.state}`} aria-hidden="true">
        {glyph}
      </span>
      <div>
        <div className="p">
          <span className="k">{KIND[step.kind]}</span>
          {step.position}
          {step.marks.map((mark) => (
            <span key={mark} className="tag">
              {mark === 'originator' ? '★ 발의자' : '⊙ 보고자'}
            </span>
          ))}
          {step.delegated && <span className="tag">전결</span>}
        </div>
        <div className="d">{step.state === 'now' ? (step.mine ? '내 차례' : '지금 차례') : (step.person ?? '')}</div>
        {step.opinion !== null && (
          <div className="said">
            {step.differs && <span className="tag warn">의견 있음</span>} {step.opinion}
          </div>
        )}
      </div>
      <span className="at">{shortTime(step.at)}</span>
    </li>
  );
}

function Receive({ view, onChanged }: { readonly view: DocumentView; readonly onChanged: () => void }) {
  const { value } = useQuery('approval.handlers', { documentId: view.documentId });
  const { busy, said, run } = useAct();
  const name = async (handler: string): Promise<void> => {
    if ((await run('approval.receive', { documentId: view.documentId, handler })) !== null) onChanged();
  };
  return (
    <div className="pad">
      <p className="b">결재 요청을 받고 담당자를 정하십시오.</p>
      {value?.people.map((person) => (
        <button type="button" key={person.id} className="pick" disabled={busy} onClick={() => void name(person.id)}>
          <span className="b">{person.position}</span>
          <span className="muted">{person.name}</span>
        </button>
      ))}
      {said !== null && !said.ok && <Message ok={false} text={said.text} />}
    </div>
  );
}

function Lane({ lane, view, own, onChanged }: { readonly lane: LaneView; readonly view: DocumentView; readonly own: boolean; readonly onChanged: () => void }) {
  const design = own && (lane.role === 'lead' ? view.acts.includes('designLead') : view.acts.includes('designPartner'));
  const receive = own && view.acts.includes('receive');
  return (
    <section className={`lane L${lane.agency.strand}`} aria-label={`${lane.agency.name} ${LANE_STATE[lane.state]}`}>
      <div className="hbar" />
      <header>
        <h3>
          <span className="ag">
            <b aria-hidden="true">{lane.agency.badge}</b>
          </span>
          {lane.agency.name}
          <span className="muted cap">{lane.role === 'lead' ? '주관기관' : '관계기관'}</span>
          <span className="sp" />
          <span
            className={
              lane.state === 'decided'
                ? 'tag ok'
                : lane.state === 'returned'
                  ? 'tag bad'
                  : lane.state === 'running' || lane.state === 'requested'
                    ? 'tag acc'
                    : 'tag'
            }
          >
            {LANE_STATE[lane.state]}
          </span>
        </h3>
        <p className="cap subtle">
          {lane.unitName}
          {lane.rule === null ? '' : ` · ${lane.rule}`}
          {lane.handler === null ? '' : ` · 담당 ${lane.handler}`}
        </p>
      </header>
      {receive && <Receive view={view} onChanged={onChanged} />}
      {design ? (
        <LaneDesigner view={view} onChanged={onChanged} />
      ) : (
        <ol className="steps">
          {lane.stages.flat().map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
      {!design && !receive && lane.stages.length === 0 && (
        <p className="pad muted">{lane.role === 'partner' ? '검토와 협조는 이 기관이 정합니다.' : '결재경로를 짜기 전입니다.'}</p>
      )}
      {lane.registration !== null && (
        <p className="pad cap">
          등록 {lane.registration}
          {lane.sealed ? ' · 관인 날인' : ''}
        </p>
      )}
    </section>
  );
}

/** The screen. */
export function ProgressScreen({ view, onChanged }: { readonly view: DocumentView; readonly onChanged: () => void }) {
  const designs = view.acts.includes('designLead') || view.acts.includes('designPartner') || view.acts.includes('receive');
  const mine = (lane: LaneView): boolean =>
    designs &&
    (view.acts.includes('designLead')
      ? lane.role === 'lead'
      : lane.role === 'partner' && (lane.state === 'requested' || lane.state === 'designing') && view.myAgency === lane.agency.code);
  return (
    <div className="progress">
      <div className="strand-band">
        <Strand lanes={view.lanes} width={912} height={120} labels />
      </div>
      <div className="lanes" style={{ gridTemplateColumns: `repeat(${Math.max(1, view.lanes.length)}, minmax(280px, 1fr))` }}>
        {view.lanes.map((lane) => (
          <Lane key={lane.agency.code} lane={lane} view={view} own={mine(lane)} onChanged={onChanged} />
        ))}
      </div>
    </div>
  );
}
