/** What a route is, and how it answers. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { AccessNote } from '../../shared/trail/access-record.ts';
import type { Access } from '../access.ts';
import { wellFormed } from '../../shared/lib/well-formed.ts';
import type { Blobs } from '../blobs.ts';
import type { Feed } from '../feed.ts';
import type { Identity } from '../identity.ts';
import type { Limits } from '../limits.ts';
import type { MerkleLog } from '../log.ts';
import { refused } from '../sequencer-input.ts';
import type { Sequencer } from '../sequencer.ts';
import type { Recovery } from '../recovery.ts';
import type { Operations } from './operations.ts';
import type { Stamps } from '../stamps.ts';
import type { EndReason, SessionRow, Storage } from '../storage/storage.ts';
import type { Trail } from '../trail.ts';
import type { Witnesses } from '../witnesses.ts';

/** What the routes are made of. */
export interface HttpInput {
  readonly storage: Storage;
  readonly trail: Trail;
  readonly identity: Identity;
  readonly sequencer: Sequencer;
  readonly log: MerkleLog;
  readonly witnesses: Witnesses;
  readonly blobs: Blobs;
  readonly limits: Limits;
  readonly operations: Operations;
  readonly recovery: Recovery;
  readonly access: Access;
  readonly stamps: Stamps | null;
  readonly feed: Pick<Feed, 'listening' | 'left' | 'notify'>;
  readonly clock: () => Date;
}

/** One request as a route sees it; `person` is '' and `session` null where the route needs no session. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly params: readonly string[];
  readonly person: string;
  readonly session: SessionRow | null;
  readonly token: string;
}

/** Who asks, on which device and from where, for a record of access. */
export function whoAsks({ session, request }: Pick<Call, 'session' | 'request'>): Pick<AccessNote, 'person' | 'device' | 'from'> {
  return { person: session?.person ?? '', device: session?.device ?? '', from: request.socket.remoteAddress ?? '' };
}

/** What a route answers; `sent` where it wrote the response itself. `tried` is who tried where there is no session: a refusal is recorded in that name. */
export type Answer = Told | 'sent';
/** Status and body. */
export interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly tried?: Pick<AccessNote, 'person' | 'device'> & Partial<Pick<AccessNote, 'what'>>;
}
/** One line of the table. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly open?: true;
  /** A GET that also answers HEAD: the same status and headers without the body (RFC 9110 §9.3.2). */
  readonly head?: true;
  readonly run: (call: Call) => Promise<Answer>;
}

/** 200 with the value. */
export const good = (value: unknown): Answer => ({ status: 200, body: ok(value) });
/** The result as it is; a refusal with the given status. */
export const from = (result: Result<unknown>, status: number): Told => ({ status: result.ok ? 200 : status, body: result });
/** 404: not there, or not for this person; the two are not told apart. */
export const missing: Answer = { status: 404, body: err('NOT_FOUND', '찾을 수 없거나 볼 권한이 없습니다.') };
/** 400: the request cannot be read. */
export const malformed: Answer = { status: 400, body: refused('MALFORMED') };

/** The body up to the limit, or null. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as a value of the schema, or null. */
export async function readJson<T>(request: IncomingMessage, limit: number, schema: z.ZodType<T>): Promise<T | null> {
  const body = await readBody(request, limit);
  if (body === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(body.toString('utf8')));
    return parsed.success && wellFormed(parsed.data) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** 401: no session. */
export const unauthorized: Answer = { status: 401, body: err('UNAUTHORIZED', '로그인이 끝났습니다. 다시 로그인하십시오.') };

const ENDED = {
  SESSION_ENDED: '다른 기기에서 이 기기의 로그인을 끝냈습니다. 하던 일은 이 PC에 저장되어 있습니다. 이어서 하려면 다시 로그인하십시오.',
  SESSION_REPLACED: '이 기기의 프로필로 다시 로그인해 앞의 로그인이 끝났습니다. 하던 일은 이 PC에 저장되어 있습니다.',
  DEVICE_LOCKED: '이 기기가 차단되어 로그인이 끝났습니다. 하던 일은 이 PC에 저장되어 있습니다. 기관 관리자에게 문의하십시오.',
} as const;

/** 401, with the reason where somebody ended the session: the client must not come back by itself. */
export function unauthorizedBy(why: EndReason | null): Answer {
  if (why === null || why === 'logout') return unauthorized;
  const code = ({ ended: 'SESSION_ENDED', device: 'DEVICE_LOCKED', replaced: 'SESSION_REPLACED' } as const)[why];
  return { status: 401, body: err(code, ENDED[code]) };
}
