/** Boxes of the approval rows by rule (규칙 §6–7): marks, 전결, date of the decider, reasons, and no box for who does neither. */

import { koreanDate } from '../writing/amount.ts';
import type { ApprovalBox, ApprovalRow } from './print-model.ts';

/** One step as it is to be printed. `name` is the signer's: the 전자문자서명. `date` is `YYYY-MM-DD`. */
export interface PrintStep {
  readonly kind: 'draft' | 'review' | 'concur' | 'approve';
  readonly position: string;
  readonly marks: readonly ('originator' | 'reporter')[];
  readonly delegated: boolean;
  readonly state: 'signed' | 'pending' | 'skipped';
  readonly name: string;
  readonly date: string | null;
  readonly differs: boolean;
  readonly reason: string;
  /** Post of the deputy who signed in this post's place (영 §10③); absent or null where its holder signed. */
  readonly acting?: string | null;
}

/** One agency's lane as it is to be printed. */
export interface PrintLane {
  readonly agencyName: string;
  readonly steps: readonly PrintStep[];
}

/** `11. 23.` of the decider (규칙 §7①). */
function shortDate(date: string): string {
  return koreanDate(date).replace(/^\d+\. /, '');
}

/** ★ 발의자 and ⊙ 보고자 stand before the post (규칙 §6①). */
function marksOf(step: PrintStep): string {
  return step.marks.map((mark) => (mark === 'originator' ? '★' : '⊙')).join('');
}

/** Lines of one box, from top to bottom. */
function linesOf(step: PrintStep, decider: boolean): string[] {
  if (step.state === 'skipped') return step.reason === '' ? [] : [step.reason];
  const mark = step.delegated ? ['전결'] : [];
  if (step.state === 'pending') return mark;
  return [...mark, ...(decider && step.date !== null ? [shortDate(step.date)] : []), step.name];
}

/** The post of the deputy where one signed, null otherwise. */
function deputyOf(step: PrintStep): string | null {
  return step.state === 'signed' && step.acting !== undefined && step.acting !== '' ? step.acting : null;
}

/** One step's box. `decider` is whoever decides the lane; where a deputy decided it is the deputy's box with 대결 (규칙 §7③). */
export function approvalBox(step: PrintStep, decider: boolean): ApprovalBox {
  const differs = step.differs && (step.kind === 'review' || step.kind === 'concur');
  const deputy = deputyOf(step);
  if (deputy === null) return { marks: marksOf(step), position: step.position, differs, lines: linesOf(step, decider) };
  const mark = decider ? '대결' : '직무대리';
  return { marks: marksOf(step), position: deputy, differs, lines: [mark, ...linesOf({ ...step, delegated: false }, decider)] };
}

/** All boxes of a step: a delegated decision taken by a deputy keeps the delegate's box with 전결 and no signature (규칙 §7③). */
export function approvalBoxes(step: PrintStep, decider: boolean): ApprovalBox[] {
  const box = approvalBox(step, decider);
  if (deputyOf(step) === null || !step.delegated) return [box];
  return [
    { marks: box.marks, position: step.position, differs: false, lines: ['전결'] },
    { ...box, marks: '' },
  ];
}

/** Whether this step decides its lane: 결재, or the drafter who decides alone (담당자 전결, 영 §10②). */
export function decidesLane(step: Pick<PrintStep, 'kind' | 'delegated'>): boolean {
  return step.kind === 'approve' || (step.kind === 'draft' && step.delegated);
}

/** Rows by agency. `showPending` draws boxes of people yet to sign, for the preview of a route; the official copy leaves them out. */
export function approvalRows(lanes: readonly PrintLane[], showPending: boolean): ApprovalRow[] {
  return lanes.map((lane) => {
    const shown = lane.steps.filter((step) => step.state === 'signed' || (step.state === 'pending' ? showPending : step.reason !== ''));
    const boxes = (step: PrintStep): ApprovalBox[] => approvalBoxes(step, decidesLane(step));
    return {
      agency: lane.agencyName,
      boxes: shown.filter((step) => step.kind !== 'concur').flatMap(boxes),
      concurrers: shown.filter((step) => step.kind === 'concur').flatMap(boxes),
    };
  });
}
