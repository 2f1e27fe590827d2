/**
 * With whom a paper lies and reminding of it (NT1–NT3). Told to those who take part in the paper, and only of those it waits for now: whether
 * they are in touch with the server and have this very paper before their eyes, never where, on what or what else they do.
 */

import { z } from 'zod';
import { askedPeople, openRequests } from '../../shared/approval/requests.ts';
import { NUDGE_EVERY_MS, nudged, takesPart, tooSoon } from '../../shared/approval/nudge.ts';
import type { NudgeLine, WaitingReply } from '../../shared/sync/waiting.ts';
import { createInTouch, type Touch } from '../in-touch.ts';
import { createLooking, type Looking } from '../looking.ts';
import { from, good, malformed, missing, readJson, type Answer, type Call, type HttpInput, type Route } from './route.ts';

const lookSchema = z.strictObject({ looking: z.boolean() });
const nudgeSchema = z.strictObject({ key: z.string().min(1).max(300) });

/** Reminders older than this are told no more. */
const KEPT_MS = 14 * 24 * 3_600_000;
const MOST = 200;

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const touchLine = ({ here, seenAt }: Touch) => ({ here, seenAt: here ? null : iso(seenAt) });

/** What is told of a paper. */
function waitingOf({ trail, storage, feed }: HttpInput, looking: Looking, documentId: string, person: string): WaitingReply | null {
  const [state, directory, day] = [trail.state(documentId), trail.directory(), trail.today()];
  if (!takesPart({ state, directory, person, day })) return null;
  const inTouch = createInTouch({ feed, storage, directory: trail.directory });
  const requests = state.status === 'in-approval' ? openRequests(state) : [];
  const listening = feed.listening();
  const looks = (id: string): boolean => looking.at(id) === documentId && listening.has(id);
  const agencies = [...new Set(requests.flatMap(({ lane }) => lane?.agency ?? []))];
  return {
    holders: requests.map((request) => {
      const asked = askedPeople(state, request, directory, day).map(({ id }) => id);
      const nudgedAt = iso(storage.lastNudge(documentId, request.key));
      return { key: request.key, ...touchLine(inTouch.people(asked)), looking: asked.some(looks), nudgedAt };
    }),
    agencies: agencies.map((agency) => ({ agency, ...touchLine(inTouch.agency(agency)) })),
  };
}

/** Somebody whose turn it is looks at the paper, or looks away: who takes part and is there is told that there is news. Of anybody else nothing is kept. */
async function look({ trail, feed, limits }: HttpInput, looking: Looking, { request, params: [documentId = ''], person }: Call): Promise<Answer> {
  if (!trail.readable(documentId, person)) return missing;
  const body = await readJson(request, limits.requestBytes, lookSchema);
  if (body === null) return malformed;
  const [state, directory, day] = [trail.state(documentId), trail.directory(), trail.today()];
  const asked = state.status === 'in-approval' && openRequests(state).some((one) => askedPeople(state, one, directory, day).some(({ id }) => id === person));
  if (!looking.say(person, documentId, asked && body.looking)) return good({});
  for (const other of feed.listening())
    if (other !== person && takesPart({ state, directory, person: other, day })) feed.notify({ kind: 'looking', documentId }, other);
  return good({});
}

/** Sends a reminder: judged, kept for those it is for, and told to what they have open. */
async function nudge({ trail, storage, feed, limits, clock }: HttpInput, { request, params: [documentId = ''], person }: Call): Promise<Answer> {
  if (!trail.readable(documentId, person)) return missing;
  const body = await readJson(request, limits.requestBytes, nudgeSchema);
  if (body === null) return malformed;
  const { key } = body;
  const done = nudged({ state: trail.state(documentId), directory: trail.directory(), person, day: trail.today() }, key);
  if (!done.ok) return from(done, 409);
  const now = clock().getTime();
  const early = tooSoon(iso(storage.lastNudge(documentId, key)), now);
  if (early !== null) return from(early, 409);
  const receivers = done.value.map(({ id }) => id);
  storage.putNudges(
    receivers.map((receiver) => ({ documentId, key, sender: person, receiver, at: now })),
    now - Math.max(KEPT_MS, NUDGE_EVERY_MS),
  );
  for (const receiver of receivers) feed.notify({ kind: 'nudged' }, receiver);
  return good({ at: iso(now) });
}

/** Reminders for the one who asks, of papers still readable, newest first. */
function mine({ storage, trail, clock }: HttpInput, person: string): NudgeLine[] {
  const rows = storage.nudgesFor(person, clock().getTime() - KEPT_MS, MOST).filter(({ documentId }) => trail.readable(documentId, person));
  return rows.map(({ documentId, key, sender, at }) => ({ documentId, key, sender, at: new Date(at).toISOString() }));
}

/** The routes. */
export function waitingRoutes(input: HttpInput): Route[] {
  const looking = createLooking(input.clock);
  return [
    {
      method: 'GET',
      path: /^\/documents\/([\w-]{1,40})\/waiting$/,
      run: async ({ params: [id = ''], person }) => {
        const told = waitingOf(input, looking, id, person);
        return told === null ? missing : good(told);
      },
    },
    { method: 'POST', path: /^\/documents\/([\w-]{1,40})\/looking$/, run: (call) => look(input, looking, call) },
    { method: 'POST', path: /^\/documents\/([\w-]{1,40})\/nudges$/, run: (call) => nudge(input, call) },
    { method: 'GET', path: /^\/nudges$/, run: async ({ person }) => good(mine(input, person)) },
  ];
}
