/** The page's line to the backend, the same on both hosts. */

import type { Reply } from './errors.ts';

/** `window.bridge` in Electron; the page makes its own from the loopback socket otherwise. */
export interface Bridge {
  /** Sends a command. Never rejects for what the backend refuses: that is in the reply. */
  call(name: string, input: unknown): Promise<Reply>;
  /** Listens to all events; the returned function stops it. */
  on(listener: (event: string, payload: unknown) => void): () => void;
}
