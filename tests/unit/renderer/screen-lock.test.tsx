import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { ClientContext, connectBridge } from '../../../renderer/api/bridge.ts';
import { KeyGate } from '../../../renderer/keys/key-gate.tsx';
import type { Reply } from '../../../shared/api/errors.ts';
import type { ProfileView } from '../../../shared/api/views.ts';
import { client } from '../../support/status.ts';

const profile = { id: 'kim', signs: 'file', agency: { name: '행정안전부' }, unit: '조직기획과', position: '과장' } as ProfileView;
const shown = (lockedBefore: boolean): boolean =>
  renderToStaticMarkup(
    <ClientContext value={client}>
      <KeyGate profile={profile} lockedBefore={lockedBefore} onLeave={() => undefined}>
        <p>work</p>
      </KeyGate>
    </ClientContext>,
  ).includes('화면 잠김');

afterEach(() => vi.unstubAllGlobals());

test('KEY3 a page loaded anew shows the lock its backend tells of, and keeps none of its own', () => {
  expect([shown(false), shown(true)]).toEqual([false, true]);
});

/** A backend whose screen is locked or not, and what reached it. */
function aBackend() {
  const made: string[] = [];
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let locked = true;
  const bridge = {
    async call(name: string): Promise<Reply> {
      if (name === 'profiles.list') return { ok: true, value: { profiles: [], current: 'kim', damaged: [], locked } };
      if (locked && name !== 'profiles.lock') return { ok: false, error: { code: 'SCREEN_LOCKED', message: '' } };
      made.push(name);
      return { ok: true, value: {} };
    },
    on(listener: (event: string, payload: unknown) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  vi.stubGlobal('window', { bridge });
  const set = (to: boolean): void => {
    locked = to;
    listeners.forEach((tell) => tell('screen.changed', { locked: to }));
  };
  return { bridge: connectBridge(), made, set };
}

test('KEY3 a call that finds the screen locked is made when it opens, in its order; a caret waits for nothing', async () => {
  const { bridge, made, set } = aBackend();
  const calls = [bridge.call('documents.newDraft', {}), bridge.call('home.list', {})];
  expect((await bridge.call('collab.send', { room: 'r', message: new Uint8Array([1]) })).ok).toBe(false);
  expect(made).toEqual([]);
  set(false);
  expect((await Promise.all(calls)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(made).toEqual(['documents.newDraft', 'home.list']);
});

test('KEY3 what waits for the screen of somebody who leaves is not done in the name of who comes next', async () => {
  const { bridge, made, set } = aBackend();
  const waiting = bridge.call('documents.newDraft', {});
  await bridge.call('profiles.lock', {});
  set(false);
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'SCREEN_LOCKED' } });
  expect(made).toEqual(['profiles.lock']);
});
