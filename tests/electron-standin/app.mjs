// `app`: life cycle, paths, switches.
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { preventable, state, strict } from './state.mjs';

const { promise: readyPromise, resolve: readyResolve } = Promise.withResolvers();

export const app = strict(
  'app',
  Object.assign(state.appEvents, {
    isPackaged: false,
    name: state.name,
    whenReady: () => readyPromise,
    isReady: () => state.ready,
    getName: () => state.name,
    setName: (n) => {
      state.name = n;
    },
    getVersion: () => state.version,
    getAppPath: () => state.appPath,
    getLocale: () => 'ko',
    getSystemLocale: () => 'ko-KR',
    getPreferredSystemLanguages: () => ['ko-KR'],
    setPath: (k, v) => {
      state.paths[k] = v;
    },
    getPath: (k) => {
      const home = homedir();
      const base = state.paths.appData ?? process.env.XDG_CONFIG_HOME ?? join(home, '.config');
      const v =
        state.paths[k] ??
        {
          home,
          appData: base,
          temp: tmpdir(),
          exe: process.execPath,
          module: process.execPath,
          documents: join(home, 'Documents'),
          downloads: join(home, 'Downloads'),
          desktop: join(home, 'Desktop'),
          userData: join(base, state.name),
          sessionData: join(base, state.name),
          logs: join(base, state.name, 'logs'),
          crashDumps: join(base, state.name, 'Crashpad'),
        }[k];
      if (!v) throw new Error(`Failed to get '${k}' path`);
      if (k === 'userData') mkdirSync(v, { recursive: true });
      return v;
    },
    requestSingleInstanceLock: () => true,
    hasSingleInstanceLock: () => true,
    releaseSingleInstanceLock: () => {},
    focus: () => {},
    commandLine: {
      appendSwitch: (k, v = '') => {
        state.switches.set(k, v);
      },
      hasSwitch: (k) => state.switches.has(k),
      getSwitchValue: (k) => state.switches.get(k) ?? '',
      appendArgument: () => {},
      removeSwitch: (k) => state.switches.delete(k),
    },
    quit: () => {
      void quit();
    },
    exit: (code = 0) => {
      void quit(code, true);
    },
  }),
);

export async function quit(code = 0, force = false) {
  if (state.closing) return;
  state.closing = true;
  if (!force) {
    let e = preventable();
    state.appEvents.emit('before-quit', e);
    if (e.defaultPrevented) {
      state.closing = false;
      return;
    }
    state.quitting = true;
    for (const w of [...state.windows.values()])
      if (!(await w._close())) {
        state.quitting = state.closing = false;
        return;
      }
    e = preventable();
    state.appEvents.emit('will-quit', e);
    if (e.defaultPrevented) {
      state.quitting = state.closing = false;
      return;
    }
    state.appEvents.emit('quit', {}, code);
  }
  await state.cdp?.root.send('Browser.close').catch(() => {});
  state.chromium?.kill();
  process.exit(code);
}

/** Electron fires `ready` only once the main module has been evaluated. */
export function fireReady() {
  state.ready = true;
  app.emit('ready', {}, {});
  readyResolve({});
}
