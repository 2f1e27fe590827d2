/** Signing or returning: what exactly is signed, the opinion, and how it will be printed (screens `decide`). */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Agency } from '../ui/agency.tsx';
import { ActButton } from '../ui/busy-button.tsx';
import { hourTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { dropWords, keepWords, readWords, type KeptWords } from './kept-words.ts';
import { Opinions } from './opinions.tsx';
import type { Stack } from '../app/stack.ts';
import { SignedWhat, stepWord, turnOf, type Turn } from './signed-what.tsx';

type Handling = 'sign' | 'return';

/** Where the person goes after deciding; `stay` where nothing else waits. */
export type WhereTo = 'stay' | 'next' | 'list';

/** What happened, in words, and where to go from here. Null where nothing was decided. */
export interface Decided {
  readonly sentence: string;
  readonly waiting: boolean;
  readonly whereTo: WhereTo;
}

const words = ko.document.decide;

function Printed({ view, turn, differs }: { readonly view: DocumentView; readonly turn: Turn; readonly differs: boolean }) {
  const row = view.printedLike.find((one) => one.agency === turn.lane.agency.name);
  if (row === undefined) return null;
  return (
    <>
      <h3>
        {words.printed} <span className="muted">{row.agency}</span>
      </h3>
      <div className="boxes" data-testid="printed">
        {row.boxes.map((box, i) => {
          const own = box.mine && box.position === turn.step.position;
          return (
            <div key={`${box.position}${i}`} className={own ? 'box mine' : 'box'}>
              <span>
                {box.marks}
                {box.position}
              </span>
              {(box.differs || (own && differs)) && <span className={own ? 'turn b' : ''}>{words.hasOpinion}</span>}
              {own ? (
                <b>{turn.step.delegated ? `${ko.kinds.delegated} ${words.willSign}` : words.willSign}</b>
              ) : (
                <b>{box.lines.length > 0 ? box.lines.join(' ') : '—'}</b>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}

function HandlingChoice({
  may,
  handling,
  onHandling,
}: {
  readonly may: boolean;
  readonly handling: Handling;
  readonly onHandling: (handling: Handling) => void;
}) {
  if (!may) return null;
  return (
    <>
      <h3>{words.handling}</h3>
      <div className="seg wide" role="group" aria-label={words.handling}>
        {(['sign', 'return'] as const).map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={handling === name}
            className={handling === name ? `on ${name}` : name}
            onClick={() => onHandling(name)}
          >
            {name === 'sign' && <Icon name="check" />}
            {words[name]} <kbd>{name === 'sign' ? 'A' : 'R'}</kbd>
          </button>
        ))}
      </div>
    </>
  );
}

function Reason({ reason, onReason }: { readonly reason: string; readonly onReason: (reason: string) => void }) {
  return (
    <>
      <label htmlFor="return-reason" className="b">
        {words.reasonLabel}
      </label>
      <p className="subtle">{words.reasonNote}</p>
      <textarea
        id="return-reason"
        className="field big"
        rows={5}
        value={reason}
        autoFocus
        data-autofocus
        onChange={(event) => onReason(event.target.value)}
        maxLength={4000}
      />
    </>
  );
}

/** What the dialog holds: how the paper is handled, the words, and whether they suffice. */
function useDecision(view: DocumentView, turn: Turn | undefined, first: Handling, onClose: (decided: Decided | null) => void) {
  const [handling, setHandling] = useState<Handling>(first);
  const stepId = turn?.step.id ?? '';
  const [typed, setTyped] = useState<KeptWords>(() => readWords(view.documentId, stepId));
  const { kind, text, reason } = typed;
  const put = (more: Partial<KeptWords>): void => {
    const next = { ...typed, ...more };
    setTyped(next);
    keepWords(view.documentId, stepId, next);
  };
  const act = useAct();
  const missing =
    handling === 'return' ? (reason.trim() === '' ? words.reasonNeeded : null) : kind !== 'none' && text.trim() === '' ? words.opinionNeeded : null;
  const decide = async (whereTo: WhereTo): Promise<void> => {
    if (turn === undefined || missing !== null) return;
    const target = { documentId: view.documentId, stepId: turn.step.id };
    const opinion = { kind, text: kind === 'none' ? '' : text.trim() };
    const done =
      handling === 'sign' ? await act.run('approval.sign', { ...target, opinion }) : await act.run('approval.return', { ...target, reason: reason.trim() });
    if (done !== null) dropWords(view.documentId, stepId);
    if (done !== null) onClose({ sentence: done.sentence, waiting: done.state === 'waiting', whereTo });
  };
  return { handling, setHandling, typed, put, act, missing, decide };
}

function Foot({
  signing,
  busy,
  missing,
  keyUntil,
  stacked,
  onClose,
  onAct,
}: {
  readonly signing: boolean;
  readonly busy: boolean;
  readonly missing: string | null;
  readonly keyUntil: string | null;
  readonly stacked: boolean;
  readonly onClose: () => void;
  readonly onAct: (whereTo: WhereTo) => void;
}) {
  const word = signing ? words.signButton : words.returnButton;
  const busyWord = signing ? words.signing : words.returning;
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
          {words.andList(signing)}
        </ActButton>
      )}
      <ActButton look={signing ? 'pri lg' : 'bad lg'} busy={busy} busyWord={busyWord} why={missing} onAct={() => onAct(stacked ? 'next' : 'stay')}>
        {stacked ? words.andNext(signing) : word} <kbd>Ctrl ↵</kbd>
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
  const mayReturn = view.acts.includes('return');
  const { handling, setHandling, typed, put, act, missing, decide } = useDecision(view, turn, mayReturn ? first : 'sign', onClose);
  const stacked = stack !== null && stack.next !== null;
  useShortcuts(
    { 'Ctrl Enter': () => void decide(stacked ? 'next' : 'stay'), A: () => setHandling('sign'), R: () => (mayReturn ? setHandling('return') : false) },
    true,
  );
  if (turn === undefined) return null;
  const signing = handling === 'sign';
  return (
    <Dialog
      wide
      title={signing ? words.title(stepWord(turn.step)) : words.return}
      sub={
        <p className="subtle row">
          <Agency agency={turn.lane.agency} name />
          {turn.step.position}
          {stack !== null && stack.total > 1 && <span className="muted">{words.placeOf(stack.total, stack.place)}</span>}
        </p>
      }
      onClose={() => onClose(null)}
    >
      <div className="decide">
        <SignedWhat view={view} turn={turn} offline={offline} returning={!signing} />
        <section className="handling">
          <HandlingChoice may={mayReturn} handling={handling} onHandling={setHandling} />
          {signing ? (
            <>
              <Opinions step={turn.step} kind={typed.kind} text={typed.text} onKind={(kind) => put({ kind })} onText={(text) => put({ text })} />
              <Printed view={view} turn={turn} differs={typed.kind === 'different'} />
            </>
          ) : (
            <Reason reason={typed.reason} onReason={(reason) => put({ reason })} />
          )}
          {act.said?.ok === false && <Message tone="bad" text={`${act.said.text} ${words.kept}`} />}
        </section>
      </div>
      <Foot
        signing={signing}
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
