/** Versions this machine began and has not filled wholly yet, kept in the replica. */

import { z } from 'zod';
import type { Meta } from '../sync/store.ts';

const beginningSchema = z.object({ documentId: z.string(), version: z.number().int(), from: z.number().int() });

/** A version, and the one whose text it begins with. */
export type Beginning = Readonly<z.infer<typeof beginningSchema>>;

const NAME = 'versions.begun';

/** The list. */
export function beginningsIn(meta: Meta): { all(): readonly Beginning[]; add(one: Beginning): void; drop(one: Beginning): void } {
  const all = (): readonly Beginning[] => z.array(beginningSchema).parse(JSON.parse(meta.get(NAME) ?? '[]'));
  const without = ({ documentId, version }: Beginning): Beginning[] => all().filter((one) => one.documentId !== documentId || one.version !== version);
  const put = (list: readonly Beginning[]): void => meta.set(NAME, JSON.stringify(list));
  return { all, add: (one) => put([...without(one), one]), drop: (one) => put(without(one)) };
}
