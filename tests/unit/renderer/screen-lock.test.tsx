import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { ClientContext } from '../../../renderer/api/bridge.ts';
import { KeyGate } from '../../../renderer/keys/key-gate.tsx';
import { cover, uncover } from '../../../renderer/keys/screen-lock.ts';
import type { ProfileView } from '../../../shared/api/views.ts';
import { client } from '../../support/status.ts';

const profile = { id: 'kim', signs: 'file', agency: { name: '행정안전부' }, unit: '조직기획과', position: '과장' } as ProfileView;
const shown = (): boolean =>
  renderToStaticMarkup(
    <ClientContext value={client}>
      <KeyGate profile={profile} onLeave={() => undefined}>
        <p>work</p>
      </KeyGate>
    </ClientContext>,
  ).includes('화면 잠김');

afterEach(() => vi.unstubAllGlobals());

test('KEY3 a locked screen stays locked when its window is loaded anew, until the passphrase was given; one of somebody else locks nobody', () => {
  const kept = new Map<string, string>();
  const [setItem, getItem] = [(key: string, value: string) => void kept.set(key, value), (key: string) => kept.get(key) ?? null];
  vi.stubGlobal('sessionStorage', { getItem, setItem, removeItem: (key: string) => void kept.delete(key) });
  expect(shown()).toBe(false);
  cover('kim');
  expect(shown()).toBe(true);
  cover('park');
  expect(shown()).toBe(false);
  cover('kim');
  uncover();
  expect(shown()).toBe(false);
});
