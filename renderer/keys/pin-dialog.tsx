/** 서버 열쇠 정하기: what the server shows now beside what this profile takes; changed with the passphrase alone. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.key.serverKey;

/** In groups of four, so that two people can compare it over the phone. */
const grouped = (pin: string): string => pin.replace(/(.{4})(?=.)/g, '$1 ');

function Keys({ keys: { server, shown, pins } }: { readonly keys: Output<'server.key'> }) {
  const same = shown !== null && pins.includes(shown);
  return (
    <dl className="pin-keys">
      <dt>{words.server}</dt>
      <dd>{server}</dd>
      <dt>{words.shown}</dt>
      <dd>
        {shown === null ? <span className="muted">{words.notShown}</span> : <code>{grouped(shown)}</code>}
        {shown !== null && pins.length > 0 && <span className={same ? 'tag ok' : 'tag bad'}>{same ? words.same : words.other}</span>}
      </dd>
      <dt>{words.kept}</dt>
      <dd>
        {pins.length === 0 && <span className="muted">{words.none}</span>}
        {pins.map((pin) => (
          <code key={pin}>{grouped(pin)}</code>
        ))}
      </dd>
    </dl>
  );
}

interface FormProps {
  readonly keys: Output<'server.key'>;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly passphrase: string;
  readonly onPassphrase: (passphrase: string) => void;
}

function Form({ keys, pin, onPin, passphrase, onPassphrase }: FormProps) {
  const { shown } = keys;
  return (
    <>
      <p className="subtle">{words.compare}</p>
      <label className="key-field">
        <span className="b">{words.field}</span>
        <textarea className="field big pin-field" rows={2} spellCheck={false} value={pin} onChange={(event) => onPin(event.target.value)} />
      </label>
      {shown !== null && pin !== shown && (
        <div className="row">
          <button type="button" className="btn sm" onClick={() => onPin(shown)}>
            {words.useShown}
          </button>
        </div>
      )}
      <label className="key-field">
        <span className="b">{ko.gate.passphrase}</span>
        <input className="field" type="password" autoComplete="current-password" value={passphrase} onChange={(event) => onPassphrase(event.target.value)} />
      </label>
    </>
  );
}

/** The dialog. `onLeave`: the profile is to be closed, since its lines are to a server with another key. */
export function PinDialog({ onLeave, onClose }: { readonly onLeave: () => void; readonly onClose: () => void }) {
  const { value: keys, fresh } = useQuery('server.key', {});
  const [pin, setPin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [leave, setLeave] = useState(false);
  const { busy, said, run } = useAct();
  const needed = passphrase === '' ? ko.key.needed : null;
  const act = async (pins: string): Promise<void> => {
    const done = await run('server.pin', { passphrase, pins: pins.replaceAll(/\s/g, '') });
    setPassphrase('');
    if (done === null) return;
    setPin('');
    setLeave(done.leave);
    await fresh();
  };
  return (
    <Dialog title={words.title} onClose={leave ? onLeave : onClose}>
      <div className="dialog-body">
        <p>{words.note}</p>
        {keys !== null && !keys.secure && <Message tone="off" text={words.plain} />}
        {keys !== null && (keys.secure || keys.pins.length > 0) && <Keys keys={keys} />}
        {keys?.secure === true && !leave && <Form {...{ keys, pin, passphrase }} onPin={setPin} onPassphrase={setPassphrase} />}
        {said !== null && (
          <Message tone={said.ok ? (leave ? 'warn' : 'ok') : 'bad'} text={said.text}>
            {leave && (
              <button type="button" className="btn sm" onClick={onLeave}>
                {words.reopen}
              </button>
            )}
          </Message>
        )}
      </div>
      <footer className="dialog-foot">
        {keys?.secure === true && keys.pins.length > 0 && !leave && (
          <ActButton look="bad lg" busy={busy} busyWord={words.busy} why={needed} onAct={() => void act('')}>
            {words.remove}
          </ActButton>
        )}
        <span className="sp" />
        <button type="button" className="btn lg quiet" onClick={leave ? onLeave : onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        {keys?.secure === true && !leave && (
          <ActButton look="pri lg" busy={busy} busyWord={words.busy} why={pin.trim() === '' ? words.needPin : needed} onAct={() => void act(pin)}>
            {words.button}
          </ActButton>
        )}
      </footer>
    </Dialog>
  );
}
