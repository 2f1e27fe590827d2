/** A loosened switch of Electron, of the page's policy or of TLS fails here: what each must be is written out, so that a change is made twice, knowingly. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { contentSecurityPolicy, contentSecurityPolicyHeader } from '../../electron/hosts/csp.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Handler = (...args: never[]) => unknown;

/** Electron as it is asked: what windows were made with, which handlers were set. */
const asked = vi.hoisted(() => ({
  windows: [] as Record<string, unknown>[],
  app: new Map<string, Handler>(),
  request: null as Handler | null,
  check: null as Handler | null,
}));

vi.mock('electron', () => ({
  app: { on: (event: string, handler: Handler) => asked.app.set(event, handler) },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: Handler) => void (asked.request = handler),
      setPermissionCheckHandler: (handler: Handler) => void (asked.check = handler),
    },
  },
  BrowserWindow: class {
    static getFocusedWindow = (): null => null;
    constructor(options: Record<string, unknown>) {
      asked.windows.push(options);
    }
    once = (): void => undefined;
    loadURL = (): Promise<void> => Promise.resolve();
  },
}));

const { guardContents, isOwnPage, refusePermissions } = await import('../../electron/desktop/guard.ts');
const { openWindow } = await import('../../electron/desktop/window.ts');

beforeEach(() => asked.windows.splice(0));

test('a window has exactly these preferences', () => {
  openWindow({ pageUrl: 'file:///page/index.html', preload: '/preload.cjs' });
  expect(asked.windows[0]?.['webPreferences']).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
  });
});

test('the fuses are exactly these', () => {
  const { electronFuses } = parse(read('electron-builder.yml')) as { electronFuses: unknown };
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
});

test('the policy of the page is exactly this, in both hosts and in the build', () => {
  const policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; " +
    "connect-src 'self' ws://127.0.0.1:*; worker-src 'self' blob:; frame-src blob:; object-src 'none'; base-uri 'none'; form-action 'none'";
  expect([contentSecurityPolicy, contentSecurityPolicyHeader]).toEqual([policy, `${policy}; frame-ancestors 'none'`]);
  expect(read('electron.vite.config.ts')).toMatch(/'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy \}/);
});

test('every permission is refused, asked or looked up', () => {
  refusePermissions();
  const answers: unknown[] = [];
  (asked.request as ((contents: null, name: string, answer: (given: boolean) => void) => void) | null)?.(null, 'media', (given) => answers.push(given));
  expect([answers, (asked.check as (() => boolean) | null)?.()]).toEqual([[false], false]);
});

test('no page opens windows, goes elsewhere, embeds a page or a webview', () => {
  guardContents();
  const handlers = new Map<string, (event: { preventDefault(): void; isMainFrame: boolean; url: string }) => void>();
  let opener: (() => unknown) | null = null;
  const contents = {
    setWindowOpenHandler: (handler: () => unknown) => void (opener = handler),
    on: (event: string, handler: (event: { preventDefault(): void; isMainFrame: boolean; url: string }) => void) => handlers.set(event, handler),
  };
  (asked.app.get('web-contents-created') as ((event: null, made: typeof contents) => void) | undefined)?.(null, contents);
  expect((opener as (() => unknown) | null)?.()).toEqual({ action: 'deny' });
  const prevented = (name: string, url: string, isMainFrame = true): boolean => {
    let stopped = false;
    handlers.get(name)?.({ preventDefault: () => void (stopped = true), isMainFrame, url });
    return stopped;
  };
  for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) expect([name, prevented(name, 'https://example.com/')]).toEqual([name, true]);
  expect(prevented('will-frame-navigate', 'https://example.com/', false)).toBe(true);
  expect(prevented('will-frame-navigate', 'file:///etc/passwd', false)).toBe(true);
  expect(prevented('will-frame-navigate', 'blob:file:///a', false)).toBe(false);
});

test('only the main frame of the own page is answered', () => {
  const page = 'file:///page/index.html';
  const main = { url: `${page}#/paper` };
  const event = (senderFrame: unknown, mainFrame: unknown = main): Parameters<typeof isOwnPage>[0] => ({ senderFrame, sender: { mainFrame } }) as never;
  expect(isOwnPage(event(main), page)).toBe(true);
  expect(isOwnPage(event({ url: page }), page)).toBe(false);
  expect(isOwnPage(event(null), page)).toBe(false);
  for (const url of ['https://example.com/', 'file:///page/other.html', 'about:blank', `${page}.evil`]) {
    const other = { url };
    expect([url, isOwnPage(event(other, other), page)]).toEqual([url, false]);
  }
});

test('the desktop entry uses the guards it has', () => {
  const entry = read('electron/main.ts');
  for (const used of ['guardContents();', 'refusePermissions();', 'isTrusted: (event) => isOwnPage(event, files.pageUrl)', 'app.isPackaged ? undefined :'])
    expect([used, entry.includes(used)]).toEqual([used, true]);
  expect(read('electron/preload.ts')).toMatch(/exposeInMainWorld\('bridge'/);
});

const LOOSENED =
  /nodeIntegration(InWorker|InSubFrames)?: true|contextIsolation: false|sandbox: false|webSecurity: false|webviewTag: true|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED|ignore-certificate-errors|disable-web-security|setCertificateVerifyProc|unsafe-eval/;

test('nothing that runs at a user’s machine or at the server turns a protection off', () => {
  const files = ['electron', 'renderer', 'shared', 'sync-server', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile() && /\.(ts|tsx|mjs|html)$/.test(item.name))
      .map((item) => join(item.parentPath, item.name)),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => LOOSENED.test(readFileSync(file, 'utf8')))).toEqual([]);
});
