/** Sessions of windows whose page is gone, for as long as a reload may take. */

/** How long a page may take to come back. */
const RESUME_MS = 60_000;

/** Sessions of pages that are gone. `leaving` hears of one whose page did not come back. */
export function createResting<S>(leaving: (session: S) => void): {
  readonly take: (resume: string) => S | null;
  readonly takeAll: () => S[];
  readonly rest: (resume: string, session: S) => void;
} {
  const resting = new Map<string, { readonly session: S; readonly timer: NodeJS.Timeout }>();
  const take = (resume: string): S | null => {
    const rested = resting.get(resume);
    clearTimeout(rested?.timer);
    resting.delete(resume);
    return rested?.session ?? null;
  };
  return {
    take,
    takeAll: () => [...resting.keys()].flatMap((resume) => take(resume) ?? []),
    rest(resume: string, session: S): void {
      const timer = setTimeout(() => {
        resting.delete(resume);
        leaving(session);
      }, RESUME_MS);
      timer.unref();
      resting.set(resume, { session, timer });
    },
  };
}
