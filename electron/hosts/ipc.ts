/** The Electron host: one channel for calls, one for events, both carrying the same texts as the web host. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refused, type Reply } from '../../shared/api/errors.ts';
import { decode, encode } from '../../shared/api/wire.ts';
import type { Connect, HostConnection } from './connect.ts';

/** The page's side of IPC, as far as this host needs it (Electron's WebContents fits). */
export interface IpcSender {
  send(channel: string, text: string): void;
  isDestroyed(): boolean;
  once(event: 'destroyed', listener: () => void): unknown;
}

/** Electron's IpcMain, as far as this host needs it. */
export interface IpcMainLike<Event extends { readonly sender: IpcSender }> {
  handle(channel: string, listener: (event: Event, text: unknown) => Promise<string>): void;
  removeHandler(channel: string): void;
}

interface Line {
  page: string;
  connection: HostConnection;
}

/** `page` is fresh with every load of the page, so a reload is a new connection of the same window. */
const request = z.object({ page: z.string().min(1).max(100), name: z.string().max(100), input: z.unknown() });

function read(text: unknown): z.infer<typeof request> | null {
  try {
    const parsed = request.safeParse(typeof text === 'string' ? decode(text) : null);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Lines by window. A window keeps its `resume` id until it is closed. */
function createLines(connect: Connect): { of: (sender: IpcSender, page: string) => HostConnection; close: () => void } {
  const lines = new Map<IpcSender, Line>();
  const windows = new Map<IpcSender, string>();
  const forget = (sender: IpcSender) => {
    lines.get(sender)?.connection.close();
    lines.delete(sender);
  };
  const windowId = (sender: IpcSender) => {
    const known = windows.get(sender);
    if (known !== undefined) return known;
    const id = randomUUID();
    windows.set(sender, id);
    sender.once('destroyed', () => {
      forget(sender);
      windows.delete(sender);
    });
    return id;
  };
  const open = (sender: IpcSender, page: string) => {
    const connection = connect({ host: 'electron', connectionId: randomUUID(), resume: windowId(sender) });
    connection.subscribe((event, payload) => {
      if (lines.get(sender)?.page === page && !sender.isDestroyed()) sender.send('event', encode({ event, payload }));
    });
    lines.set(sender, { page, connection });
    return connection;
  };
  return {
    of: (sender, page) => {
      const line = lines.get(sender);
      if (line?.page === page) return line.connection;
      forget(sender);
      return open(sender, page);
    },
    close: () => [...lines.keys()].forEach(forget),
  };
}

/** Answers the `call` channel. `isTrusted` says whether the sender is the main frame of our own page. */
export function serveIpc<Event extends { readonly sender: IpcSender }>({
  ipcMain,
  isTrusted,
  connect,
}: {
  ipcMain: IpcMainLike<Event>;
  isTrusted: (event: Event) => boolean;
  connect: Connect;
}): { close: () => void } {
  const lines = createLines(connect);
  const answer = async (event: Event, text: unknown): Promise<Reply> => {
    const message = isTrusted(event) ? read(text) : null;
    if (message === null) return refused('BAD_INPUT', '이 화면에서 보낼 수 없는 요청입니다.');
    return lines.of(event.sender, message.page).call(message.name, message.input);
  };
  ipcMain.handle('call', async (event, text) => {
    try {
      return encode(await answer(event, text));
    } catch {
      return encode(refused('INTERNAL', '프로그램 안에서 오류가 났습니다.'));
    }
  });
  return {
    close: () => {
      ipcMain.removeHandler('call');
      lines.close();
    },
  };
}
