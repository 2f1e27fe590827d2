/** Designing the own lane: posts in order, side by side where wanted, checks while building. */

import { useEffect, useState, type KeyboardEvent } from 'react';
import type { Input, Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { useClient } from '../api/bridge.ts';
import { Message } from '../ui/dialog.tsx';
import { Checks } from './checks.tsx';
import { addStep, changeKind, moveStage, removeStep, withDecider, type Plan } from './plan.ts';

type Proposal = Output<'route.propose'>;
const KINDS = [
  ['review', '검토'],
  ['concur', '협조'],
  ['approve', '결재'],
] as const;

function useChecks(documentId: string, plan: Plan | null): DocumentView['checks'] {
  const client = useClient();
  const [checks, setChecks] = useState<DocumentView['checks']>([]);
  useEffect(() => {
    if (plan === null) return;
    void client.call('route.check', { documentId, lane: plan as Input<'route.check'>['lane'] }).then((answer) => {
      if (answer.ok) setChecks(answer.value.checks);
    });
  }, [client, documentId, plan]);
  return checks;
}

function StepRow({ plan, at, onPlan }: { readonly plan: Plan; readonly at: { stage: number; step: number }; readonly onPlan: (plan: Plan) => void }) {
  const step = plan.stages[at.stage]?.[at.step];
  if (step === undefined) return null;
  const fixed = step.kind === 'draft';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onPlan(moveStage(plan, at.stage, event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <li className="plan-step">
      {fixed ? (
        <span className="k">기안</span>
      ) : (
        <select
          className="field mini"
          aria-label={`${step.position} 단계 종류`}
          onKeyDown={onKeyDown}
          value={step.kind}
          onChange={(event) => onPlan(changeKind(plan, at, event.target.value as 'review'))}
        >
          {KINDS.map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </select>
      )}
      <span className="b">{step.position}</span>
      {step.marks.map((mark) => (
        <span key={mark} className="tag">
          {mark === 'originator' ? '★' : '⊙'}
        </span>
      ))}
      {step.delegated && <span className="tag">전결</span>}
      <span className="sp" />
      {!fixed && (
        <>
          <button
            type="button"
            className="btn quiet sm"
            aria-label={`${step.position} 위로`}
            onKeyDown={onKeyDown}
            onClick={() => onPlan(moveStage(plan, at.stage, -1))}
          >
            ↑
          </button>
          <button
            type="button"
            className="btn quiet sm"
            aria-label={`${step.position} 아래로`}
            onKeyDown={onKeyDown}
            onClick={() => onPlan(moveStage(plan, at.stage, 1))}
          >
            ↓
          </button>
          <button type="button" className="btn quiet sm" aria-label={`${step.position} 빼기`} onClick={() => onPlan(removeStep(plan, at))}>
            ✕
          </button>
        </>
      )}
    </li>
  );
}

/** The designer, from the lawful proposal. */
export function LaneDesigner({ view, onChanged }: { readonly view: DocumentView; readonly onChanged: () => void }) {
  const { value, error } = useQuery('route.propose', { documentId: view.documentId }, view.documentId);
  const [edited, setEdited] = useState<Plan | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const { busy, said, run } = useAct();
  const plan = edited ?? value?.lane ?? null;
  const checks = useChecks(view.documentId, plan);
  if (value === null || plan === null) return error === null ? <p className="pad muted">경로를 불러오는 중입니다.</p> : <Message ok={false} text={error} />;
  const recordFile = file ?? value.recordFile;
  const put = (next: Plan): void => setEdited(withDecider(next, value.lane as Plan));
  const save = async (): Promise<void> => {
    const done = await run('route.design', { documentId: view.documentId, lane: plan as Proposal['lane'], recordFile });
    if (done === null) return;
    setEdited(null);
    onChanged();
  };
  const lead = view.acts.includes('designLead');
  return (
    <div className="pad">
      <ol className="plan">
        {plan.stages.map((stage, s) => stage.map((step, i) => <StepRow key={step.id} plan={plan} at={{ stage: s, step: i }} onPlan={put} />))}
      </ol>
      <label className="cap" htmlFor="add-post">
        단계 넣기
      </label>
      <select
        id="add-post"
        className="field"
        value=""
        onChange={(event) => {
          const post = value.positions[Number(event.target.value)];
          if (post !== undefined) put(addStep(plan, post));
        }}
      >
        <option value="">직위를 고르십시오</option>
        {value.positions.map((post, i) => (
          <option key={`${post.unit ?? ''}${post.position}`} value={i}>
            {post.position}
            {post.unitName === '' ? '' : ` · ${post.unitName}`}
          </option>
        ))}
      </select>
      {!lead && (
        <>
          <label className="cap" htmlFor="record-file">
            기록물철
          </label>
          <select id="record-file" className="field" value={recordFile} onChange={(event) => setFile(event.target.value)}>
            {value.recordFiles.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </>
      )}
      <Checks checks={checks} />
      {said !== null && <Message ok={said.ok} text={said.text} />}
      <button type="button" className="btn pri" disabled={busy || checks.some((check) => check.state === 'stop')} onClick={() => void save()}>
        이 경로로 정하기
      </button>
    </div>
  );
}
