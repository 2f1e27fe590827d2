/** What clients give back to a server restored to an older backup. */

import { z } from 'zod';
import { resupplySchema, type Resupply } from '../../shared/sync/resupply.ts';
import { from, good, malformed, readBody, readJson, type HttpInput, type Route } from './route.ts';

const digests = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10_000);

/** Routes of recovery. */
export function recoveryRoutes({ recovery, storage, limits }: HttpInput): Route[] {
  return [
    {
      method: 'POST',
      path: /^\/entries\/resupply$/,
      run: async ({ request, person }) => {
        const given = await readJson(request, limits.requestBytes, resupplySchema);
        return given === null ? malformed : from(await recovery.supply(person, given as Resupply), 409);
      },
    },
    {
      method: 'PUT',
      path: /^\/rooms\/resupply$/,
      run: async ({ request, person, query }) => {
        const bytes = await readBody(request, limits.roomBytes);
        return bytes === null ? malformed : from(recovery.text(person, query.get('room') ?? '', new Uint8Array(bytes)), 409);
      },
    },
    {
      method: 'POST',
      path: /^\/blobs\/missing$/,
      run: async ({ request }) => {
        const asked = await readJson(request, limits.requestBytes, digests);
        return asked === null ? malformed : good(asked.filter((sha256) => storage.blob(sha256) === null));
      },
    },
  ];
}
