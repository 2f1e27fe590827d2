// What the parts of the stand-in share. Anything not listed throws, so a test never passes by accident.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const source = (file) => readFileSync(join(import.meta.dirname, file), 'utf8');
export const wire = new Function(`${source('wire.js')}; return makeWire();`)();

export const strict = (name, target) =>
  new Proxy(target, {
    get(t, key) {
      if (key in t || typeof key === 'symbol' || key === 'then' || key === 'toJSON' || key === 'constructor') return Reflect.get(t, key, t);
      throw new Error(`electron stand-in: ${name}.${String(key)} is not implemented`);
    },
  });

export const preventable = (extra = {}) => {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...extra,
  };
  return event;
};

const switches = new Map();
for (const argument of process.argv.slice(2)) {
  const match = /^--([^=]+)=?(.*)$/.exec(argument);
  if (match) switches.set(match[1], match[2]);
}

export const state = {
  cdp: undefined,
  chromium: undefined,
  quitting: false,
  closing: false,
  ready: false,
  name: 'Electron',
  version: '0.0.0',
  appPath: process.cwd(),
  paths: {},
  switches,
  windows: new Map(),
  handlers: new Map(),
  appEvents: new EventEmitter(),
  ipcEvents: new EventEmitter(),
};
state.ipcEvents.setMaxListeners(0);
