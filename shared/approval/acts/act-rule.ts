/** What the engine knows about one kind of act. A new kind is its file here, its line in `index.ts` and its body in `../../trail/statement.ts`. */

import type { Directory } from '../../org/directory.ts';
import type { Statement, StatementType } from '../../trail/statement.ts';
import type { Decision } from '../decision.ts';
import type { DocumentState } from '../state.ts';

/** Rule of one kind: `decide` judges, `evolve` folds what was judged. Both pure. */
export interface ActRule<T extends StatementType> {
  readonly decide: (state: DocumentState, statement: Statement<T>, directory: Directory) => Decision;
  /** Total: it never judges, because only judged entries were ever appended. */
  readonly evolve: (state: DocumentState, statement: Statement<T>) => DocumentState;
  /** The version an act that opens one must name; others name the current one. */
  readonly opensVersion?: (state: DocumentState) => number;
  /** True where it must wait while a reviewer is writing the next version. */
  readonly waitsForRevision?: true;
  /** The moment it cannot lie before (RFC 3339; `../signing-time.ts`); where a rule does not say, the turn of its step. */
  readonly restsOn?: (state: DocumentState, statement: Statement<T>) => string | null;
  /** True where a 직무대리 may do it for the absent post. */
  readonly mayAct?: true;
}
