/** Sessions and devices: a person's own, and an administrator's of the agency. */

import { z } from 'zod';
import { err } from '../../shared/lib/result.ts';
import type { DeviceList, SignedDecision } from '../../shared/sync/devices.ts';
import type { SessionRow } from '../storage/storage.ts';
import { from, good, malformed, readJson, unauthorized, type HttpInput, type Route } from './route.ts';

const text = z.string().min(1).max(200);
const endSchema = z.strictObject({ id: z.number().int().positive() });
const decisionSchema = z.strictObject({
  decision: z.strictObject({
    v: z.literal(1),
    act: z.enum(['approve', 'block']),
    person: text,
    device: z.uuid(),
    revision: z.number().int().min(0),
    server: text,
    by: text,
    certificate: z.string().regex(/^[0-9a-f]{64}$/),
    alg: z.enum(['ES256', 'PS256', 'RS256']),
    at: z.iso.datetime(),
  }),
  signature: z.string().max(2000),
});
const EVENTS = 100;
const NOT_ADMIN = { status: 403, body: err('NOT_ADMIN', '기관 관리자만 볼 수 있습니다.') };

/** What a person has open, and what happened. */
function listOf({ identity, storage }: HttpInput, session: SessionRow): DeviceList {
  return {
    devices: identity.devices.list(session.person, session.device),
    sessions: identity.list(session.person, session.id),
    events: storage.deviceEvents(session.person, EVENTS).map(({ at, device, kind, by }) => ({ at: new Date(at).toISOString(), device, kind, by })),
  };
}

/** Routes of sessions and devices. */
export function sessionRoutes(input: HttpInput): Route[] {
  const { identity, limits } = input;
  return [
    {
      method: 'GET',
      path: /^\/devices$/,
      run: async ({ session }) => (session === null ? unauthorized : good(listOf(input, session))),
    },
    {
      method: 'GET',
      path: /^\/devices\/agency$/,
      run: async ({ session }) => {
        const agency = session === null ? null : identity.administers(session);
        return agency === null ? NOT_ADMIN : good(identity.devices.ofAgency(agency));
      },
    },
    {
      method: 'POST',
      path: /^\/devices\/decide$/,
      run: async ({ request, person }) => {
        const body = await readJson(request, limits.requestBytes, decisionSchema);
        return body === null ? malformed : from(await identity.decide(person, body as SignedDecision), 403);
      },
    },
    {
      method: 'POST',
      path: /^\/sessions\/end$/,
      run: async ({ request, person }) => {
        const body = await readJson(request, limits.requestBytes, endSchema);
        return body === null ? malformed : from(identity.end(person, body.id), 404);
      },
    },
  ];
}
