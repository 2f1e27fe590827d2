/** What a kind of step allows; the engine asks this and knows no kind by name. */

/** Rules of one kind. */
export interface StepRule {
  readonly label: string;
  readonly mayDecide: boolean;
  readonly mayReturn: boolean;
  /** Whether `(의견 있음)` may be marked (규칙 §6③). */
  readonly mayDiffer: boolean;
  readonly mayEdit: boolean;
  /** Whether it may be left out with a reason in its box (영 §9①); 협조 never (영 §9②). */
  readonly maySkip: boolean;
}
