/** What one open paper needs: its newest view, the dialog that is open over it, and what an act said. */

import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { mayAsk, type Ask } from './asked-dialog.tsx';
import { typedWords } from '../decide/kept-words.ts';
import { overtakenWords, ownTurns } from './overtaken.ts';
import { stopOf } from './paper-acts.tsx';
import type { PaperSaid } from './paper-notes.tsx';
import type { Desk } from './use-desk.ts';

/** Opening a paper that waits for this person or has arrived is itself recorded, once. */
function useOpening(view: DocumentView | null): void {
  const { run } = useAct();
  const recorded = useRef<string | null>(null);
  const documentId = view?.documentId ?? null;
  const due = view !== null && (view.acts.includes('sign') || view.acts.includes('open') || view.revisions.some(({ told, seen }) => told && !seen));
  useEffect(() => {
    if (!due || documentId === null || recorded.current === documentId) return;
    recorded.current = documentId;
    void run('inbox.open', { documentId });
  }, [run, due, documentId]);
}

/** What was said of a signature that waited is over once the server answered; the answer itself is told at the foot. */
function useSettled(documentId: string, hush: () => void): void {
  const client = useClient();
  useEffect(
    () =>
      client.on('outbox.settled', (settled) => {
        if (settled.documentId === documentId) hush();
      }),
    [client, documentId, hush],
  );
}

/** Steps that waited for the reader when any last did. */
function useOwnTurns(view: DocumentView | null): readonly string[] {
  const [own, setOwn] = useState<readonly string[]>([]);
  const turns = view === null ? [] : ownTurns(view);
  if (turns.length > 0 && turns.join() !== own.join()) setOwn(turns);
  return own;
}

/** The desk knows that the paper is open, and by what title. */
function useOnDesk(documentId: string, view: DocumentView | null, { asked, rename }: Pick<Desk, 'asked' | 'rename'>): void {
  useEffect(asked, [asked]);
  useEffect(() => {
    if (view !== null) rename(documentId, view.title);
  }, [view, documentId, rename]);
}

/** Where the paper stands, as far as what was told of it rests on it. */
const standOf = (view: DocumentView | null): string => (view === null ? '' : `${view.version} ${view.status} ${view.withdrawNot ?? ''}`);

/** What was said; a warning with nothing to be copied from it is over once the paper stands elsewhere. */
function usePaperSaid(view: DocumentView | null) {
  const [said, setSaid] = useState<PaperSaid | null>(null);
  const [stood, setStood] = useState('');
  const stands = standOf(view);
  const old = said !== null && said.tone === 'warn' && (said.typed ?? '') === '' && view !== null && stood !== stands;
  if (old) setSaid(null);
  return {
    said: old ? null : said,
    say: (next: PaperSaid): void => {
      setStood(stands);
      setSaid(next);
    },
    hush: useCallback(() => setSaid(null), []),
  };
}

/** On to the next paper that waits for a signature; after a dialog that somebody else's act closed, also by the key that would have signed and gone on. */
function useGoingOn({ next, open }: Pick<Desk, 'next' | 'open'>, overtaken: boolean): void {
  const goOn = (): boolean => {
    if (next !== null) open(next);
    return next !== null;
  };
  useShortcuts({ G: goOn, 'Ctrl Enter': () => overtaken && goOn() });
}

/** The paper, its dialog and what was said; `done` closes the dialog and tells what happened, `tell` leaves a dialog that was opened meanwhile. */
export function usePaper(documentId: string, desk: Pick<Desk, 'ask' | 'asked' | 'rename' | 'next' | 'open'>) {
  const { value: view, error, fresh } = useQuery('documents.get', { documentId }, documentId);
  const [open, setOpen] = useState<Ask | null>(desk.ask);
  const { said, say, hush } = usePaperSaid(view);
  const own = useOwnTurns(view);
  useOpening(view);
  useSettled(documentId, hush);
  useOnDesk(documentId, view, desk);
  // What was asked for is not this person's to do any more: decided elsewhere, or another version. It must not come back by itself.
  if (open !== null && view !== null && !mayAsk(open, view)) {
    setOpen(null);
    say({ text: overtakenWords(open, view, own), tone: 'warn', typed: typedWords(documentId) });
  }
  // What stops is judged on what stands now: somebody may just have put it right.
  const askSubmit = async (): Promise<void> => {
    // What stops papers that go up together is told beside each of them.
    if (view?.bundle != null) return setOpen('bundle');
    const stop = view === null || stopOf(view) === null ? null : stopOf((await fresh()) ?? view);
    if (stop === null) setOpen('submit');
    else say({ text: stop, tone: 'warn' });
  };
  const asking = (name: Ask) => (): boolean => {
    if (view === null || !mayAsk(name, view)) return false;
    if (name === 'submit') void askSubmit();
    else setOpen(name);
    return true;
  };
  const send = asking('sendRevision');
  useShortcuts({ F9: () => send() || asking('submit')(), A: asking('sign'), R: asking('return'), H: asking('hold') });
  useGoingOn(desk, said?.typed !== undefined);
  // Said once the screen shows it: who goes on at once goes on from there.
  const tell = (text: string | null, waiting = false): void =>
    void fresh().then(() => {
      if (text !== null) say({ text, tone: waiting ? 'off' : 'ok' });
    });
  const done = (text: string | null, waiting = false): void => {
    setOpen(null);
    tell(text, waiting);
  };
  return { view, error, open, setOpen, said, hush, done, tell };
}
