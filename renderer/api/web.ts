/** The bridge on the loopback host: token from the address first, then requests by number. The line comes back by itself. */

import type { Bridge } from '../../shared/api/bridge.ts';
import { decode, encode } from '../../shared/api/wire.ts';

const TOKEN = 'ongyeol.token';
const RESUME = 'ongyeol.resume';

/** The token leaves the address bar at once; a reload finds it and its session again. */
function credentials(): { token: string; resume: string } {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(null, '', location.pathname);
  }
  const resume = sessionStorage.getItem(RESUME) ?? crypto.randomUUID();
  sessionStorage.setItem(RESUME, resume);
  return { token: sessionStorage.getItem(TOKEN) ?? '', resume };
}

const LOST = { ok: false, error: { code: 'HOST_LOST', message: '온결 프로그램과 연결이 끊겼습니다. 저장된 것은 그대로입니다. 프로그램을 다시 시작하십시오.' } };

/** Opens the line. `lost` is told when it ends. */
export function webBridge(lost: () => void): Bridge {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/bridge`);
  const waiting = new Map<number, (reply: never) => void>();
  const listeners = new Set<(event: string, payload: unknown) => void>();
  let next = 1;
  const open = new Promise<void>((resolve) => {
    socket.onopen = () => {
      socket.send(encode(credentials()));
      resolve();
    };
  });
  socket.onmessage = (message) => {
    const data = decode(String(message.data)) as { id?: number; reply?: never; event?: string; payload?: unknown };
    if (data.event !== undefined) return listeners.forEach((tell) => tell(data.event ?? '', data.payload));
    waiting.get(data.id ?? 0)?.(data.reply as never);
    return void waiting.delete(data.id ?? 0);
  };
  socket.onclose = () => {
    for (const settle of waiting.values()) settle(LOST as never);
    waiting.clear();
    lost();
  };
  return {
    async call(name, input) {
      await open;
      if (socket.readyState !== WebSocket.OPEN) return LOST as never;
      const id = next++;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(encode({ id, name, input }));
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
