/** Who is in touch with the server, and when somebody last was (NT2). Kept from the feed and the devices; told only as `routes/waiting.ts` may. */

import type { Directory } from '../shared/org/directory.ts';
import type { Feed } from './feed.ts';
import type { Storage } from './storage/storage.ts';

/** In touch now (`here`), or the instant somebody last was, in milliseconds; null where nobody ever was. */
export interface Touch {
  readonly here: boolean;
  readonly seenAt: number | null;
}

/** The two questions. */
export interface InTouch {
  people(ids: readonly string[]): Touch;
  agency(code: string): Touch;
}

const latest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.max(...times));

/** Answers from who listens now, who left since the start, and what devices last showed. */
export function createInTouch({
  feed,
  storage,
  directory,
}: {
  readonly feed: Pick<Feed, 'listening' | 'left'>;
  readonly storage: Pick<Storage, 'devicesOf' | 'devicesOfAgency'>;
  readonly directory: () => Directory;
}): InTouch {
  const [listening, left] = [feed.listening(), feed.left()];
  const staff = (code: string): Set<string> => new Set((directory().agencies.get(code)?.people ?? []).map(({ id }) => id));
  const devices = (id: string): number[] => storage.devicesOf(id).map((one) => one.seenAt);
  return {
    people(ids) {
      const seen = ids.flatMap((id) => [...devices(id), ...(left.has(id) ? [left.get(id) ?? 0] : [])]);
      return { here: ids.some((id) => listening.has(id)), seenAt: latest(seen) };
    },
    agency(code) {
      const own = staff(code);
      const here = [...listening].some((person) => own.has(person));
      const gone = [...left].flatMap(([person, at]) => (own.has(person) ? [at] : []));
      return { here, seenAt: here ? null : latest([...gone, ...storage.devicesOfAgency(code).map((one) => one.seenAt)]) };
    },
  };
}
