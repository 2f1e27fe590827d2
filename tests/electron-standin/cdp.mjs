// Minimal flattened CDP client over Node's built-in WebSocket.
import { EventEmitter } from 'node:events';
export class Session extends EventEmitter {
  constructor(conn, id) {
    super();
    this.setMaxListeners(0);
    this.conn = conn;
    this.id = id;
  }
  send(method, params = {}) {
    return this.conn.send(method, params, this.id);
  }
}
export async function connect(url) {
  const ws = new WebSocket(url);
  await new Promise((ok, bad) => {
    ws.onopen = ok;
    ws.onerror = () => bad(new Error('cdp connect ' + url));
  });
  let seq = 0;
  const pending = new Map(),
    sessions = new Map();
  const conn = {
    send: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (ws.readyState !== WebSocket.OPEN) return reject(new Error(`${method}: browser closed`));
        const id = ++seq;
        pending.set(id, { resolve, reject, method });
        ws.send(JSON.stringify({ id, method, params, sessionId }));
      }),
    close: () => ws.close(),
    session: (id) => {
      const s = new Session(conn, id);
      sessions.set(id, s);
      return s;
    },
  };
  conn.root = conn.session(undefined);
  ws.onmessage = (m) => {
    const d = JSON.parse(m.data);
    if (d.id) {
      const p = pending.get(d.id);
      pending.delete(d.id);
      if (d.error) p.reject(new Error(`${p.method}: ${d.error.message}`));
      else p.resolve(d.result);
    } else sessions.get(d.sessionId)?.emit(d.method, d.params);
  };
  ws.onclose = () => {
    for (const p of pending.values()) p.reject(new Error(`${p.method}: browser closed`));
    pending.clear();
    conn.root.emit('closed');
  };
  return conn;
}
