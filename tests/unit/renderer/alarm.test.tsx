import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { ClientContext, type Client } from '../../../renderer/api/bridge.ts';
import { AlarmNote } from '../../../renderer/app/alarm-note.tsx';
import { alarmView } from '../../../electron/backend/trail/alarm.ts';
import type { StatusView } from '../../../shared/api/views.ts';

const client: Client = { call: () => new Promise(() => undefined), on: () => () => undefined, onLost: () => () => undefined, before: () => () => undefined };
const note = (size: number, root: string): string => `ongyeol.log/x\n${size}\n${root}\n\n— x AAAA\n`;
const alarm = alarmView({ id: 'a1', kind: 'forked', at: '2026-11-02T00:14:00.000Z', known: note(48_212, 'AAA='), shown: note(48_230, 'BBB='), proof: [] });
const shown = (of: StatusView['alarm']): string =>
  renderToStaticMarkup(
    <ClientContext value={client}>
      <AlarmNote status={{ alarm: of } as StatusView} over={false} />
    </ClientContext>,
  );

test('WI6 the alarm says when, stands with both histories beside each other and offers them as a file, until it was answered', () => {
  const answered = { id: '' };
  vi.stubGlobal('localStorage', { getItem: () => answered.id, setItem: () => undefined });
  expect(shown(null)).toBe('');
  const html = shown(alarm);
  for (const piece of ['role="alert"', '기록 불일치 경보', '2026. 11. 2. 09:14', '48,212건', 'AAA=', '48,230건', 'BBB=', '두 기록 저장'])
    expect(html).toContain(piece);
  // Everybody may bring an administrator's decision; only an administrator is offered to make one (WI8).
  expect(html).toContain('결정 파일 고르기');
  expect(html).not.toContain('어느 기록이 맞는지 정하기');
  expect(shown({ ...alarm, decides: true })).toContain('어느 기록이 맞는지 정하기');
  answered.id = 'a1';
  expect(shown(alarm)).toBe('');
  vi.unstubAllGlobals();
});
