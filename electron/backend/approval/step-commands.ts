/** Commands on one step: signing, returning, 보류, 생략, 수정 요청, 사후보고 확인. Each is signed from the post it is this person's by. */

import type { Input } from '../../../shared/api/contract.ts';
import { citedDelegation } from '../../../shared/approval/delegation-use.ts';
import { refuse } from '../../../shared/approval/refusals.ts';
import { standingBehind } from '../../../shared/approval/step-acts.ts';
import { findStep } from '../../../shared/approval/state.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { picturesIn, type Disclosure } from '../../../shared/exchange/capsule/capsule.ts';
import type { Opinion, StatementBodies, StatementType } from '../../../shared/trail/statement.ts';
import { boundToStep, commitText, stateOf } from '../acts/compose.ts';
import { act } from '../acts/send.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import { askerOf } from '../documents/asker.ts';
import { onStep } from './standing.ts';

type StepCommands =
  | 'approval.sign'
  | 'approval.return'
  | 'approval.hold'
  | 'approval.release'
  | 'approval.askChange'
  | 'approval.skip'
  | 'approval.confirmReport';

/** One act on a step, bound to what stands on this machine. */
interface OnStep<T extends StatementType> {
  readonly documentId: string;
  readonly stepId: string;
  readonly type: T;
  readonly body: StatementBodies[T];
  readonly disclosures?: Readonly<Record<string, Disclosure>>;
  readonly done: string;
}

/** Signs from the post the step is this person's by, and sends. */
function actOn<T extends StatementType>(context: BackendContext, { documentId, stepId, ...rest }: OnStep<T>) {
  const state = stateOf(context.replica, documentId);
  const standing = onStep(context, state, stepId);
  return act(context, { documentId, ...rest, bound: boundToStep(state, stepId), standing });
}

/** The opinion as signed, and the text that travels beside it; nothing where nothing was said. */
function opinionOf({ kind, text }: Input<'approval.sign'>['opinion']): { readonly opinion: Opinion | null; readonly disclosures: Record<string, Disclosure> } {
  if (kind === 'none' || text.trim() === '') return { opinion: null, disclosures: {} };
  const told = commitText(text.trim());
  return { opinion: { kind, text: told.commitment }, disclosures: told.disclosures };
}

const TEXT_NOT_YET = err(
  'TEXT_NOT_YET',
  '이 판의 글을 아직 이 PC에 받지 못해 서명하지 않았습니다. 아무것도 바뀌지 않았습니다. 서버에 닿아 글이 보이면 다시 서명하십시오.',
);

const PICTURE_NOT_YET = err(
  'PICTURE_NOT_YET',
  '이 판의 그림을 아직 이 PC에 받지 못해 서명하지 않았습니다. 아무것도 바뀌지 않았습니다. 서버에 닿아 그림이 보이면 다시 서명하십시오.',
);

/** Whether the fixed text and every picture in it are here or can be had. */
async function couldShow(context: BackendContext, documentId: string, version: number): Promise<Result<null, 'TEXT_NOT_YET' | 'PICTURE_NOT_YET'>> {
  const content = await context.drafts.frozen(documentId, version);
  if (!content.ok) return TEXT_NOT_YET;
  for (const { sha256 } of picturesIn(content.value)) if (!(await context.replica.getBlob(sha256)).ok) return PICTURE_NOT_YET;
  return ok(null);
}

async function sign(context: BackendContext, { documentId, stepId, opinion, report }: Input<'approval.sign'>) {
  const state = stateOf(context.replica, documentId);
  const found = findStep(state, stepId);
  if (found === undefined) return refuse('STEP_UNKNOWN');
  // Nobody signs what this machine could not have shown.
  const shown = await couldShow(context, documentId, state.version);
  if (!shown.ok) return shown;
  const told = opinionOf(opinion);
  const delegation = found.step.delegated ? citedDelegation(context.replica.directory(), found.lane) : null;
  const acting = onStep(context, state, stepId)?.kind === 'acting';
  const body = { opinion: told.opinion, delegation, ...(acting && report === true ? { report } : {}) };
  const done = acting ? '직무대리로 서명했습니다.' : '서명했습니다.';
  return actOn(context, { documentId, stepId, type: 'decided', body, disclosures: told.disclosures, done });
}

function skip(context: BackendContext, { documentId, stepId, ground, reason }: Input<'approval.skip'>) {
  const state = stateOf(context.replica, documentId);
  const found = findStep(state, stepId);
  const told = reason.trim() === '' ? null : commitText(reason.trim());
  const body = { ground, reason: told?.commitment ?? null };
  return act(context, {
    documentId,
    type: 'skipped',
    body,
    bound: boundToStep(state, stepId),
    standing: found === undefined ? undefined : standingBehind(askerOf(context), found),
    ...(told === null ? {} : { disclosures: told.disclosures }),
    done: '검토를 생략했습니다. 까닭이 서명란에 찍힙니다.',
  });
}

/** Commands that end a version or keep a step open: a reason each. */
function reasonCommands(context: BackendContext): Pick<Handlers, 'approval.return' | 'approval.hold' | 'approval.askChange'> {
  return {
    'approval.return': ({ documentId, stepId, reason }) => {
      const { commitment, disclosures } = commitText(reason.trim());
      return actOn(context, {
        documentId,
        stepId,
        type: 'returned',
        body: { reason: commitment },
        disclosures,
        done: '반려했습니다. 기안자에게 돌아갔습니다.',
      });
    },
    'approval.hold': ({ documentId, stepId, reason, until }) => {
      const { commitment, disclosures } = commitText(reason.trim());
      const done = '보류했습니다. 차례는 그대로이고 다른 사람의 처리는 이어집니다.';
      return actOn(context, { documentId, stepId, type: 'held', body: { reason: commitment, until }, disclosures, done });
    },
    'approval.askChange': ({ documentId, stepId, reason, due = null }) => {
      const { commitment, disclosures } = commitText(reason.trim());
      const done = '수정을 요청했습니다. 이 판의 결재가 모두 멈추고 기안자에게 돌아갔습니다.';
      return actOn(context, { documentId, stepId, type: 'change.asked', body: { opinion: commitment, ...(due === null ? {} : { due }) }, disclosures, done });
    },
  };
}

/** Commands on a step. */
export function stepCommands(context: BackendContext): Pick<Handlers, StepCommands> {
  return {
    ...reasonCommands(context),
    'approval.sign': (input) => sign(context, input),
    'approval.skip': (input) => skip(context, input),
    'approval.release': ({ documentId, stepId }) =>
      actOn(context, { documentId, stepId, type: 'released', body: {}, done: '보류를 풀었습니다. 이제 서명할 수 있습니다.' }),
    'approval.confirmReport': ({ documentId, stepId, opinion }) => {
      const told = opinionOf(opinion);
      const done = '사후보고를 확인했습니다.';
      return actOn(context, { documentId, stepId, type: 'report.confirmed', body: { opinion: told.opinion }, disclosures: told.disclosures, done });
    },
  };
}
