/** Sessions and devices: a person's own, and an administrator's of the agency. */

import { z } from 'zod';
import { err } from '../../shared/lib/result.ts';
import { foldEvents } from '../../shared/sync/device-events.ts';
import { COMMAND, type DeviceList, type SignedDecision } from '../../shared/sync/devices.ts';
import type { SessionRow } from '../storage/storage.ts';
import { whoAsks, from, good, malformed, readJson, unauthorized, type Answer, type Call, type HttpInput, type Route } from './route.ts';

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
/** Looked through for them: logins by commands are folded. */
const MOST_EVENTS = 2000;
const NOT_ADMIN = { status: 403, body: err('NOT_ADMIN', '기관 관리자만 볼 수 있습니다.') };

/** What a person has open, and what happened. */
function listOf({ identity, storage }: HttpInput, session: SessionRow): DeviceList {
  return {
    devices: identity.devices.list(session.person, session.device),
    sessions: identity.list(session.person, session.id),
    events: foldEvents(
      storage.deviceEvents(session.person, MOST_EVENTS).map(({ at, device, kind, by, detail }) => ({
        ...{ at: new Date(at).toISOString(), device, kind, by },
        ...(kind === 'login' && detail === COMMAND ? { command: true } : {}),
      })),
    ).slice(0, EVENTS),
  };
}

/** A decision on a device; one on somebody else's is an administrator's act and recorded. */
async function decide({ identity, limits, access }: HttpInput, call: Call): Promise<Answer> {
  const body = await readJson(call.request, limits.requestBytes, decisionSchema);
  if (body === null) return malformed;
  const { act, person: whose, device } = body.decision;
  const done = await identity.decide(call.person, body as SignedDecision);
  if (done.ok && whose !== call.person)
    access.record({ ...whoAsks(call), act: 'administered', document: '', what: `device ${act} ${whose} ${device}`, why: '' });
  return from(done, 403);
}

/** What the administrator of an agency is told of its devices. */
function administratorRoutes({ identity, access }: HttpInput): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/devices\/agency$/,
      run: async (call) => {
        const agency = call.session === null ? null : identity.administers(call.session);
        if (agency === null) return NOT_ADMIN;
        access.record({ ...whoAsks(call), act: 'administered', document: '', what: `devices of ${agency}`, why: '' });
        return good(identity.devices.ofAgency(agency));
      },
    },
    {
      method: 'GET',
      path: /^\/devices\/locked$/,
      run: async (call) => {
        const agency = call.session === null ? null : identity.administers(call.session);
        return agency === null ? NOT_ADMIN : good(identity.devices.locked(agency));
      },
    },
  ];
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
    ...administratorRoutes(input),
    {
      method: 'GET',
      path: /^\/devices\/waiting$/,
      run: async ({ session }) => (session === null ? unauthorized : good(identity.devices.waiting(session.person, identity.administers(session)))),
    },
    {
      method: 'POST',
      path: /^\/devices\/decide$/,
      run: (call) => decide(input, call),
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
