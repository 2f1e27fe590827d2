// The Chromium target behind a window: isolated world for the preload, navigation, popups.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { answer } from './ipc.mjs';
import { preventable, source, state } from './state.mjs';

const WORLD = 'Electron Isolated Context';

/** Every navigation the program did not ask for is offered to `will-navigate` or, in a frame, `will-frame-navigate`. */
function paused(win, e) {
  const s = win.webContents._s;
  const isMainFrame = e.frameId === win._frame;
  if (!isMainFrame || e.request.url.split('#')[0] !== win._allowed) {
    const event = preventable({ url: e.request.url, isMainFrame, isSameDocument: false });
    if (isMainFrame) win.webContents.emit('will-navigate', event, e.request.url);
    win.webContents.emit('will-frame-navigate', event);
    if (event.defaultPrevented) return void s.send('Fetch.failRequest', { requestId: e.requestId, errorReason: 'Aborted' }).catch(() => {});
  }
  void s.send('Fetch.continueRequest', { requestId: e.requestId }).catch(() => {});
}

export async function attachPage(win, p) {
  const root = state.cdp.root,
    wc = win.webContents;
  const { targetId } = await root.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width: win._bounds.width,
    height: win._bounds.height,
  });
  win._targetId = targetId;
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
  const s = (wc._s = state.cdp.session(sessionId));
  const native = `ipc${randomUUID()}:${process.platform}`,
    secret = randomUUID();
  s.on('Runtime.executionContextCreated', ({ context: c }) => {
    if (c.name === WORLD && c.auxData?.frameId === win._frame) wc._ctx = c.id;
  });
  s.on('Runtime.executionContextDestroyed', (e) => {
    if (e.executionContextId === wc._ctx) wc._ctx = undefined;
  });
  s.on('Runtime.bindingCalled', (e) => {
    if (e.name === native) void answer(wc, JSON.parse(e.payload), e.executionContextId);
  });
  s.on('Runtime.exceptionThrown', (e) => {
    wc.emit('preload-error', {}, p.preload, new Error(e.exceptionDetails.exception?.description ?? e.exceptionDetails.text));
    if (process.env.STANDIN_DEBUG) console.error('[page]', e.exceptionDetails.exception?.description);
  });
  s.on('Runtime.consoleAPICalled', (e) =>
    wc.emit('console-message', { level: e.type, message: e.args.map((a) => a.value ?? a.description).join(' '), lineNumber: 0, sourceId: '' }),
  );
  s.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) {
      wc._url = frame.url;
      wc.emit('did-navigate', {}, frame.url, 200, '');
    }
  });
  s.on('Page.domContentEventFired', () => wc.emit('dom-ready', {}));
  s.on('Page.loadEventFired', async () => {
    if (wc._url === 'about:blank') return;
    wc._title = await wc.executeJavaScript('document.title').catch(() => '');
    if (wc._title) {
      win._title = wc._title;
      win.emit('page-title-updated', preventable(), wc._title, true);
    }
    if (!win._shownOnce) {
      win._shownOnce = true;
      win.emit('ready-to-show', {});
    }
    wc.emit('did-finish-load', {});
  });
  let asked = '';
  s.on('Page.windowOpen', (e) => {
    asked = e.url;
  });
  root.on('Target.targetCreated', ({ targetInfo: t }) => {
    if (t.openerId !== targetId) return;
    const r = wc._open({ url: asked || t.url, frameName: '', features: '', disposition: 'new-window', referrer: { url: wc._url, policy: 'default' } });
    // Electron never makes a denied window; Chromium has made it already. A debugger that is just attaching to it must get through first, or the
    // opener, which shares its process, hangs.
    if (r?.action !== 'allow') setTimeout(() => void root.send('Target.closeTarget', { targetId: t.targetId }).catch(() => {}), 150);
  });
  s.on('Inspector.targetCrashed', () => wc.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
  s.on('Fetch.requestPaused', (e) => paused(win, e));
  root.on('Target.targetDestroyed', (e) => {
    if (e.targetId === targetId) win._gone();
  });
  await s.send('Page.enable');
  await s.send('Runtime.enable');
  win._frame = (await s.send('Page.getFrameTree')).frameTree.frame.id;
  const common = `${source('wire.js')}\n${source('page.js')}\n`;
  await s.send('Page.addScriptToEvaluateOnNewDocument', { source: `(()=>{${common}standinWorld('main',${JSON.stringify(secret)})})()` });
  if (p.preload) {
    const code = readFileSync(p.preload, 'utf8');
    if (/^\s*(import|export)\s/m.test(code))
      throw new Error(`Unable to load preload script: ${p.preload}\nSyntaxError: Cannot use import statement outside a module`);
    await s.send('Runtime.addBinding', { name: native, executionContextName: WORLD });
    await s.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: WORLD,
      source: `(()=>{${common}standinWorld('preload',${JSON.stringify(secret)},true,function(require,module,exports,process){${code}\n},${JSON.stringify(native)})})()\n//# sourceURL=${pathToFileURL(p.preload)}`,
    });
  }
  await s.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document', requestStage: 'Request' }] });
}
