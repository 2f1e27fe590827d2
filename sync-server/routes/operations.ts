/** For whoever runs the server: alive, ready, and its numbers. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { Readiness } from '../readiness.ts';
import { isLoopback } from '../tls.ts';
import { from, good, missing, type HttpInput, type Route } from './route.ts';

/** What these routes show. */
export interface Operations {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly log: Logger;
  /** Lets another computer read the metrics. */
  readonly metricsToken: string | null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const BY_PROXY = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const;

/** Where a token is set, whoever knows it and nobody else: a proxy on this computer that says nothing of itself cannot be told from it. Else this computer itself. */
function mayRead(request: IncomingMessage, token: string, wanted: string | null): boolean {
  if (wanted !== null) return timingSafeEqual(digest(token), digest(wanted));
  const { headers, socket } = request;
  return BY_PROXY.every((name) => headers[name] === undefined) && isLoopback(socket.remoteAddress ?? '');
}

/** Routes of operation. */
export function operationRoutes({ storage, operations }: HttpInput): Route[] {
  const { metrics, readiness, metricsToken } = operations;
  return [
    { method: 'GET', path: /^\/health$/, open: true, head: true, run: async () => good({ size: storage.size() }) },
    { method: 'GET', path: /^\/ready$/, open: true, head: true, run: async () => from(readiness.check(), 503) },
    {
      method: 'GET',
      path: /^\/metrics$/,
      open: true,
      head: true,
      run: async ({ request, response, token }) => {
        if (!mayRead(request, token, metricsToken)) return missing;
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }).end(metrics.text());
        return 'sent';
      },
    },
  ];
}
