/** Changing the passphrase: the old one, the new one twice, and what cannot be undone said before. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.change;
const SHORTEST = 10;

/** What is still missing, or null. */
function missing(current: string, next: string, again: string): string | null {
  if (current === '') return words.needCurrent;
  if ([...next].length < SHORTEST) return words.needLonger(SHORTEST);
  return next === again ? null : words.needSame;
}

function Field({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label htmlFor={id} className="key-field">
      <span className="b">{label}</span>
      <input
        id={id}
        className="field"
        type="password"
        autoComplete={id === 'passphrase-now' ? 'current-password' : 'new-password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** The dialog. */
export function PassphraseDialog({ onClose }: { readonly onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const { busy, said, run } = useAct();
  const why = missing(current, next, again);
  const change = async (): Promise<void> => {
    const done = await run('key.changePassphrase', { current, next });
    setCurrent('');
    if (done === null) return;
    setNext('');
    setAgain('');
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="dialog-body">
        <Message tone="warn" text={words.lost} />
        <Field id="passphrase-now" label={words.current} value={current} onChange={setCurrent} />
        <Field id="passphrase-next" label={words.next(SHORTEST)} value={next} onChange={setNext} />
        <Field id="passphrase-again" label={words.again} value={again} onChange={setAgain} />
        {said !== null && <Message tone={said.ok ? 'ok' : 'bad'} text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri" busy={busy} busyWord={words.changing} why={why} onAct={() => void change()}>
          {words.button}
        </ActButton>
      </footer>
    </Dialog>
  );
}
