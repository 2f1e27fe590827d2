/** What a host needs from the application: one connection per page. Structural, so that hosts never import the backend. */

import type { Reply } from '../../shared/api/errors.ts';

/** Who is asking. Set by the host, never by what the page sends as input. */
export interface HostCaller {
  readonly host: 'electron' | 'web';
  readonly connectionId: string;
  /** Names the window across reloads of its page: the same id within a minute goes on with the same session. */
  readonly resume: string | null;
}

/** One page's line to the application. */
export interface HostConnection {
  call(name: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: string, payload: unknown) => void): () => void;
  close(): void;
}

/** Opens a line for a page. */
export type Connect = (caller: HostCaller) => HostConnection;
