/** What stands before the person's eyes is noted on this PC, so that signing can say what was really opened. */

import { useEffect } from 'react';
import { useClient } from '../api/bridge.ts';

/** Notes the text of a version while it is seen: nothing lies over it. */
export function useLook(documentId: string, version: number | null, seen: boolean): void {
  const client = useClient();
  useEffect(() => {
    if (seen && version !== null) void client.call('documents.look', { documentId });
  }, [client, documentId, version, seen]);
}
