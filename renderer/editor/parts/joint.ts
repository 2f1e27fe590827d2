/**
 * What the parts of one body know of each other: numbers of items and footnotes run across them, and the paper ends behind the last one that says something
 * (DESIGN §5). Each part tells what it holds; the others are called only where that changed. Pure but for who listens.
 */

import { canonical } from '../../../shared/trail/canonical.ts';
import type { Block } from '../../../shared/collab/content.ts';

/** What a part tells of itself: its lines without their words, up to the last that says something, and how many footnotes do. */
export interface Said {
  readonly lines: readonly Block[];
  readonly notes: number;
}

/** Lines before and behind a part. */
export interface Around {
  readonly before: readonly Block[];
  readonly after: readonly Block[];
}

/** A part's own place among the others. */
export interface PartPlace {
  around(): Around;
  notesBefore(): number;
  /** Whether the paper ends in this part. */
  ends(): boolean;
  tell(said: Said): void;
  /** Calls `look` when what the others hold changed; gives back what stops it. */
  follow(look: () => void): () => void;
}

const NOTHING: Around = { before: [], after: [] };

/** A body that is one text. */
export const ALONE: PartPlace = { around: () => NOTHING, notesBefore: () => 0, ends: () => true, tell: () => undefined, follow: () => () => undefined };

/** The parts of one body. */
export interface Joint {
  /** The parts in their order from now on. */
  arrange(order: readonly string[]): void;
  place(id: string): PartPlace;
}

const EMPTY: Said = { lines: [], notes: 0 };

/** A body of parts; none until they are arranged. */
export function createJoint(): Joint {
  let order: readonly string[] = [];
  const said = new Map<string, Said>();
  const looks = new Map<string, Set<() => void>>();
  const of = (id: string): Said => said.get(id) ?? EMPTY;
  const linesOf = (ids: readonly string[]): Block[] => ids.flatMap((id) => of(id).lines);
  const callOthers = (id: string | null): void => {
    for (const [other, own] of looks) if (other !== id) for (const look of own) look();
  };
  return {
    arrange(next) {
      if (next.join(' ') === order.join(' ')) return;
      order = next;
      callOthers(null);
    },
    place: (id) => ({
      around() {
        const at = order.indexOf(id);
        return at < 0 || order.length < 2 ? NOTHING : { before: linesOf(order.slice(0, at)), after: linesOf(order.slice(at + 1)) };
      },
      notesBefore: () => order.slice(0, Math.max(0, order.indexOf(id))).reduce((sum, one) => sum + of(one).notes, 0),
      ends: () => (order.findLast((one) => of(one).lines.length > 0) ?? order.at(-1) ?? id) === id,
      tell(next) {
        const known = said.get(id);
        if (known !== undefined && known.notes === next.notes && canonical(known.lines) === canonical(next.lines)) return;
        said.set(id, next);
        if (order.length > 1) callOthers(id);
      },
      follow(look) {
        const own = looks.get(id) ?? new Set();
        looks.set(id, own.add(look));
        return () => void own.delete(look);
      },
    }),
  };
}
