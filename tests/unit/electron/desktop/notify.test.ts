import { beforeEach, expect, test, vi } from 'vitest';

/** Electron as far as notices need it: what was shown, and the window a click brings to the front. */
const electron = vi.hoisted(() => ({ shown: [] as { title: string; body: string; emit: (event: string) => boolean }[], focused: 0, supported: true }));

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class Notification extends EventEmitter {
    readonly title: string;
    readonly body: string;
    constructor({ title, body }: { title: string; body: string }) {
      super();
      this.title = title;
      this.body = body;
    }
    show(): void {
      electron.shown.push(this);
    }
    static isSupported(): boolean {
      return electron.supported;
    }
  }
  const window = { isMinimized: () => true, restore: () => undefined, focus: () => void (electron.focused += 1) };
  return {
    Notification,
    app: { getPath: () => '' },
    dialog: {},
    BrowserWindow: { getAllWindows: () => [window], getFocusedWindow: () => null },
    safeStorage: { getSelectedStorageBackend: () => 'basic_text', isEncryptionAvailable: () => false },
  };
});

const { createDesktopPlatform } = await import('../../../../electron/desktop/platform.ts');

beforeEach(() => {
  electron.shown.length = 0;
  electron.focused = 0;
  electron.supported = true;
});

test('a notice is shown by the system, and a click brings the program to the front and opens what it is about', () => {
  const opened: string[] = [];
  const { notify } = createDesktopPlatform();
  notify?.({ title: '검토: 오늘까지입니다', body: '운영계획 · 기한 2026. 11. 25.(수)', opened: () => void opened.push('운영계획') });
  expect(electron.shown.map(({ title, body }) => [title, body])).toEqual([['검토: 오늘까지입니다', '운영계획 · 기한 2026. 11. 25.(수)']]);
  expect(opened).toEqual([]);
  electron.shown[0]?.emit('click');
  expect([opened, electron.focused]).toEqual([['운영계획'], 1]);
});

test('where the system shows no notices the page is asked instead', () => {
  electron.supported = false;
  expect(createDesktopPlatform().notify).toBeNull();
});
