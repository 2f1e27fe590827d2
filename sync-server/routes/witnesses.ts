/** Witnesses of the log: what they are offered, what they give, and the notes they cosigned. */

import { z } from 'zod';
import { from, good, malformed, missing, readJson, type HttpInput, type Route } from './route.ts';

const text = z.string().max(400);
const signatureSchema = z.strictObject({
  size: z.number().int().min(0),
  line: z.string().max(600),
  record: z.strictObject({
    claim: z.strictObject({
      ...{ v: z.literal(1), origin: text, person: text, agency: text, name: z.string().regex(/^[^\s+]{1,200}$/), key: text },
      ...{ certificate: z.string().regex(/^[0-9a-f]{64}$/), alg: z.enum(['ES256', 'PS256', 'RS256']) },
    }),
    signature: z.string().max(2000),
  }),
});

const length = (query: URLSearchParams, name: string): number | null => {
  const value = Number(query.get(name) ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
};

/** What is told of cosigned notes. */
function cosignedRoutes({ witnesses }: Pick<HttpInput, 'witnesses'>): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/log\/cosigned$/,
      open: true,
      async run({ query, response }) {
        const atLeast = length(query, 'from');
        if (atLeast === null) return malformed;
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }).end(witnesses.cosigned(atLeast));
        return 'sent';
      },
    },
    {
      method: 'GET',
      path: /^\/witness\/cosigned$/,
      async run({ query }) {
        const atLeast = length(query, 'from');
        return atLeast === null ? malformed : good(witnesses.cosigned(atLeast));
      },
    },
    { method: 'GET', path: /^\/witness\/keys$/, run: async () => good(witnesses.records()) },
  ];
}

/** Routes of the witnesses. */
export function witnessRoutes(input: Pick<HttpInput, 'witnesses' | 'limits'>): Route[] {
  const { witnesses, limits } = input;
  return [
    {
      method: 'GET',
      path: /^\/witness\/round$/,
      async run({ query }) {
        const known = length(query, 'from');
        const round = known === null ? null : witnesses.round(known);
        return round === null ? missing : good(round);
      },
    },
    {
      method: 'POST',
      path: /^\/witness\/cosignatures$/,
      async run({ request, session }) {
        const given = await readJson(request, limits.requestBytes, signatureSchema);
        if (given === null || session === null) return malformed;
        return from(await witnesses.take(session, given), 403);
      },
    },
    ...cosignedRoutes(input),
  ];
}
