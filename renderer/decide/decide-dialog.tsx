/** Signing or returning: what exactly is signed, the opinion, and how it will be printed (screens `decide`). */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Acted } from '../../shared/api/contract.ts';
import { useAct, type Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { hourTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { PrintedBoxes } from '../ui/printed-boxes.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { HANDLING_KEYS, HANDLINGS, HandlingChoice, HandlingReason, handlingsOf, type Handling } from './handling.tsx';
import { EnteredAwayNote, HeldNote, OwnDraftNote, ReportChoice } from './standing.tsx';
import type { KeptWords } from './kept-words.ts';
import { Opinions } from './opinions.tsx';
import type { Stack } from '../app/stack.ts';
import { SignedWhat, stepWord, turnOf, type Turn } from './signed-what.tsx';
import { useKeptWords } from './use-kept-words.ts';

/** Where the person goes after deciding; `stay` where nothing else waits. */
export type WhereTo = 'stay' | 'next' | 'list';

/** What happened, in words, and where to go from here. Null where nothing was decided. */
export interface Decided {
  readonly sentence: string;
  readonly waiting: boolean;
  readonly whereTo: WhereTo;
  /** The paper waits for this person still. */
  readonly stays: boolean;
}

const words = ko.document.decide;

function Printed({ view, turn, differs }: { readonly view: DocumentView; readonly turn: Turn; readonly differs: boolean }) {
  const row = view.printedSigned.find((one) => one.agency === turn.lane.agency.name);
  if (row === undefined) return null;
  return (
    <>
      <h3>
        {words.printed} <span className="muted">{row.agency}</span>
      </h3>
      <div data-testid="printed">
        <PrintedBoxes row={row} own differs={differs} />
      </div>
    </>
  );
}

/** The command of each way, with what it needs beside the step. */
function useHandle(act: Act, { kind, text, reason, until, report }: KeptWords) {
  return (handling: Handling, target: { readonly documentId: string; readonly stepId: string }): Promise<Acted | null> => {
    const why = { ...target, reason: reason.trim() };
    switch (handling) {
      case 'sign':
        return act.run('approval.sign', { ...target, opinion: { kind, text: kind === 'none' ? '' : text.trim() }, report });
      case 'revise':
        return act.run('revision.open', why);
      case 'hold':
        return act.run('approval.hold', { ...why, until: until === '' ? null : until });
      case 'askChange':
        return act.run('approval.askChange', { ...why, due: until === '' ? null : until });
      case 'return':
        return act.run('approval.return', why);
    }
  };
}

/** What the dialog holds: how the paper is handled, the words, and whether they suffice. */
function useDecision(view: DocumentView, turn: Turn | undefined, first: Handling, onClose: (decided: Decided | null) => void) {
  const [handling, setHandling] = useState<Handling>(first);
  const stepId = turn?.step.id ?? '';
  const { typed, put, drop } = useKeptWords(view.documentId, stepId);
  const act = useAct();
  const handle = useHandle(act, typed);
  const needed = handling === 'sign' ? typed.kind !== 'none' && typed.text.trim() === '' : typed.reason.trim() === '';
  const missing = !needed ? null : handling === 'sign' ? words.opinionNeeded : ko.acts.handling.needed[handling];
  const decide = async (whereTo: WhereTo): Promise<void> => {
    if (turn === undefined || missing !== null) return;
    const done = await handle(handling, { documentId: view.documentId, stepId });
    if (done === null) return;
    const stay = handling === 'revise';
    drop();
    onClose({ sentence: done.sentence, waiting: done.state === 'waiting', whereTo: stay ? 'stay' : whereTo, stays: handling === 'hold' });
  };
  return { handling, setHandling, typed, put, act, missing, decide };
}

function Foot({
  handling,
  busy,
  missing,
  keyUntil,
  stacked,
  onClose,
  onAct,
}: {
  readonly handling: Handling;
  readonly busy: boolean;
  readonly missing: string | null;
  readonly keyUntil: string | null;
  readonly stacked: boolean;
  readonly onClose: () => void;
  readonly onAct: (whereTo: WhereTo) => void;
}) {
  const { button, busy: busyWords, and, nextPaper, toList } = ko.acts.handling;
  const busyWord = busyWords[handling];
  const look = handling === 'sign' || handling === 'revise' ? 'pri lg' : handling === 'hold' ? 'lg' : 'bad lg';
  return (
    <footer className="dialog-foot">
      <span className="row subtle foot-key">
        <Icon name={keyUntil === null ? 'lock' : 'key'} />
        {keyUntil === null ? `${ko.frame.keyClosed} · ${ko.key.asksLater}` : `${ko.frame.keyOpen} · ${ko.frame.keyUntil(hourTime(keyUntil))}`}
      </span>
      <span className="sp" />
      <button type="button" className="btn lg quiet" onClick={onClose}>
        {ko.close} <kbd>Esc</kbd>
      </button>
      {stacked && (
        <ActButton look="lg" busy={busy} busyWord={busyWord} why={missing} onAct={() => onAct('list')}>
          {`${and[handling]} ${toList}`}
        </ActButton>
      )}
      <ActButton look={look} busy={busy} busyWord={busyWord} why={missing} onAct={() => onAct(stacked ? 'next' : 'stay')}>
        {stacked ? `${and[handling]} ${nextPaper}` : button[handling]} <kbd>Ctrl ↵</kbd>
      </ActButton>
    </footer>
  );
}

/** The dialog. `onClose` gets the sentence of what happened, or null. */
export function DecideDialog({
  view,
  first,
  offline,
  keyUntil,
  stack,
  onClose,
}: {
  readonly view: DocumentView;
  readonly first: Handling;
  readonly offline: boolean;
  readonly keyUntil: string | null;
  readonly stack: Stack | null;
  readonly onClose: (decided: Decided | null) => void;
}) {
  const turn = turnOf(view);
  const choices = turn === undefined ? [] : handlingsOf(turn.step);
  const { handling, setHandling, typed, put, act, missing, decide } = useDecision(view, turn, choices.includes(first) ? first : 'sign', onClose);
  const stacked = stack !== null && stack.next !== null && handling !== 'revise';
  const choose = (name: Handling) => (): boolean => {
    if (!choices.includes(name)) return false;
    setHandling(name);
    return true;
  };
  const keys = Object.fromEntries(HANDLINGS.map((name) => [HANDLING_KEYS[name], choose(name)]));
  useShortcuts({ 'Ctrl Enter': () => void decide(stacked ? 'next' : 'stay'), ...keys }, true);
  if (turn === undefined) return null;
  return (
    <Dialog
      wide
      title={handling === 'sign' ? words.title(stepWord(turn.step)) : ko.acts.handling.title[handling]}
      sub={
        <p className="subtle row">
          <Agency agency={turn.lane.agency} name />
          {turn.step.as?.post ?? turn.step.position}
          {stack !== null && stack.total > 1 && <span className="muted">{words.placeOf(stack.total, stack.place)}</span>}
        </p>
      }
      onClose={() => onClose(null)}
    >
      <div className="decide">
        <SignedWhat view={view} turn={turn} offline={offline} handling={handling} />
        <section className="handling">
          <HandlingChoice choices={choices} chosen={handling} onChoose={setHandling} />
          {handling === 'sign' ? (
            <>
              <HeldNote hold={turn.step.hold} />
              <OwnDraftNote step={turn.step} />
              <EnteredAwayNote step={turn.step} />
              <Opinions step={turn.step} kind={typed.kind} text={typed.text} onKind={(kind) => put({ kind })} onText={(text) => put({ text })} />
              <ReportChoice view={view} step={turn.step} report={typed.report} onReport={(report) => put({ report })} />
              <Printed view={view} turn={turn} differs={typed.kind === 'different'} />
            </>
          ) : (
            <HandlingReason
              handling={handling}
              reason={typed.reason}
              until={typed.until}
              onReason={(reason) => put({ reason })}
              onUntil={(until) => put({ until })}
            />
          )}
          {act.said?.ok === false && <Message tone="bad" text={`${act.said.text} ${words.kept}`} />}
        </section>
      </div>
      <Foot
        handling={handling}
        busy={act.busy}
        missing={missing}
        keyUntil={keyUntil}
        stacked={stacked}
        onClose={() => onClose(null)}
        onAct={(whereTo) => void decide(whereTo)}
      />
    </Dialog>
  );
}
