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

/** This computer itself, and not through a proxy on it; or whoever knows the token. */
function mayRead(request: IncomingMessage, token: string, wanted: string | null): boolean {
  if (wanted !== null && timingSafeEqual(digest(token), digest(wanted))) return true;
  const proxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !proxied && isLoopback(request.socket.remoteAddress ?? '');
}

/** Routes of operation. */
export function operationRoutes({ storage, operations }: HttpInput): Route[] {
  const { metrics, readiness, metricsToken } = operations;
  return [
    { method: 'GET', path: /^\/health$/, open: true, run: async () => good({ size: storage.size() }) },
    { method: 'GET', path: /^\/ready$/, open: true, run: async () => from(readiness.check(), 503) },
    {
      method: 'GET',
      path: /^\/metrics$/,
      open: true,
      run: async ({ request, response, token }) => {
        if (!mayRead(request, token, metricsToken)) return missing;
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }).end(metrics.text());
        return 'sent';
      },
    },
  ];
}
