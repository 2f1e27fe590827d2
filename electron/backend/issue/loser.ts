/** Two agencies that seal at the same moment: one is first, and the other seals again on what the first one made (DESIGN §9). */

import type { Result } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';

/** Others can be first as often as there are others. */
const TRIES = 40;
const NEWS_MS = 15_000;

/** Seals, and again on the newer paper each time somebody else was first; `news` says whether a newer one has come. */
export async function sealAfterOthers<T>(seal: () => Promise<Result<T>>, news: () => Promise<boolean>): Promise<Result<T>> {
  for (let tries = 1; ; tries += 1) {
    const done = await seal();
    if (done.ok || done.code !== 'BASE_MISMATCH' || tries === TRIES || !(await news())) return done;
  }
}

/** Resolves once this replica knows of more seals on the paper than `known`; false where none came. */
export function moreSeals({ sync, replica }: BackendContext, documentId: string, known: number): Promise<boolean> {
  const has = (): boolean => replica.state(documentId).seals.length > known;
  if (has()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (came: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(came);
    };
    const stop = sync.onEntries(() => has() && end(true));
    // Nothing is read here: the profile may have been closed meanwhile.
    const timer = setTimeout(() => end(false), NEWS_MS).unref();
  });
}
