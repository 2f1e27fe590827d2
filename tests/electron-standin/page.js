// Injected at document start in both worlds of a top frame: `side` is 'main' (the page) or 'preload' (isolated world).
// The two worlds share only the DOM, so calls cross as synchronous CustomEvents under an unguessable name.
function standinWorld(side, secret, sandbox, preloadSource, native) {
  if (window !== window.top || location.href === 'about:blank') return;
  const other = side === 'main' ? 'preload' : 'main';
  let next = 0,
    reply;
  const local = new Map(),
    ids = new WeakMap(),
    waits = new Map(),
    remote = new Map();
  const wire = makeWire({
    out: (f) => {
      if (!ids.has(f)) {
        ids.set(f, ++next);
        local.set(next, f);
      }
      return ids.get(f);
    },
    in: (id) => {
      if (!remote.has(id)) remote.set(id, (...args) => call({ k: 'call', id, args }));
      return remote.get(id);
    },
    outPromise: (p) => {
      const id = ++next;
      p.then(
        (value) => call({ k: 'settle', id, value }),
        (error) => call({ k: 'settle', id, error }),
      );
      return id;
    },
    inPromise: (id) => new Promise((resolve, reject) => waits.set(id, { resolve, reject })),
  });
  const dispatch = (to, msg) => window.dispatchEvent(new CustomEvent(secret + to, { detail: wire.enc(msg) }));
  const call = (msg) => {
    reply = undefined;
    dispatch(other, msg);
    const r = reply;
    reply = undefined;
    if (!r) return undefined;
    if ('error' in r) throw r.error;
    return r.value;
  };
  window.addEventListener(secret + side, (e) => {
    e.stopImmediatePropagation();
    const m = wire.dec(e.detail);
    if (m.k === 'reply') {
      reply = m;
      return;
    }
    if (m.k === 'settle') {
      const w = waits.get(m.id);
      waits.delete(m.id);
      'error' in m ? w?.reject(m.error) : w?.resolve(m.value);
      return;
    }
    let out;
    try {
      if (m.k === 'call') out = { k: 'reply', value: local.get(m.id)(...m.args) };
      else if (m.k === 'expose') {
        const freeze = (o) => {
          if (o && typeof o === 'object' && Object.getPrototypeOf(o) === Object.prototype) {
            Object.values(o).forEach(freeze);
            Object.freeze(o);
          }
          return o;
        };
        if (Object.prototype.hasOwnProperty.call(window, m.key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
        Object.defineProperty(window, m.key, { value: freeze(m.api), writable: false, configurable: false, enumerable: true });
        out = { k: 'reply', value: undefined };
      }
    } catch (error) {
      out = { k: 'reply', error };
    }
    try {
      dispatch(other, out);
    } catch (error) {
      dispatch(other, { k: 'reply', error });
    }
  });
  if (side === 'main') return;

  // ---- isolated world: the sandboxed preload environment ----
  const plain = makeWire();
  const toMain = globalThis[native];
  delete globalThis[native];
  const post = (m) => toMain(JSON.stringify({ ...m, url: location.href }));
  const invokes = new Map(),
    listeners = new Map();
  let seq = 0;
  const on = (ch, f, once) => {
    (listeners.get(ch) ?? listeners.set(ch, []).get(ch)).push({ f, once });
    return ipcRenderer;
  };
  const ipcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const a = plain.enc(args),
          id = ++seq;
        invokes.set(id, { resolve, reject, channel });
        post({ k: 'invoke', id, channel, args: a });
      }),
    send: (channel, ...args) => post({ k: 'send', channel, args: plain.enc(args) }),
    on: (ch, f) => on(ch, f, false),
    addListener: (ch, f) => on(ch, f, false),
    once: (ch, f) => on(ch, f, true),
    removeListener: (ch, f) => {
      listeners.set(
        ch,
        (listeners.get(ch) ?? []).filter((l) => l.f !== f),
      );
      return ipcRenderer;
    },
    off: (ch, f) => ipcRenderer.removeListener(ch, f),
    removeAllListeners: (ch) => {
      ch === undefined ? listeners.clear() : listeners.delete(ch);
      return ipcRenderer;
    },
    listenerCount: (ch) => (listeners.get(ch) ?? []).length,
  };
  globalThis.__standinReceive = (s) => {
    const m = JSON.parse(s);
    if (m.k === 'result') {
      const p = invokes.get(m.id);
      invokes.delete(m.id);
      m.error === undefined ? p?.resolve(plain.dec(m.value)) : p?.reject(new Error(`Error invoking remote method '${p.channel}': ${m.error}`));
    } else
      for (const l of [...(listeners.get(m.channel) ?? [])]) {
        if (l.once) ipcRenderer.removeListener(m.channel, l.f);
        l.f({ sender: ipcRenderer, ports: [] }, ...plain.dec(m.args));
      }
  };
  const strict = (name, o) =>
    new Proxy(o, {
      get: (t, k) => {
        if (k in t || typeof k === 'symbol' || k === 'then' || k === 'default' || k === '__esModule') return t[k];
        throw new Error(`electron stand-in: ${name}.${String(k)} is not implemented`);
      },
    });
  const electron = strict('electron (preload)', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (key, api) => {
        call({ k: 'expose', key, api });
      },
    }),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  });
  const require = (id) => {
    if (id === 'electron' || id === 'electron/renderer' || id === 'electron/common') return electron;
    throw new Error(`module not found: ${id}` + (sandbox ? ' (sandboxed preload)' : ''));
  };
  const module = { exports: {} };
  const process = { platform: native.split(':')[1], type: 'renderer', sandboxed: sandbox, contextIsolated: true, versions: {}, env: {}, argv: [] };
  preloadSource(require, module, module.exports, process);
}
