/** Route ◆: lanes of ordered stages of parallel steps (DESIGN §5). Positions, not persons, are signed. */

/** The four kinds of step (영 §8–10). */
export type StepKind = 'draft' | 'review' | 'concur' | 'approve';

/** One step: a post that must act. `unit` is null for leadership posts. */
export interface StepPlan {
  readonly id: string;
  readonly kind: StepKind;
  readonly unit: string | null;
  readonly position: string;
  /** ★ 발의자, ⊙ 보고자 (규칙 §6①). */
  readonly marks: readonly ('originator' | 'reporter')[];
  /** True where this post decides in place of the head by the delegation table (전결). */
  readonly delegated: boolean;
}

/** One agency's own chain: stages in order, steps of a stage side by side. */
export interface LanePlan {
  readonly agency: string;
  readonly unit: string;
  readonly stages: readonly (readonly StepPlan[])[];
}

/** Fixed at 결재 올림: who takes part and in which order (규칙 §5②). */
export interface JointPlan {
  readonly lead: { readonly agency: string; readonly unit: string };
  readonly partners: readonly { readonly agency: string; readonly unit: string }[];
  readonly order: 'parallel' | 'sequence';
}
