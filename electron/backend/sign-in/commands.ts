/** 기관 계정으로 로그인: begins a sign-in, brings its token to the server, tells what came of it. No token is ever part of an answer. */

import type { EventPayload } from '../../../shared/api/contract.ts';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import { SIGN_IN_SENTENCES, type SignInTerms } from '../../../shared/sync/sign-in.ts';
import type { Handlers } from '../handlers.ts';
import type { Platform } from '../platform.ts';
import type { Sync } from '../sync/sync.ts';
import type { Flow } from './flow.ts';

/** The sign-ins of one profile. */
export interface SignInDesk {
  readonly handlers: Pick<Handlers, 'signIn.start' | 'signIn.stop'>;
  /** What the screen says of it; null where the server does not use it. */
  view(): EventPayload<'status.changed'>['signIn'];
  close(): void;
}

/** What it is made of. `changed`: the view moved. */
export interface SignInDeskInput {
  readonly person: string;
  readonly sync: Sync;
  readonly platform: Platform;
  readonly changed: () => void;
}

const NONE = err('SIGN_IN_NONE', SIGN_IN_SENTENCES.SIGN_IN_NONE);

interface State {
  running: AbortController | null;
  said: string | null;
}

const STOPPED = err('SIGN_IN_STOPPED', '기관 계정 로그인을 그만두었습니다. 하던 일은 이 PC에 저장되어 있습니다.');

/** Terms and nonce of the server, then the door for the browser. */
async function prepare({ person, sync }: SignInDeskInput, stop: AbortSignal): Promise<Result<Flow>> {
  const terms = await sync.ask<SignInTerms | null>('GET', '/login/sign-in');
  if (!terms.ok) return terms;
  if (terms.value === null) return NONE;
  const given = await sync.ask<{ nonce: string }>('POST', '/login/sign-in', { person, device: sync.device() });
  if (!given.ok) return given;
  // Read from disk with the first sign-in: most offices have none.
  const { beginFlow } = await import('./flow.ts');
  return beginFlow(terms.value, given.value.nonce, stop);
}

function createStart(input: SignInDeskInput, state: State): SignInDesk['handlers']['signIn.start'] {
  const { sync, platform, changed } = input;
  /** What a login with the token came to is told by the line itself, as every refused login is. */
  async function bring(token: Flow['token'], running: AbortController): Promise<void> {
    const given = await token;
    const brought = given.ok ? await sync.presentSignIn(given.value) : given;
    if (state.running !== running) return;
    state.running = null;
    state.said = brought.ok ? null : brought.message;
    if (brought.ok) sync.retry();
    changed();
  }
  return async () => {
    state.running?.abort();
    const running = new AbortController();
    Object.assign(state, { running, said: null });
    const flow = await prepare(input, running.signal);
    if (state.running !== running) return STOPPED;
    if (!flow.ok) {
      state.running = null;
      return flow;
    }
    void bring(flow.value.token, running);
    changed();
    await platform.openUrl?.(flow.value.url);
    return ok({ url: platform.openUrl === undefined ? flow.value.url : null });
  };
}

/** The desk. */
export function createSignInDesk(input: SignInDeskInput): SignInDesk {
  const { sync, changed } = input;
  const state: State = { running: null, said: null };
  const stop = (): void => {
    state.running?.abort();
    state.running = null;
  };
  return {
    handlers: {
      'signIn.start': createStart(input, state),
      'signIn.stop': () => {
        stop();
        changed();
        return ok({});
      },
    },
    view() {
      const standing = sync.signIn();
      const asked = sync.reason()?.code.startsWith('SIGN_IN_') === true;
      if (standing === null && !asked && state.running === null) return null;
      return { required: asked || standing?.required === true, until: standing?.until ?? null, open: state.running !== null, said: state.said };
    },
    close: stop,
  };
}
