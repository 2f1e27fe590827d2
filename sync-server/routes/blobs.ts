/** Attachments by digest. */

import { from, missing, type HttpInput, type Route } from './route.ts';

/** Routes of attachments. */
export function blobRoutes({ blobs }: HttpInput): Route[] {
  return [
    {
      method: 'PUT',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async ({ params: [sha256 = ''], person, request }) => from(await blobs.put(sha256, person, request), 400),
    },
    {
      method: 'GET',
      path: /^\/blobs\/([0-9a-f]{64})$/,
      run: async ({ params: [sha256 = ''], person, response }) => {
        const blob = blobs.get(sha256, person);
        if (blob === null) return missing;
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': blob.size });
        blob.stream.on('error', () => response.destroy()).pipe(response);
        return 'sent';
      },
    },
  ];
}
