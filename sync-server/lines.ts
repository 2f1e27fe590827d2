/** The connections of a room: what each still has on the way to the disk, and the barriers that wait for it. */

import { barrierFrame } from './messages.ts';
import type { Member } from './room.ts';
import type { Reach } from './text-check.ts';

/** One connection's account. */
export interface Line {
  /** Updates received and not yet committed. */
  pending: number;
  /** It sent something whose predecessor is missing: an ack would lie. Only its own line waits. */
  gaps: Reach[];
  readonly barriers: number[];
}

/** All lines of a room. */
export interface Lines {
  readonly all: Map<Member, Line>;
  release(): void;
  barrier(member: Member, seq: number): void;
}

function releaseOne(member: Member, line: Line, lacks: (reach: Reach) => boolean): void {
  if (line.gaps.length > 0) line.gaps = line.gaps.filter(lacks);
  if (line.pending > 0 || line.gaps.length > 0 || line.barriers.length === 0) return;
  for (const barrier of line.barriers.splice(0)) member.send(barrierFrame(barrier));
}

/** Lines of an empty room; `lacks` says whether a predecessor of what reached so far is missing. */
export function createLines(lacks: (reach: Reach) => boolean): Lines {
  const all = new Map<Member, Line>();
  return {
    all,
    release: () => all.forEach((line, member) => releaseOne(member, line, lacks)),
    barrier(member, seq) {
      const line = all.get(member);
      if (line === undefined) return;
      line.barriers.push(seq);
      releaseOne(member, line, lacks);
    },
  };
}
