/** How long an edit waits until the server says it has it: alone, and while others write. */

import { createWriter, markOf } from './marks.ts';
import { joinRoom, type Address } from './member.ts';
import { pass, quantile, type Ask, type Figures } from './measure.ts';

/** Edits measured, and how many others write ten times a second meanwhile. */
export interface AckOrder {
  readonly edits: number;
  readonly others: number;
}

const OTHERS_EVERY_MS = 100;
const WAIT_MS = 5000;

/** From sending to the acknowledgement: for ours the barrier, which means on disk; for Hocuspocus its `SyncStatus`, which does not. */
export async function runAcks(address: Address, { edits, others }: AckOrder, _ask: Ask): Promise<Figures> {
  const room = address.rooms[0] ?? '';
  let heard = (): void => undefined;
  const member = await joinRoom(address, room, { ack: () => heard() });
  const rest = await Promise.all(Array.from({ length: others }, () => joinRoom(address, room, {})));
  const texts = rest.map((_, i) => createWriter(2000 + i, `o${i}`));
  const timers = rest.map((other, i) => setInterval(() => other.update(texts[i]?.(markOf(i)) ?? new Uint8Array()), OTHERS_EVERY_MS + (i % 7)));
  const next = createWriter(1000, 'mine');
  const waits: number[] = [];
  let missing = 0;
  for (let i = 0; i < edits + 20 && missing < 3; i++) {
    const start = performance.now();
    const acked = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), WAIT_MS);
      heard = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
    member.update(next(markOf(i)));
    if (address.dialect === 'ongyeol') member.barrier(i);
    if (!(await acked)) missing++;
    else if (i >= 20) waits.push(performance.now() - start);
    await pass(2);
  }
  timers.forEach((timer) => clearInterval(timer));
  await Promise.all([member, ...rest].map(({ socket }) => socket.close()));
  return { p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), missing };
}
