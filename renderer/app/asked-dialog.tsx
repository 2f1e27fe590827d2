/** The dialog that was asked for on an open paper, from its head, by a key, or from a list. */

import type { DocumentView } from '../../shared/api/views.ts';
import { BundleDialog } from '../bundle/bundle-dialog.tsx';
import { AnswerDialog } from '../consultation/answer-dialog.tsx';
import { ConsultDialog } from '../consultation/consult-dialog.tsx';
import { DecideDialog, type Decided } from '../decide/decide-dialog.tsx';
import { ReasonDialog } from '../decide/reason-dialog.tsx';
import { ReportDialog } from '../decide/report-dialog.tsx';
import { DropRevisionDialog, SendRevisionDialog } from '../decide/revision-dialog.tsx';
import { turnOf } from '../decide/signed-what.tsx';
import { SubmitDialog } from '../decide/submit-dialog.tsx';
import type { Stack } from './stack.ts';

/** What can be asked for: `A`, `R` and `H` open the paper and its dialog; `bundle` is all of its 일괄기안, whatever this paper allows by itself. */
export type Ask = 'bundle' | PaperAsk;

/** What is asked of the paper alone: an act the engine allows. */
type PaperAsk = 'sign' | 'return' | 'hold' | 'askChange' | 'withdraw' | 'submit' | 'confirmReport' | 'sendRevision' | 'dropRevision' | 'consult' | 'answer';

/** Whether it can be asked for on this paper now. */
export function mayAsk(ask: Ask, view: DocumentView): boolean {
  return ask === 'bundle' ? view.bundle !== null : view.acts.includes(ask);
}

/** The dialog. */
export function AskedDialog({
  ask,
  view,
  offline,
  keyUntil,
  stack,
  onDecided,
  onOpen,
  onClose,
}: {
  readonly ask: Ask;
  readonly view: DocumentView;
  readonly offline: boolean;
  readonly keyUntil: string | null;
  readonly stack: Stack | null;
  readonly onOpen: (paper: Pick<DocumentView, 'documentId' | 'title'>) => void;
  readonly onDecided: (decided: Decided | null) => void;
  readonly onClose: (said: string | null, waiting?: boolean) => void;
}) {
  switch (ask) {
    case 'submit':
      return <SubmitDialog view={view} onClose={onClose} />;
    case 'bundle':
      return <BundleDialog papers={view.bundle?.papers ?? []} onOpen={onOpen} onClose={() => onClose(null)} />;
    case 'withdraw':
      return <ReasonDialog act="withdraw" view={view} onClose={onClose} />;
    case 'confirmReport':
      return <ReportDialog view={view} onClose={onClose} />;
    case 'sendRevision':
      return <SendRevisionDialog view={view} onClose={onClose} />;
    case 'consult':
      return <ConsultDialog view={view} onClose={onClose} />;
    case 'answer':
      return <AnswerDialog view={view} onClose={onClose} />;
    case 'dropRevision':
      return <DropRevisionDialog view={view} onClose={onClose} />;
    case 'askChange':
      // The lead's decider takes the decision back after it was given: no turn, so nothing else can be chosen.
      if (turnOf(view) === undefined) return <ReasonDialog act="askChange" view={view} onClose={onClose} />;
      return <DecideDialog view={view} first={ask} offline={offline} keyUntil={keyUntil} stack={stack} onClose={onDecided} />;
    case 'sign':
    case 'return':
    case 'hold':
      return <DecideDialog view={view} first={ask} offline={offline} keyUntil={keyUntil} stack={stack} onClose={onDecided} />;
  }
}
