/** Sockets before and after the handshake: finish it first, then close with a code, because a refused upgrade makes stock clients retry forever. */

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { CLOSE, KNOWN_PARAM, PAGE_PROTOCOL, parseRoom, RESTORED_PARAM, SCHEMA_PARAM, TOKEN_PROTOCOL } from '../shared/collab/protocol.ts';
import type { Access } from './access.ts';
import { connectRoom, SLOW } from './connection.ts';
import type { Feed, Listener } from './feed.ts';
import { guarded } from './guard.ts';
import { bearer, urlOf } from './http.ts';
import type { Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import type { Rooms } from './rooms.ts';
import type { Watch } from './observe.ts';
import { createPulse } from './pulse.ts';
import type { EndReason, SessionRow } from './storage/storage.ts';

/** What the sockets are made of. */
export interface UpgradeInput {
  readonly identity: Identity;
  readonly access: Access;
  readonly rooms: Rooms;
  readonly feed: Feed;
  readonly limits: Limits;
  readonly watch: Watch;
  /** The restore a client must have answered before it may enter a document room; null where there is none. */
  readonly restored: () => string | null;
  /** Agency of a person by its code, '' where the directory has none. */
  readonly agencyOf: (person: string) => string;
  /** Length of the log. */
  readonly size: () => number;
  /** Version of the rooms' schema. */
  readonly schemaVersion: number;
}

/** The sockets of a server. */
export interface Upgrade {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sockets open now. */
  count(): number;
  /** Tells everybody to come back later. */
  close(): void;
  /** The same for good: who was just coming in stays out, or the server would wait for them for ever. */
  end(): void;
}

/** The session of a socket: in the header, or for a page, which cannot set any, among the protocols it offers. */
function sessionOf(request: IncomingMessage): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  const token = offered.find((one) => one.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length) ?? '';
  return bearer(request) || (/^[\w-]{20,100}$/.test(token) ? token : '');
}

function roomName(pathname: string): string | null {
  if (!pathname.startsWith('/rooms/')) return null;
  try {
    return decodeURIComponent(pathname.slice('/rooms/'.length));
  } catch {
    return null;
  }
}

/** A client that would write over a text this server lost: it has not answered the restore, or knows of a longer log than this one. */
function beforeGivingBack({ restored, size }: UpgradeInput, url: URL): boolean {
  const era = restored();
  return era === null ? Number(url.searchParams.get(KNOWN_PARAM)) > size() : url.searchParams.get(RESTORED_PARAM) !== era;
}

/** An opened socket and the line it speaks on. */
interface Opened {
  readonly socket: WebSocket;
  readonly line: Duplex;
  /** Network address at the other end. */
  readonly from: string;
}

/** The schema a client says it has, null where it says nothing that is one. */
function schemaOf(url: URL): number | null {
  const said = url.searchParams.get(SCHEMA_PARAM) ?? '';
  return /^\d{1,9}$/.test(said) ? Number(said) : null;
}

function joinRoom(input: UpgradeInput, { socket, line, from }: Opened, name: string, url: URL, session: SessionRow): void {
  const allowed = input.rooms.access(name, session.person);
  const document = parseRoom(name)?.documentId ?? '';
  const note = { person: session.person, device: session.device, from, document, what: `room ${name}`.slice(0, 200) };
  if (allowed.type === 'refused') {
    input.access.refused({ ...note, why: String(allowed.code) });
    return socket.close(allowed.code, 'not open to you');
  }
  const schema = document === '' ? input.schemaVersion : schemaOf(url);
  if (schema === null) {
    input.access.refused({ ...note, why: String(CLOSE.schema) });
    return socket.close(CLOSE.schema, 'say which schema you have');
  }
  if (document !== '' && beforeGivingBack(input, url)) return socket.close(CLOSE.restarting, 'give back what you hold first');
  if (document !== '') input.access.record({ ...note, act: 'delivered', why: allowed.access.right });
  const { rooms, limits, identity, watch } = input;
  const live = (): boolean => identity.live(session.id);
  connectRoom({ socket, line, room: name, person: session.person, schema: schema === input.schemaVersion, rooms, limits, watch, live }, allowed.access);
}

/** A disk that refuses closes this socket, and it may come back. */
function atDoor({ watch }: UpgradeInput, socket: WebSocket, work: () => void): void {
  guarded(watch, work, () => socket.close(CLOSE.storage, 'storage refused'));
}

function joinFeed(input: UpgradeInput, socket: WebSocket, url: URL, session: SessionRow): void {
  const { feed, identity, limits } = input;
  const cursor = Math.max(0, Math.trunc(Number(url.searchParams.get('cursor'))) || 0);
  const listener: Listener = {
    person: session.person,
    guarded: (work) => atDoor(input, socket, work),
    send(frame, sent) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > SLOW) socket.close(CLOSE.rate, 'slow reader');
      else socket.send(JSON.stringify(frame), (error) => void (error ?? sent?.()));
    },
  };
  const end = feed.listen(listener, cursor);
  const pulse = createPulse(socket);
  const beat = (): void => {
    // A socket that is being closed asks nothing of a database that may be closed by then.
    if (socket.readyState !== socket.OPEN) return;
    if (identity.live(session.id)) pulse();
    else socket.close(CLOSE.unauthorized, 'session ended');
  };
  const alive = setInterval(() => atDoor(input, socket, beat), limits.keepAliveMs);
  socket.on('close', () => {
    clearInterval(alive);
    end();
  });
}

/** Sockets under a name; false where it is one too many. */
function createCount(most: number): (socket: WebSocket, name: string) => boolean {
  const sockets = new Map<string, number>();
  return (socket, name) => {
    const open = (sockets.get(name) ?? 0) + 1;
    sockets.set(name, open);
    socket.on('close', () => {
      const left = (sockets.get(name) ?? 1) - 1;
      if (left > 0) sockets.set(name, left);
      else sockets.delete(name);
    });
    return open <= most;
  };
}

/** Sockets by person and by agency; false where it is one too many. */
function createCounts({ agencyOf, limits }: UpgradeInput): (socket: WebSocket, person: string) => boolean {
  const ofPerson = createCount(limits.connectionsPerPerson);
  const ofAgency = createCount(limits.connectionsPerAgency);
  return (socket, person) => [ofPerson(socket, person), ofAgency(socket, agencyOf(person))].every((fits) => fits);
}

/** How a socket whose session ended is closed. */
function closeEnded(socket: WebSocket, why: EndReason): void {
  if (why === 'device') socket.close(CLOSE.deviceLocked, 'device locked');
  else if (why === 'ended') socket.close(CLOSE.sessionEnded, 'session ended by its person');
  else if (why === 'replaced') socket.close(CLOSE.sessionReplaced, 'the device logged in again');
  else socket.close(CLOSE.unauthorized, 'session ended');
}

/** Sockets by their session: when it ends they close in the same moment, not at the next keep-alive. */
function followSessions(identity: Identity): (socket: WebSocket, session: number) => void {
  const open = new Map<WebSocket, number>();
  identity.onEnded((ended, why) => {
    for (const [socket, session] of open) {
      if (session === ended) closeEnded(socket, why);
      else if (ended === null && !identity.live(session)) closeEnded(socket, 'logout');
    }
  });
  return (socket, session) => {
    open.set(socket, session);
    socket.on('close', () => open.delete(socket));
  };
}

/** The largest frame is read whole before it is judged, so that its sender can be told why. */
function createSockets({ messageBytes }: Limits): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    maxPayload: Math.max(messageBytes * 2, 1 << 20),
    perMessageDeflate: false,
    handleProtocols: (offered) => offered.has(PAGE_PROTOCOL) && PAGE_PROTOCOL,
  });
}

/** Accepts room and feed sockets. */
export function createUpgrade(input: UpgradeInput): Upgrade {
  const { identity, limits } = input;
  const sockets = createSockets(limits);
  const count = createCounts(input);
  const follow = followSessions(identity);

  function join(request: IncomingMessage, opened: Opened): void {
    const { socket } = opened;
    socket.on('error', () => socket.terminate());
    const token = sessionOf(request);
    const session = identity.session(token);
    if (session === null) return closeEnded(socket, identity.endedBy(token) ?? 'logout');
    follow(socket, session.id);
    if (!count(socket, session.person)) return socket.close(CLOSE.rate, 'too many connections');
    const url = urlOf(request);
    if (url === null) return socket.close(CLOSE.unknownRoom, 'no such room');
    if (url.pathname === '/feed') return joinFeed(input, socket, url, session);
    const name = roomName(url.pathname);
    if (name === null) return socket.close(CLOSE.unknownRoom, 'no such room');
    return joinRoom(input, opened, name, url, session);
  }

  function close(): void {
    const open = [...sockets.clients];
    for (const socket of open) socket.close(CLOSE.restarting, 'restarting');
    setTimeout(() => open.forEach((socket) => socket.terminate()), 500).unref();
  }
  let ended = false;

  return {
    handle(request, line, head) {
      const from = request.socket.remoteAddress ?? '';
      if (ended) line.destroy();
      else sockets.handleUpgrade(request, line, head, (socket) => atDoor(input, socket, () => join(request, { socket, line, from })));
    },
    count: () => sockets.clients.size,
    close,
    end() {
      ended = true;
      close();
    },
  };
}
