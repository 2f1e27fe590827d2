/** Ours, as it runs for people: rights, checks and every commit on disk. Only the limits that slow one person down are out of the way. */

import { createStage } from '../../../support/sync.ts';
import type { Running } from './peer.ts';

/** Starts it. */
export async function start(): Promise<Running> {
  const limits = { plainRooms: true, messagesPerSecond: 1e9, connectionsPerPerson: 1e6, idleMs: 200 };
  const stage = await createStage(limits);
  const token = await stage.token(stage.world.people.kim);
  return {
    port: Number(new URL(stage.url()).port),
    token,
    async rooms() {
      const text = await (await fetch(`${stage.url()}/metrics`)).text();
      return Number(/^ongyeol_rooms_loaded (\d+)/m.exec(text)?.[1] ?? Number.NaN);
    },
  };
}
