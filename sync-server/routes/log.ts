/** The log: checkpoint, proofs, feed. */

import { good, missing, type HttpInput, type Route } from './route.ts';

const LONG_POLL_MS = 25_000;

/** Routes of the log and the feed. */
export function logRoutes({ log, feed }: HttpInput): Route[] {
  return [
    { method: 'GET', path: /^\/checkpoint$/, open: true, run: async () => good(log.checkpoint()) },
    {
      method: 'GET',
      path: /^\/proof$/,
      open: true,
      run: async ({ query }) => {
        const proof = log.proof(Number(query.get('index')), Number(query.get('size') ?? log.size()));
        return proof === null ? missing : good(proof);
      },
    },
    {
      method: 'GET',
      path: /^\/feed$/,
      run: async ({ query, person }) => {
        const cursor = Number(query.get('cursor')) || 0;
        if (query.get('wait') === '1' && feed.page(person, cursor).items.length === 0) await feed.news(LONG_POLL_MS);
        return good(feed.page(person, cursor));
      },
    },
  ];
}
