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
  if (step.state === 'skipped') return [step.reason];
  const mark = step.delegated ? ['전결'] : [];
  if (step.state === 'pending') return mark;
  return [...mark, ...(decider && step.date !== null ? [shortDate(step.date)] : []), step.name];
}

/** One step's box. `decider` is whoever decides the lane. */
export function approvalBox(step: PrintStep, decider: boolean): ApprovalBox {
  const differs = step.differs && (step.kind === 'review' || step.kind === 'concur');
  return { marks: marksOf(step), position: step.position, differs, lines: linesOf(step, decider) };
}

/** Rows by agency. `showPending` draws boxes of people yet to sign, for the preview of a route; the official copy leaves them out. */
export function approvalRows(lanes: readonly PrintLane[], showPending: boolean): ApprovalRow[] {
  return lanes.map((lane) => {
    const shown = lane.steps.filter((step) => step.state !== 'pending' || showPending);
    const decider = lane.steps.at(-1);
    const box = (step: PrintStep): ApprovalBox => approvalBox(step, step === decider);
    return { agency: lane.agencyName, boxes: shown.filter((step) => step.kind !== 'concur').map(box), concurrers: shown.filter((step) => step.kind === 'concur').map(box) };
  });
}
