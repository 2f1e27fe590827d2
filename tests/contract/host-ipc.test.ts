import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { serveIpc, type IpcMainLike, type IpcSender } from '../../electron/hosts/ipc.ts';
import type { Reply } from '../../shared/api/errors.ts';
import { decode, encode } from '../../shared/api/wire.ts';
import { createHostApp } from '../support/host-app.ts';
import { hostContract, type HostWindow } from './host.suite.ts';

interface FakeEvent {
  readonly sender: IpcSender;
  readonly trusted: boolean;
}

type Handler = (event: FakeEvent, text: unknown) => Promise<string>;

/** IPC reduced to what Electron promises: texts in, texts out, a sender per window. */
function fakeIpc(): { ipcMain: IpcMainLike<FakeEvent>; handlers: Map<string, Handler> } {
  const handlers = new Map<string, Handler>();
  return { handlers, ipcMain: { handle: (channel, handler) => handlers.set(channel, handler), removeHandler: (channel) => handlers.delete(channel) } };
}

class FakeContents extends EventEmitter {
  gone = false;
  send(channel: string, text: string): void {
    if (this.gone) throw new Error('Object has been destroyed');
    this.emit(`page:${channel}`, text);
  }
  isDestroyed(): boolean {
    return this.gone;
  }
}

let pages = 0;

hostContract('Electron IPC', async (app) => {
  const { ipcMain, handlers } = fakeIpc();
  const host = serveIpc({ ipcMain, isTrusted: (event) => event.trusted, connect: app.connect });
  const open = async (): Promise<HostWindow> => {
    const sender = new FakeContents();
    let page = `page-${pages++}`;
    return {
      call: async (name, input) => decode((await handlers.get('call')?.({ sender, trusted: true }, encode({ page, name, input }))) ?? '') as Reply,
      on: (listener) =>
        sender.on('page:event', (text: string) => {
          const { event, payload } = decode(text) as { event: string; payload: unknown };
          listener(event, payload);
        }),
      reload: async () => {
        page = `page-${pages++}`;
      },
      close: async () => {
        sender.gone = true;
        sender.emit('destroyed');
      },
    };
  };
  return { kind: 'electron', open, stop: async () => host.close() };
});

test('an untrusted sender and texts that are no request open no connection', async () => {
  const app = createHostApp();
  const { ipcMain, handlers } = fakeIpc();
  serveIpc({ ipcMain, isTrusted: (event) => event.trusted, connect: app.connect });
  const sender = new FakeContents();
  const send = async (trusted: boolean, text: unknown) => decode((await handlers.get('call')?.({ sender, trusted }, text)) ?? '');
  const good = encode({ page: 'p', name: 'who', input: {} });
  for (const [trusted, text] of [
    [false, good],
    [true, '{'],
    [true, 7],
    [true, encode({ name: 'who' })],
    [true, encode(null)],
  ] as const) {
    expect(await send(trusted, text)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  }
  expect(app.opened).toEqual([]);
  expect(await send(true, good)).toMatchObject({ ok: true });
});
