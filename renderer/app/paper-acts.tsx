/** The acts at the head of an open paper: what the engine allows this person now, and nothing else. */

import type { Input } from '../../shared/api/contract.ts';
import type { ActName, DocumentView } from '../../shared/api/views.ts';
import { turnOf } from '../decide/signed-what.tsx';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import type { Ask } from './asked-dialog.tsx';

/** What stops 결재 올림, or null. */
export function stopOf(view: DocumentView): string | null {
  const stops = view.checks.filter((check) => check.state === 'stop').map((check) => check.title);
  return stops.length === 0 ? null : ko.document.stopped(stops.join(', '));
}

/** Acts that are done at once, without a dialog. */
type Direct = 'approval.redraft' | 'approval.release';

/** Runs one of them. */
export type RunDirect = <N extends Direct>(name: N, input: Input<N>) => void;

/** Acts of who stands in the route beside signing: giving a hold up, confirming a report, taking the decision back. */
function RouteActs({
  view,
  busy,
  onAsk,
  onRun,
}: {
  readonly view: DocumentView;
  readonly busy: boolean;
  readonly onAsk: (ask: Ask) => void;
  readonly onRun: RunDirect;
}) {
  const turn = turnOf(view);
  const { acts, documentId } = view;
  return (
    <>
      {turn?.step.may.includes('release') === true && (
        <ActButton busy={busy} busyWord={ko.acts.held.releasing} onAct={() => onRun('approval.release', { documentId, stepId: turn.step.id })}>
          {ko.acts.held.release}
        </ActButton>
      )}
      {turn === undefined && acts.includes('askChange') && (
        <ActButton look="bad" onAct={() => onAsk('askChange')}>
          {ko.acts.handling.names.askChange}
        </ActButton>
      )}
      {acts.includes('confirmReport') && (
        <ActButton look="pri" onAct={() => onAsk('confirmReport')}>
          {ko.acts.report.confirm}
        </ActButton>
      )}
    </>
  );
}

/** The buttons. */
export function Acts({
  view,
  busy,
  onAsk,
  onRun,
  onCopy,
}: {
  readonly view: DocumentView;
  readonly busy: boolean;
  readonly onAsk: (ask: Ask) => void;
  readonly onRun: RunDirect;
  readonly onCopy: () => void;
}) {
  const may = (name: ActName): boolean => view.acts.includes(name);
  const words = ko.document.acts;
  return (
    <>
      {(may('withdraw') || view.withdrawNot !== null) && (
        <ActButton why={view.withdrawNot} onAct={() => onAsk('withdraw')}>
          {words.withdraw}
        </ActButton>
      )}
      {view.mayCopy && (
        <ActButton look="quiet" busy={busy} onAct={onCopy}>
          {words.copy}
        </ActButton>
      )}
      {may('consult') && (
        <ActButton look="quiet" onAct={() => onAsk('consult')}>
          {ko.consultation.ask}
        </ActButton>
      )}
      {may('answer') && (
        <ActButton look="pri" onAct={() => onAsk('answer')}>
          {ko.consultation.answer}
        </ActButton>
      )}
      <RouteActs view={view} busy={busy} onAsk={onAsk} onRun={onRun} />
      {may('return') && (
        <ActButton look="bad" onAct={() => onAsk('return')}>
          {words.return} <kbd>R</kbd>
        </ActButton>
      )}
      {may('dropRevision') && (
        <ActButton onAct={() => onAsk('dropRevision')}>
          {view.revision?.mine === false ? ko.revision.dropOther(view.revision.who, view.revision.version).title : ko.revision.drop}
        </ActButton>
      )}
      {may('sendRevision') && (
        <ActButton look="pri" onAct={() => onAsk('sendRevision')}>
          {ko.revision.send} <kbd>F9</kbd>
        </ActButton>
      )}
      {may('redraft') && (
        <ActButton look="pri" busy={busy} onAct={() => onRun('approval.redraft', { documentId: view.documentId })}>
          {words.redraft}
        </ActButton>
      )}
      {may('submit') && (
        <ActButton look="pri" why={view.bundle === null ? stopOf(view) : null} onAct={() => onAsk(view.bundle === null ? 'submit' : 'bundle')}>
          {words.submit} <kbd>F9</kbd>
        </ActButton>
      )}
      {may('sign') && (
        <ActButton look="pri" onAct={() => onAsk('sign')}>
          {words.sign} <kbd>A</kbd>
        </ActButton>
      )}
    </>
  );
}
