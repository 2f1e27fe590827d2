// `ipcMain`, and the answer to one message of a page.
import { state, strict, wire } from './state.mjs';

export const ipcMain = strict(
  'ipcMain',
  Object.assign(state.ipcEvents, {
    handle: (ch, f) => {
      if (state.handlers.has(ch)) throw new Error(`Attempted to register a second handler for '${ch}'`);
      state.handlers.set(ch, f);
    },
    handleOnce: (ch, f) =>
      ipcMain.handle(ch, (...a) => {
        state.handlers.delete(ch);
        return f(...a);
      }),
    removeHandler: (ch) => {
      state.handlers.delete(ch);
    },
  }),
);

const toPage = (session, context, message) =>
  session
    .send('Runtime.callFunctionOn', {
      executionContextId: context,
      functionDeclaration: 's=>globalThis.__standinReceive(s)',
      arguments: [{ value: JSON.stringify(message) }],
    })
    .catch(() => {});

/** Delivers to the preload of a page. */
export async function deliver(contents, message) {
  await contents._ready;
  if (contents._ctx) await toPage(contents._s, contents._ctx, message);
}

/** Messages come from the top frame only: the stand-in gives no preload to frames. */
export async function answer(contents, message, context) {
  const event = { sender: contents, senderFrame: contents.mainFrame, frameId: 1, processId: 1, type: 'frame' };
  const args = wire.dec(message.args);
  if (message.k === 'send') {
    state.ipcEvents.emit(message.channel, event, ...args);
    return;
  }
  const out = { k: 'result', id: message.id };
  try {
    const handler = state.handlers.get(message.channel);
    if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
    out.value = wire.enc(await handler(event, ...args));
  } catch (error) {
    out.error = String(error);
    if (process.env.STANDIN_DEBUG) console.error(`Error occurred in handler for '${message.channel}':`, error);
  }
  await toPage(contents._s, context, out);
}
