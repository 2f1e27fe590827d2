/** A join storm: many open a written document at the same moment. */

import { readTrace } from '../trace.ts';
import { joinRoom, type Address } from './member.ts';
import { quantile, timed, within, type Ask, type Figures } from './measure.ts';

/** How many join at once, how often, and how long the document's history is. */
export interface JoinOrder {
  readonly members: number;
  readonly times: number;
  readonly edits: number;
}

const LIMIT_MS = 20_000;

/** Time until the last one has the text, and what each waited. */
export async function runJoin(address: Address, { members, times, edits }: JoinOrder, ask: Ask): Promise<Figures> {
  const room = address.rooms[0] ?? '';
  const { state } = readTrace(edits);
  let arrived = false;
  const watcher = await joinRoom(address, room, { update: () => void (arrived = true) });
  const writer = await joinRoom(address, room, {});
  writer.update(state);
  if (!(await within(LIMIT_MS, () => arrived))) throw new Error('the document did not arrive');
  const [totals, cpus, waits]: [number[], number[], number[]] = [[], [], []];
  let short = 0;
  for (let round = 0; round < times; round++) {
    const bytes: number[] = [];
    const spent = await timed(ask, async () => {
      const start = performance.now();
      const joining = Array.from({ length: members }, async () => {
        const member = await joinRoom(address, room, { state: (message) => void bytes.push(message.length) });
        waits.push(performance.now() - start);
        return member;
      });
      const joined = await Promise.all(joining);
      totals.push(performance.now() - start);
      await Promise.all(joined.map((member) => member.socket.close()));
    });
    cpus.push(spent.serverCpuMs);
    short += bytes.filter((length) => length < state.length * 0.9).length;
  }
  await Promise.all([watcher.socket.close(), writer.socket.close()]);
  return { totalMs: quantile(totals, 0.5), p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), serverMsPerJoin: quantile(cpus, 0.5) / members, short };
}
