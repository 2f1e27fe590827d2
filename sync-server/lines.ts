/** The connections of a room: what each still has on the way to the disk, and the barriers that wait for it. */

import { barrierFrame } from './messages.ts';
import type { Member } from './room.ts';

/** One connection's account. */
export interface Line {
  /** Updates received and not yet committed. */
  pending: number;
  /** It sent something whose predecessor is missing: an ack would lie. */
  gap: boolean;
  readonly barriers: number[];
}

/** All lines of a room. */
export interface Lines {
  readonly all: Map<Member, Line>;
  release(hasGap: boolean): void;
  barrier(member: Member, seq: number, hasGap: boolean): void;
}

function releaseOne(member: Member, line: Line, hasGap: boolean): void {
  if (!hasGap) line.gap = false;
  if (line.pending > 0 || line.gap) return;
  for (const barrier of line.barriers.splice(0)) member.send(barrierFrame(barrier));
}

/** Lines of an empty room. */
export function createLines(): Lines {
  const all = new Map<Member, Line>();
  return {
    all,
    release: (hasGap) => all.forEach((line, member) => releaseOne(member, line, hasGap)),
    barrier(member, seq, hasGap) {
      const line = all.get(member);
      if (line === undefined) return;
      line.barriers.push(seq);
      releaseOne(member, line, hasGap);
    },
  };
}
