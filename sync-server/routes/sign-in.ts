/** Signing in with the agency's account: what a client needs for it, and a sign-in under a session that stands. */

import { z } from 'zod';
import { from, good, malformed, readJson, unauthorized, type HttpInput, type Route } from './route.ts';

const beginSchema = z.strictObject({ person: z.string().min(1).max(200), device: z.uuid() });
const tokenSchema = z.strictObject({ token: z.string().min(1).max(16_000) });

/** Routes of signing in. Terms and nonces are for everybody: they come before a login, and tell nothing of anybody. */
export function signInRoutes({ identity, limits }: HttpInput): Route[] {
  return [
    { method: 'GET', path: /^\/login\/sign-in$/, open: true, run: async () => good(identity.signIns.terms()) },
    {
      method: 'POST',
      path: /^\/login\/sign-in$/,
      open: true,
      run: async ({ request }) => {
        const body = await readJson(request, limits.requestBytes, beginSchema);
        return body === null ? malformed : from(identity.signIns.begin(body.person, body.device), 404);
      },
    },
    {
      method: 'PUT',
      path: /^\/login\/sign-in$/,
      run: async ({ request, session }) => {
        if (session === null) return unauthorized;
        const body = await readJson(request, limits.requestBytes, tokenSchema);
        if (body === null) return malformed;
        const done = await identity.signIn(session, body.token);
        return done.ok ? good(identity.signIns.standing(session.person, session.device)) : from(done, 403);
      },
    },
  ];
}
