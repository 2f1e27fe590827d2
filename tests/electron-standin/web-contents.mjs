// `webContents`: the page of a window.
import { EventEmitter } from 'node:events';
import { deliver } from './ipc.mjs';
import { session } from './session.mjs';
import { state, strict, wire } from './state.mjs';

export class WebContents extends EventEmitter {
  constructor(win, prefs) {
    super();
    this.id = win.id;
    this._win = win;
    this._prefs = prefs;
    this._url = '';
    this._title = '';
    this.session = session.defaultSession;
    this._open = () => ({ action: 'allow' });
    // One object for the life of the page: `event.senderFrame === contents.mainFrame` must hold.
    const contents = this;
    this.mainFrame = {
      get url() {
        return contents._url;
      },
      parent: null,
      routingId: 1,
      processId: 1,
    };
  }
  getURL() {
    return this._url;
  }
  getTitle() {
    return this._title;
  }
  isDestroyed() {
    return !state.windows.has(this.id);
  }
  isLoading() {
    return false;
  }
  setWindowOpenHandler(f) {
    this._open = f;
  }
  openDevTools() {}
  closeDevTools() {}
  isDevToolsOpened() {
    return false;
  }
  setZoomFactor() {}
  setVisualZoomLevelLimits() {}
  focus() {}
  async send(channel, ...args) {
    const a = wire.enc(args);
    await deliver(this, { k: 'event', channel, args: a });
  }
  async executeJavaScript(code) {
    await this._ready;
    const r = await this._s.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true });
    if (r.exceptionDetails) throw new Error(r.exceptionDetails.exception?.description ?? r.exceptionDetails.text);
    return r.result.value;
  }
  async insertCSS(css) {
    await this.executeJavaScript(`{const s=document.createElement('style');s.textContent=${JSON.stringify(css)};document.head.append(s)}`);
    return 'css';
  }
  async printToPDF(o = {}) {
    await this._ready;
    const r = await this._s.send('Page.printToPDF', {
      landscape: o.landscape,
      printBackground: o.printBackground,
      pageRanges: o.pageRanges,
      scale: o.scale,
      preferCSSPageSize: o.preferCSSPageSize,
      displayHeaderFooter: o.displayHeaderFooter,
      headerTemplate: o.headerTemplate,
      footerTemplate: o.footerTemplate,
    });
    return Buffer.from(r.data, 'base64');
  }
  async capturePage() {
    await this._ready;
    const png = Buffer.from((await this._s.send('Page.captureScreenshot', { format: 'png' })).data, 'base64');
    return strict('NativeImage', { toPNG: () => png, isEmpty: () => false, toDataURL: () => 'data:image/png;base64,' + png.toString('base64') });
  }
  reload() {
    void this._s.send('Page.reload');
  }
  close() {
    void this._win._close();
  }
  getOSProcessId() {
    return process.pid;
  }
  getUserAgent() {
    return '';
  }
  static fromDevToolsTargetId(id) {
    return [...state.windows.values()].find((w) => w._targetId === id)?.webContents;
  }
  static fromId(id) {
    return state.windows.get(id)?.webContents;
  }
  static getAllWebContents() {
    return [...state.windows.values()].map((w) => w.webContents);
  }
}
