/** Entry on the desktop: lock, backend, IPC, window. Wiring only. */

import { app, dialog, ipcMain } from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createApp } from './backend/app.ts';
import { pinTo } from './backend/sync/pin.ts';
import { guardContents, isOwnPage, refusePermissions } from './desktop/guard.ts';
import { setMenu } from './desktop/menu.ts';
import { createDesktopPlatform } from './desktop/platform.ts';
import { focusWindow, openWindow } from './desktop/window.ts';
import { serveIpc } from './hosts/ipc.ts';
import { readOptions } from './hosts/options.ts';
import { trustAlso } from './hosts/trust.ts';

const { dataDir, serverUrl, ca, pin } = readOptions(process.argv.slice(1));
// The lock is per user data: two data folders are two programs.
if (dataDir !== null) app.setPath('userData', join(dataDir, 'window'));

// Calendars and menus of Chromium speak Korean, whatever language the system does.
app.commandLine.appendSwitch('lang', 'ko');

const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const files = {
  pageUrl: devUrl ?? pathToFileURL(join(import.meta.dirname, '../renderer/index.html')).href,
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
};

function start(): void {
  const untrusted = (ca === null ? null : trustAlso(ca)) ?? (pin === null ? null : pinTo(pin, serverUrl).fault);
  if (untrusted !== null) throw new Error(untrusted);
  refusePermissions();
  const backend = createApp({
    dataDir: dataDir ?? join(app.getPath('userData'), 'data'),
    platform: createDesktopPlatform(),
    serverUrl,
    version: app.getVersion(),
    host: 'electron',
    pdfWorker: new URL('./pdf-worker.js', import.meta.url),
    intakeWorker: new URL('./intake-worker.js', import.meta.url),
    auditWorker: new URL('./audit-worker.js', import.meta.url),
  });
  const ipc = serveIpc({ ipcMain, isTrusted: (event) => isOwnPage(event, files.pageUrl), connect: backend.connect });
  app.on('will-quit', (event) => {
    event.preventDefault();
    ipc.close();
    void backend.close().finally(() => app.exit(0));
  });
  setMenu({ newWindow: () => void openWindow(files) });
  app.on('second-instance', focusWindow);
  openWindow(files);
}

function fail(error: unknown): void {
  console.error(error);
  dialog.showErrorBox('온결을 시작하지 못했습니다', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

if (app.requestSingleInstanceLock()) {
  guardContents();
  app.on('window-all-closed', () => app.quit());
  // Never awaited at the top level: Electron fires `ready` only after this module has been evaluated.
  void app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}
