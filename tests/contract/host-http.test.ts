import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveHttp } from '../../electron/hosts/http.ts';
import { openBridge } from '../support/host-socket.ts';
import { hostContract, type HostWindow } from './host.suite.ts';

hostContract('loopback socket', async (app) => {
  const host = await serveHttp({ rendererDir: mkdtempSync(join(tmpdir(), 'ongyeol-host-')), connect: app.connect, port: 0 });
  const open = async (): Promise<HostWindow> => {
    const resume = randomUUID();
    const listeners: ((event: string, payload: unknown) => void)[] = [];
    let client = await openBridge(host.url, { resume });
    return {
      call: (name, input) => client.call(name, input),
      on: (listener) => {
        listeners.push(listener);
        client.on(listener);
      },
      reload: async () => {
        client.socket.close();
        await client.closed;
        client = await openBridge(host.url, { resume });
        listeners.forEach((listener) => client.on(listener));
      },
      close: async () => {
        client.socket.close();
        await client.closed;
      },
    };
  };
  return { kind: 'web', open, stop: () => host.close() };
});
