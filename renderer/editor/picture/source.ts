/** Bytes of a document's pictures as addresses of this page, fetched once each and let go with the screen. */

import { useEffect, useMemo } from 'react';
import { useClient } from '../../api/bridge.ts';

/** Gives the address of a picture by digest; null where its file cannot be had. */
export type PictureUrl = (sha256: string, mediaType: string) => Promise<string | null>;

/** The addresses for one document. */
export function usePictures(documentId: string): PictureUrl {
  const client = useClient();
  const held = useMemo(() => ({ document: documentId, urls: new Map<string, Promise<string | null>>() }), [documentId]);
  useEffect(
    () => () => {
      for (const url of held.urls.values()) void url.then((address) => address !== null && URL.revokeObjectURL(address));
      held.urls.clear();
    },
    [held],
  );
  return useMemo(
    () => (sha256, mediaType) => {
      const known = held.urls.get(sha256);
      if (known !== undefined) return known;
      const fetched = client.call('pictures.get', { documentId: held.document, sha256 }).then((answer) => {
        if (answer.ok) return URL.createObjectURL(new Blob([new Uint8Array(answer.value.bytes)], { type: mediaType }));
        held.urls.delete(sha256);
        return null;
      });
      held.urls.set(sha256, fetched);
      return fetched;
    },
    [client, held],
  );
}
