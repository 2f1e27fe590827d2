import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { ClientContext } from '../../../renderer/api/bridge.ts';
import { RollbackNote } from '../../../renderer/app/rollback-note.tsx';
import { savingWords, StatusBar } from '../../../renderer/app/status-bar.tsx';
import { LockedNote } from '../../../renderer/devices/locked-note.tsx';
import type { StatusView } from '../../../shared/api/views.ts';
import { client, status } from '../../support/status.ts';

const none = (): void => undefined;

function bar(more: Partial<StatusView>): string {
  const on = { onClear: none, onKeys: none, onOutbox: none, onStranded: none, onDevices: none };
  const shown = (
    <ClientContext value={client}>
      <StatusBar status={{ ...status, ...more }} settled={null} at="list" {...on} />
    </ClientContext>
  );
  return renderToStaticMarkup(shown).replaceAll(/<[^>]+>/g, ' ');
}

afterEach(() => vi.unstubAllGlobals());

test('STAT1 the bar says where the text lives and how much waits: on this PC alone, on its way, at the server', () => {
  expect(savingWords({ ...status, connection: 'offline', unsavedUpdates: 3 })).toBe('이 기기에만 있음 · 3곳');
  expect(savingWords({ ...status, unsavedUpdates: 3 })).toBe('이 기기에 저장됨 · 서버로 보내는 중');
  expect(savingWords({ ...status, lastSavedAt: '2026-11-30T01:27:05.000Z' })).toMatch(/^저장됨 \d\d:\d\d:\d\d$/);
  expect(bar({})).toContain('서버 연결됨');
  expect(bar({ connection: 'offline', outbox: 2, outboxLooks: 1 })).toMatch(/보낼 서명 1건 · 보낼 열람 기록 1건/);
  expect(bar({ connection: 'offline', outbox: 2, unsavedUpdates: 3, stranded: 1 })).toMatch(/이 기기에만 있음 · 3곳.*보낼 서명 2건.*따로 보관한 글 1건/);
});

test.each([
  ['recovering', 'warn'],
  ['recovered', 'ok'],
  ['diverged', 'bad'],
] as const)('STAT2 a server that went back is shown as that, %s, until it is answered', (state, tone) => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  const rollback = { id: 'r1', state, message: '서버가 예전 백업으로 돌아갔습니다. 잃은 것은 없습니다.' };
  const shown = renderToStaticMarkup(<RollbackNote status={{ ...status, rollback }} />);
  expect(shown).toContain(`note ${tone}`);
  expect(shown).toContain('<strong>서버가 예전 백업으로 돌아갔습니다.</strong>');
  kept.set('ongyeol.rollback', `r1/${state}`);
  expect(renderToStaticMarkup(<RollbackNote status={{ ...status, rollback }} />)).toBe('');
});

test('DV12 a locked device of the agency is told to its administrator with whose it is, where the copy came from and what to do, once each, and to nobody else', () => {
  const one = {
    person: 'p',
    device: 'd',
    who: '고용노동부 과장 박서연',
    deviceName: '사무실 PC',
    at: '2026-11-30T01:27:00.000Z',
    tried: '집 PC',
    from: '10.0.0.7',
  };
  const locked = ['a', 'b', 'c', 'd'].map((device) => ({ ...one, device }));
  const text = (more: Partial<StatusView>, at: 'list' | 'paper' = 'list'): string =>
    renderToStaticMarkup(<LockedNote status={{ ...status, ...more }} at={at} onOpen={none} />).replaceAll(/<[^>]+>/g, ' ');
  expect(text({})).toBe('');
  expect(text({ locked: [one] })).toMatch(/기기 1대가.*박서연.*사무실 PC.*2026.*집 PC, 주소 10\.0\.0\.7.*기기와 로그인/);
  expect(text({ locked: [{ ...one, tried: '', from: '' }] })).not.toContain('주소');
  expect(text({ locked })).toContain('그 밖에 1대가 더 있습니다.');
  // Over a paper it can be put away, at the head of a list it stands while a device is locked.
  expect([text({ locked }, 'paper').includes('닫기'), text({ locked }).includes('닫기')]).toEqual([true, false]);
});
