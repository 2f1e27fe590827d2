// `BrowserWindow`: a headless Chromium target with the geometry and events of a window.
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quit } from './app.mjs';
import { attachPage } from './page-target.mjs';
import { preventable, state, strict } from './state.mjs';
import { WebContents } from './web-contents.mjs';

let count = 0;

export class BrowserWindow extends EventEmitter {
  constructor(o = {}) {
    super();
    if (!state.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    this.id = ++count;
    this._o = o;
    this._visible = o.show !== false;
    this._title = o.title ?? state.name;
    this._bounds = { x: o.x ?? 0, y: o.y ?? 0, width: o.width ?? 800, height: o.height ?? 600 };
    const p = { sandbox: true, contextIsolation: true, nodeIntegration: false, ...o.webPreferences };
    if (!p.contextIsolation || p.nodeIntegration || !p.sandbox)
      throw new Error('electron stand-in: only contextIsolation:true, sandbox:true, nodeIntegration:false windows');
    state.windows.set(this.id, this);
    this.webContents = strict('webContents', new WebContents(this, p));
    this.webContents._ready = attachPage(this, p);
    this.webContents._ready.catch((e) =>
      process.nextTick(() => {
        throw e;
      }),
    );
    state.appEvents.emit('web-contents-created', {}, this.webContents);
    state.appEvents.emit('browser-window-created', {}, this);
    return strict('BrowserWindow', this);
  }
  async loadURL(url) {
    const wc = this.webContents;
    await wc._ready;
    const loaded = new Promise((f) => wc.once('did-finish-load', f));
    wc._url = url;
    this._allowed = new URL(url).href.split('#')[0];
    const r = await wc._s.send('Page.navigate', { url });
    if (r.errorText) {
      wc.emit('did-fail-load', {}, -6, r.errorText, url, true);
      throw Object.assign(new Error(`${r.errorText.replace('net::', '')} (-6) loading '${url}'`), { code: r.errorText.replace('net::', ''), url });
    }
    await loaded;
  }
  loadFile(f, o = {}) {
    const u = pathToFileURL(resolve(state.appPath, f));
    if (o.hash) u.hash = o.hash;
    for (const [k, v] of Object.entries(o.query ?? {})) u.searchParams.set(k, v);
    return this.loadURL(u.href);
  }
  async _close() {
    if (!state.windows.has(this.id)) return true;
    const e = preventable();
    this.emit('close', e);
    if (e.defaultPrevented) return false;
    await this.webContents._ready;
    await state.cdp.root.send('Target.closeTarget', { targetId: this._targetId }).catch(() => {});
    this._gone();
    return true;
  }
  _gone() {
    if (!state.windows.delete(this.id)) return;
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (state.windows.size === 0 && !state.quitting) {
      if (state.appEvents.listenerCount('window-all-closed')) state.appEvents.emit('window-all-closed');
      else void quit();
    }
  }
  close() {
    void this._close();
  }
  destroy() {
    const id = this._targetId;
    this._gone();
    void state.cdp.root.send('Target.closeTarget', { targetId: id }).catch(() => {});
  }
  isDestroyed() {
    return !state.windows.has(this.id);
  }
  show() {
    this._visible = true;
    this.emit('show');
  }
  hide() {
    this._visible = false;
    this.emit('hide');
  }
  showInactive() {
    this.show();
  }
  isVisible() {
    return this._visible;
  }
  focus() {
    void state.cdp.root.send('Target.activateTarget', { targetId: this._targetId }).catch(() => {});
    this.emit('focus');
  }
  isFocused() {
    return true;
  }
  blur() {}
  setTitle(t) {
    this._title = t;
  }
  getTitle() {
    return this._title;
  }
  getBounds() {
    return { ...this._bounds };
  }
  setBounds(b) {
    Object.assign(this._bounds, b);
  }
  getSize() {
    return [this._bounds.width, this._bounds.height];
  }
  setSize(width, height) {
    Object.assign(this._bounds, { width, height });
  }
  getContentSize() {
    return this.getSize();
  }
  getNormalBounds() {
    return this.getBounds();
  }
  minimize() {
    this._min = true;
  }
  restore() {
    this._min = false;
  }
  isMinimized() {
    return !!this._min;
  }
  maximize() {
    this._max = true;
  }
  unmaximize() {
    this._max = false;
  }
  isMaximized() {
    return !!this._max;
  }
  isFullScreen() {
    return !!this._full;
  }
  setFullScreen(v) {
    this._full = v;
  }
  center() {}
  setMenu() {}
  setMenuBarVisibility() {}
  setAutoHideMenuBar() {}
  setProgressBar() {}
  setDocumentEdited() {}
  setRepresentedFilename() {}
  setBackgroundColor() {}
  setMinimumSize() {}
  flashFrame() {}
  static getAllWindows() {
    return [...state.windows.values()];
  }
  static getFocusedWindow() {
    return [...state.windows.values()].at(-1) ?? null;
  }
  static fromId(id) {
    return state.windows.get(id) ?? null;
  }
  static fromWebContents(wc) {
    return wc?._win ?? null;
  }
}
