/** Windows of the program. Each is a session of its own: two officials can sit side by side. */

import { BrowserWindow } from 'electron';

/** Where the page and its preload are. */
export interface WindowFiles {
  readonly pageUrl: string;
  readonly preload: string;
}

/** Opens a window on the page; a further one a little beside the last. */
export function openWindow({ pageUrl, preload }: WindowFiles): BrowserWindow {
  const last = BrowserWindow.getFocusedWindow()?.getBounds();
  const window = new BrowserWindow({
    title: '온결',
    width: 1440,
    height: 920,
    minWidth: 1040,
    minHeight: 680,
    ...(last === undefined ? {} : { x: last.x + 32, y: last.y + 32 }),
    show: false,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  // A failed load is told by `did-fail-load` and an empty window; the promise only repeats it.
  window.loadURL(pageUrl).catch((error: unknown) => console.error('화면을 열지 못했습니다.', error));
  return window;
}

/** Brings the program to the front when it is started a second time. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}
