/** 기관 계정으로 로그인: the button, the wait for the browser, and what became of it. There only where the server uses it. */

import { useState } from 'react';
import type { StatusView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';

const words = ko.signIn;

/** Whether the line waits for a sign-in. */
export function waitsForSignIn(status: StatusView | null): boolean {
  return status?.reason?.code.startsWith('SIGN_IN_') === true;
}

/** The buttons. Where the program cannot open the system's browser the page, which is in one, goes there itself. */
export function SignInActs({ status }: { readonly status: StatusView }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [page, setPage] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const open = status.signIn?.open === true;
  const start = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    const answer = await client.call('signIn.start', {});
    setBusy(false);
    if (!answer.ok) return setRefused(answer.error.message);
    setPage(answer.value.url);
    if (answer.value.url !== null) window.open(answer.value.url, '_blank', 'noopener,noreferrer');
  };
  const said = refused ?? status.signIn?.said ?? null;
  if (open)
    return (
      <div className="sign-in">
        <p role="status">{words.open}</p>
        <div className="g">
          {page !== null && (
            <a className="btn sm" href={page} target="_blank" rel="noopener noreferrer">
              {words.page}
            </a>
          )}
          <button type="button" className="btn quiet sm" onClick={() => void client.call('signIn.stop', {})}>
            {words.stop}
          </button>
        </div>
      </div>
    );
  return (
    <div className="sign-in">
      {said !== null && (
        <p className="warn" role="alert">
          {said}
        </p>
      )}
      <ActButton look="sm" busy={busy} busyWord={words.busy} onAct={() => void start()}>
        {(status.signIn?.until ?? null) === null ? words.start : words.again}
      </ActButton>
    </div>
  );
}

/** On the lists while the line waits for it. */
export function SignInNote({ status }: { readonly status: StatusView | null }) {
  if (status === null || status.reason === null || !waitsForSignIn(status)) return null;
  return (
    <div className="certificate-note">
      <Message tone={status.reason.code === 'SIGN_IN_NEEDED' ? 'warn' : 'bad'} text={status.reason.message}>
        <SignInActs status={status} />
      </Message>
    </div>
  );
}

/** In 기기와 로그인 while there is a line: until when it is good. */
export function SignInPart({ status }: { readonly status: StatusView | null }) {
  if (status === null || status.signIn === null || waitsForSignIn(status)) return null;
  const { until } = status.signIn;
  return (
    <section className="sign-in-part">
      <h3>{words.title}</h3>
      <p>
        <b>{until === null ? words.none : words.until(shortTime(until))}</b> <span className="muted">{words.note}</span>
      </p>
      <SignInActs status={status} />
    </section>
  );
}
