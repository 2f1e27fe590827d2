/** Attachments by digest: in parts and from a place on, so that a cut line goes on where it was. */

import { err } from '../../shared/lib/result.ts';
import type { Part } from '../blob-parts.ts';
import { whoAsks, from, good, malformed, missing, type Answer, type Call, type HttpInput, type Route } from './route.ts';

/** `?offset=N&total=N`; a body without them is the whole file. */
function partOf(query: URLSearchParams, length: string | undefined): Part | null {
  const offset = Number(query.get('offset') ?? 0);
  const total = Number(query.get('total') ?? length ?? Number.NaN);
  const whole = [offset, total].every((one) => Number.isSafeInteger(one) && one >= 0);
  return whole && offset <= total ? { offset, total } : null;
}

/** First byte asked for by `Range: bytes=N-`; 0 without one. */
function startOf(range: string | undefined): number {
  return Number(/^bytes=(\d{1,15})-$/.exec(range ?? '')?.[1] ?? 0);
}

const STATUS: Readonly<Record<string, number>> = { OFFSET: 409, BUSY: 409, TOO_LARGE: 413, QUOTA: 507, AGENCY_QUOTA: 507, DISK_FULL: 507, ERASED: 410 };

/** Hands a file out from a place on; recorded before the first byte leaves. */
function give({ blobs, access }: HttpInput, call: Call): Answer {
  const { params, person, request, response } = call;
  const [sha256 = ''] = params;
  const start = startOf(request.headers.range);
  const blob = blobs.get(sha256, person, start);
  if (blob === null) return missing;
  if (blob.type === 'erased') return { status: 410, body: err('ERASED', `법에 따라 지운 파일입니다(${blob.ground}). 내용 지문과 기록은 남아 있습니다.`) };
  if (start > blob.size) return malformed;
  try {
    access.record({ ...whoAsks(call), act: 'delivered', document: '', what: `blob ${sha256}`, why: '' });
  } catch (error) {
    blob.stream.destroy();
    throw error;
  }
  const range = start > 0 ? { 'content-range': `bytes ${start}-${blob.size - 1}/${blob.size}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { 'content-type': 'application/octet-stream', 'content-length': blob.size - start, ...range });
  blob.stream.on('error', () => response.destroy()).pipe(response);
  return 'sent';
}

/** Routes of attachments. */
export function blobRoutes(input: HttpInput): Route[] {
  const { blobs, storage } = input;
  return [
    { method: 'GET', path: /^\/blobs\/erased$/, run: () => Promise.resolve(good(storage.erasedBlobs())) },
    {
      method: 'PUT',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async ({ params: [sha256 = ''], person, request, query }) => {
        const part = partOf(query, request.headers['content-length']);
        if (part === null) return malformed;
        const done = await blobs.put(sha256, person, part, request);
        return from(done, done.ok ? 200 : (STATUS[done.code] ?? 400));
      },
    },
    {
      method: 'GET',
      path: /^\/blobs\/([0-9a-f]{64})\/upload$/,
      run: async ({ params: [sha256 = ''], person }) => good(await blobs.held(sha256, person)),
    },
    {
      method: 'GET',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async (call) => give(input, call),
    },
  ];
}
