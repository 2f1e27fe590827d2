/** What stands before the person's eyes: noted on this PC, so that signing can say what was really opened, and told to who takes part (NT3). */

import { useEffect } from 'react';
import { useClient } from '../api/bridge.ts';

/** Notes the text of a version while it is seen: nothing lies over it. */
export function useLook(documentId: string, version: number | null, seen: boolean): void {
  const client = useClient();
  useEffect(() => {
    if (seen && version !== null) void client.call('documents.look', { documentId });
  }, [client, documentId, version, seen]);
}

/** Said anew so often; the server lets go of it after a little more than two of these. */
const LOOK_EVERY_MS = 20_000;

/** While a paper on its way stands before this person the backend is told, which says it on where it is their turn; it is over with the window in front. */
export function useLooking(documentId: string, going: boolean): void {
  const client = useClient();
  useEffect(() => {
    if (!going) return undefined;
    let told = false;
    const tell = (): void => {
      const looking = document.visibilityState === 'visible' && document.hasFocus();
      if (looking || told) void client.call('progress.look', { documentId, looking });
      told = looking;
    };
    const away = (): void => void (told && client.call('progress.look', { documentId, looking: false }));
    const timer = setInterval(tell, LOOK_EVERY_MS);
    tell();
    window.addEventListener('focus', tell);
    window.addEventListener('blur', tell);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', tell);
      window.removeEventListener('blur', tell);
      document.removeEventListener('visibilitychange', tell);
      away();
    };
  }, [client, documentId, going]);
}
