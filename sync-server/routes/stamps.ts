/** Time stamps for whoever is logged in: what is offered, and an answer to a question. */

import { stampQuestion } from '../../shared/sync/stamps.ts';
import { from, good, malformed, missing, readJson, type HttpInput, type Route } from './route.ts';

/** The routes; 404 where the server offers no time stamps. */
export function stampRoutes({ stamps, limits }: HttpInput): Route[] {
  const path = /^\/timestamp$/;
  return [
    { method: 'GET', path, run: async () => (stamps === null ? missing : good(stamps.offer)) },
    {
      method: 'POST',
      path,
      run: async ({ request }) => {
        if (stamps === null) return missing;
        const asked = await readJson(request, limits.requestBytes, stampQuestion);
        if (asked === null) return malformed;
        const answered = await stamps.answer(new Uint8Array(Buffer.from(asked.query, 'base64')));
        return answered.ok ? good({ reply: Buffer.from(answered.value).toString('base64') }) : from(answered, 502);
      },
    },
  ];
}
