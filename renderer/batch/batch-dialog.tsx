/** 함께 서명: chosen papers looked at one by one, then signed in one go (issue: a stack on a Monday morning). */

import { useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Glyph, type GlyphState } from '../ui/glyph.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { BatchPaper } from './batch-paper.tsx';
import { countOf, nextUnread, unreadOf, type ItemState } from './items.ts';
import { useBatch, type Batch } from './use-batch.ts';

const words = ko.batch;

const GLYPHS: Readonly<Record<ItemState, GlyphState>> = {
  unseen: 'todo',
  opening: 'todo',
  seen: 'now',
  left: 'skipped',
  gone: 'stop',
  signing: 'now',
  signed: 'ok',
  waiting: 'unreachable',
  refused: 'stop',
};

/** Why nothing can be signed now, or null. */
export function whyNot({ items }: Pick<Batch, 'items'>): string | null {
  const unseen = unreadOf(items);
  if (unseen > 0) return words.unseenLeft(unseen);
  return countOf(items, 'seen') === 0 ? words.nothing : null;
}

function List({ batch, at, onPick }: { readonly batch: Batch; readonly at: number; readonly onPick: (at: number) => void }) {
  return (
    <nav className="kept-list" aria-label={words.list}>
      {batch.items.map(({ row, state, said }, i) => (
        <button type="button" key={row.documentId} className={i === at ? 'on' : ''} aria-current={i === at ? 'true' : undefined} onClick={() => onPick(i)}>
          <span className="batch-item">
            <Glyph state={GLYPHS[state]} size={16} />
            <b className="ell">{row.title}</b>
          </span>
          <span className="muted line">
            {words.states[state]}
            {said !== '' && ` · ${said}`}
          </span>
        </button>
      ))}
    </nav>
  );
}

function Result({ batch }: { readonly batch: Batch }) {
  const { items } = batch;
  const refused = countOf(items, 'refused');
  const unsigned = countOf(items, 'seen');
  const gone = countOf(items, 'gone');
  const text = words.done(countOf(items, 'signed'), countOf(items, 'waiting'), refused, gone);
  return (
    <div className="batch-result">
      <Message tone={refused + gone > 0 ? 'warn' : 'ok'} text={unsigned > 0 ? `${text} ${words.stopped(unsigned)}`.trim() : text} />
    </div>
  );
}

function Foot({ batch, at, onNext, onClose }: { readonly batch: Batch; readonly at: number; readonly onNext: () => void; readonly onClose: () => void }) {
  const { items } = batch;
  const here = items[at];
  const done = items.filter(({ state }) => state === 'signed' || state === 'waiting' || state === 'refused').length;
  const left = here?.state === 'left';
  if (batch.running) {
    return (
      <footer className="dialog-foot" role="status">
        <span>{words.signing(done + 1, done + countOf(items, 'signing') + countOf(items, 'seen'))}</span>
        <span className="sp" />
        <ActButton look="lg" onAct={batch.stop}>
          {words.stop}
        </ActButton>
      </footer>
    );
  }
  return (
    <footer className="dialog-foot">
      {!batch.ended && here !== undefined && here.state !== 'gone' && (
        <button type="button" className="btn lg" onClick={() => batch.leave(here.row.documentId, !left)}>
          {left ? words.back : words.leave}
        </button>
      )}
      <span className="sp" />
      <button type="button" className="btn lg quiet" onClick={onClose}>
        {ko.close} <kbd>Esc</kbd>
      </button>
      {!batch.ended && countOf(items, 'unseen') > 0 && (
        <button type="button" className="btn lg" onClick={onNext}>
          {words.next} <kbd>N</kbd>
        </button>
      )}
      {!batch.ended && (
        <ActButton look="pri lg" why={whyNot(batch)} onAct={batch.sign}>
          {words.sign(countOf(items, 'seen'))} <kbd>Ctrl ↵</kbd>
        </ActButton>
      )}
    </footer>
  );
}

/** The dialog. */
export function BatchDialog({ rows, onClose }: { readonly rows: readonly DocumentRow[]; readonly onClose: () => void }) {
  const batch = useBatch(rows);
  const [at, setAt] = useState(0);
  /** A paper whose reading could not be recorded is drawn again when it is chosen again. */
  const [again, setAgain] = useState(0);
  const here = batch.items[at];
  const hereId = here?.row.documentId ?? '';
  const pick = (place: number): void => {
    if (place === at) setAgain(again + 1);
    setAt(place);
  };
  const next = (): void => {
    const unread = nextUnread(batch.items, at);
    if (unread >= 0) setAt(unread);
  };
  const close = (): void => {
    if (!batch.running) onClose();
  };
  const sign = (): boolean => {
    if (batch.running || batch.ended || whyNot(batch) !== null) return false;
    batch.sign();
    return true;
  };
  useShortcuts({ N: next, 'Ctrl Enter': sign }, true);
  return (
    <Dialog wide title={words.title(rows.length)} sub={<p className="subtle">{words.note}</p>} onClose={close}>
      {batch.ended && <Result batch={batch} />}
      <div className="kept batch">
        <List batch={batch} at={at} onPick={pick} />
        {here !== undefined && <BatchPaper key={`${hereId} ${again}`} row={here.row} onDrawn={(version) => batch.look(hereId, version)} />}
      </div>
      <Foot batch={batch} at={at} onNext={next} onClose={close} />
    </Dialog>
  );
}
