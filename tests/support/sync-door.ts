/** People coming in to a stage's server with devices, as the routes see them. */

import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { FeedFrame, LoginReply } from '../../shared/sync/api.ts';
import type { DeviceDecision, DeviceInfo, DeviceList, DeviceNotice } from '../../shared/sync/devices.ts';
import type { Result } from '../../shared/lib/result.ts';
import { decisionOf, logIn, send, type Showing } from './sync-devices.ts';
import { must, type Stage } from './sync.ts';
import type { Someone } from './sync-world.ts';

/** A socket as it stands open on a screen. */
export interface Line {
  readonly notices: DeviceNotice[];
  /** Kinds of all notices, devices or not. */
  readonly kinds: string[];
  readonly opened: Promise<void>;
  /** Close code, 0 while open. */
  code(): number;
}

/** Somebody who came in: the session, and the device as it stands after. */
export interface Arrival {
  readonly session: LoginReply;
  readonly token: string;
  readonly next: Showing;
}

/** The ways in and what can be asked there. */
export interface Door {
  enter(who: Someone, shown: Showing): Promise<Result<LoginReply>>;
  /** Logs in and uses the session, so that its device secret counts. */
  come(who: Someone, shown: Showing): Promise<Arrival>;
  list(token: string): Promise<Result<DeviceList>>;
  infoOf(token: string, id: string): Promise<DeviceInfo>;
  decide(by: Someone, token: string, act: DeviceDecision['act'], on: DeviceInfo, more?: Partial<DeviceDecision>): Promise<Result<null>>;
  ask<T>(method: 'GET' | 'POST', path: string, token: string, body?: unknown): Promise<Result<T>>;
  connect(path: string, token: string): Line;
  feed(token: string): Promise<Line>;
  close(): void;
}

/** A device nobody has seen. */
export const newDevice = (name: string): Showing => ({ id: randomUUID(), name, secret: '' });

function openLine(url: string, path: string, token: string, opened: WebSocket[]): Line {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers: { authorization: `Bearer ${token}` } });
  opened.push(socket);
  let code = 0;
  const notices: DeviceNotice[] = [];
  const kinds: string[] = [];
  socket.on('close', (given) => void (code = given));
  socket.on('error', () => undefined);
  const first = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      resolve();
      if (!path.startsWith('/feed')) return;
      const frame = JSON.parse(String(data)) as FeedFrame;
      if (frame.type === 'notice') kinds.push(frame.notice.kind);
      if (frame.type === 'notice' && frame.notice.kind === 'device') notices.push(frame.notice);
    }),
  );
  return { notices, kinds, opened: first, code: () => code };
}

/** The door of a stage's server. */
export function createDoor(stage: Stage): Door {
  const sockets: WebSocket[] = [];
  const ask: Door['ask'] = (method, path, token, body) => send(stage.url(), method, path, token, body);
  const list: Door['list'] = (token) => ask('GET', '/devices', token);
  const connect = (path: string, token: string): Line => openLine(stage.url(), path, token, sockets);
  const enter: Door['enter'] = (who, shown) => logIn(stage.url(), who, shown);
  return {
    enter,
    list,
    ask,
    connect,
    async come(who, shown) {
      const session = must(await enter(who, shown));
      must(await list(session.token));
      return { session, token: session.token, next: { ...shown, secret: session.secret } };
    },
    async infoOf(token, id) {
      const found = must(await list(token)).devices.find((one) => one.id === id);
      if (found === undefined) throw new Error('no such device');
      return found;
    },
    decide: async (by, token, act, on, more = {}) => ask('POST', '/devices/decide', token, await decisionOf(by, stage.server().origin, act, on, more)),
    async feed(token) {
      const line = connect('/feed?cursor=0', token);
      await line.opened;
      return line;
    },
    close: () => sockets.forEach((socket) => socket.terminate()),
  };
}
