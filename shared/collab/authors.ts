/** Who wrote which passage: the letters of a text carry the client that put them in, and the server knows whose client that is (DESIGN §7). */

import type * as Y from 'yjs';
import { z } from 'zod';

/** A client of a room and its person; `at` is when it wrote first (RFC 3339, '' where that was not kept). */
export interface RoomAuthor {
  readonly client: number;
  readonly person: string;
  readonly at: string;
}

/** What the server answers. */
export const roomAuthorsSchema = z.array(z.object({ client: z.number().int(), person: z.string().max(200), at: z.string().max(40) })).max(100_000);

/** Letters in a row that one client put in: UTF-16 places within the text they stand in. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly client: number;
}

/** The passages of one text, in order; letters that were taken out count nowhere. */
export function passagesOf(text: Y.Text): Passage[] {
  const found: Passage[] = [];
  let at = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const before = found.at(-1);
    const [from, to] = [at, at + item.length];
    if (before?.client === item.id.client) found[found.length - 1] = { ...before, to };
    else found.push({ from, to, client: item.id.client });
    at = to;
  }
  return found;
}
