/** The log: checkpoint, proofs. */

import { good, missing, type HttpInput, type Route } from './route.ts';

/** Routes of the log. */
export function logRoutes({ log }: HttpInput): Route[] {
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
  ];
}
