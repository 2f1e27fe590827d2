/** Entries clients give back after a restore, held until a checkpoint the log once signed proves them: then they are exactly what it had. */

import { equalBytes, fromHex } from '../shared/lib/bytes.ts';
import type { LoggedEntry } from '../shared/sync/api.ts';
import { leafHash } from '../shared/trail/hash.ts';
import type { MerkleLog } from './log.ts';

/** The entries held. */
export interface HeldEntries {
  /** False where there is no room for more. */
  add(person: string, items: readonly LoggedEntry[]): boolean;
  /** A checkpoint beyond the log: signature and origin were checked. */
  prove(person: string, size: number, root: Uint8Array): void;
  /** Entries from the log's end on that a checkpoint proves, in order; none where one is still missing. */
  proven(): LoggedEntry[];
  /** How long the log was, as far as anybody proved. */
  target(): number;
}

const MAX_HELD = 200_000;

interface Candidate {
  readonly person: string;
  readonly item: LoggedEntry;
  readonly leaf: Uint8Array;
}

interface Shelves {
  readonly byIndex: Map<number, Candidate[]>;
  readonly checkpoints: Map<number, { readonly person: string; readonly root: Uint8Array }>;
}

/** One candidate for every place up to `to`, those of the checkpoint's own giver first; null where one is missing. */
function choose({ byIndex }: Shelves, from: number, to: number, person: string): Candidate[] | null {
  const chosen: Candidate[] = [];
  for (let index = from; index < to; index++) {
    const candidates = byIndex.get(index) ?? [];
    const best = candidates.find((candidate) => candidate.person === person) ?? candidates[0];
    if (best === undefined) return null;
    chosen.push(best);
  }
  return chosen;
}

/** The log grew: what lies below its end is not needed any more. */
function forget({ byIndex, checkpoints }: Shelves, size: number): void {
  for (const index of byIndex.keys()) if (index < size) byIndex.delete(index);
  for (const at of checkpoints.keys()) if (at <= size) checkpoints.delete(at);
}

/** Holds entries over one log. */
export function createHeldEntries(log: MerkleLog): HeldEntries {
  const shelves: Shelves = { byIndex: new Map(), checkpoints: new Map() };
  const { byIndex, checkpoints } = shelves;
  return {
    add(person, items) {
      forget(shelves, log.size());
      if (byIndex.size + items.length > MAX_HELD) return false;
      for (const item of items) {
        if (item.index < log.size()) continue;
        const leaf = fromHex(leafHash(item.entry));
        const others = (byIndex.get(item.index) ?? []).filter((candidate) => candidate.person !== person && !equalBytes(candidate.leaf, leaf));
        byIndex.set(item.index, [...others.slice(-3), { person, item, leaf }]);
      }
      return true;
    },
    prove: (person, size, root) => void checkpoints.set(size, { person, root }),
    proven() {
      forget(shelves, log.size());
      for (const [size, { person, root }] of [...checkpoints].toSorted(([a], [b]) => b - a)) {
        const chosen = choose(shelves, log.size(), size, person);
        const leaves = chosen?.map(({ leaf }) => leaf);
        if (chosen !== null && leaves !== undefined && equalBytes(log.rootWith(leaves), root)) return chosen.map(({ item }) => item);
      }
      return [];
    },
    target: () => Math.max(log.size(), ...checkpoints.keys()),
  };
}
