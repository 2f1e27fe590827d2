/** WI8 of `shared/verify/SPEC.md` through the application: an administrator decides, somebody else of the agency takes the file. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { statusOf } from '../../../../electron/backend/status-view.ts';
import { leafOf } from '../../../../shared/trail/hash.ts';
import { createLogSigner } from '../../../../sync-server/log.ts';
import { createMachines, type Machines } from '../../../support/machines.ts';
import { here as at } from '../../../support/papers.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
let machines: Machines;
let [admin, kim, park]: Backend[] = [];
beforeAll(async () => {
  stage = await createStage();
  machines = createMachines(stage);
  const { people } = stage.world;
  [admin, kim, park] = [await machines.open(people.admin), await machines.open(people.kim), await machines.open(people.park)];
  await until('the log’s certificate', () => [admin, kim, park].every((who) => at(who).context.meta.get('log.certificate') !== null));
  const origin = (await (await fetch(`${stage.url()}/log/checkpoint`)).text()).split('\n')[0] ?? '';
  const signer = createLogSigner(stage.world.logKey, origin);
  const [known, shown] = [1, 2].map((byte) => signer.note(1, leafOf(Uint8Array.of(byte))));
  const alarm = { id: 'a1', kind: 'forked', at: new Date(Date.now() - 1000).toISOString(), known, shown, proof: [] };
  for (const who of [admin, kim, park]) at(who).context.meta.set('alarms', JSON.stringify([alarm]));
});
afterAll(async () => {
  await machines.close();
  await stage.close();
});

it('WI8 only an administrator decides, and whoever takes the file of the own agency has no open alarm any more', async () => {
  const wanted = { id: 'a1', stands: 'shown', reason: '되살린 백업을 확인함' } as const;
  expect([statusOf(at(admin).context).alarm?.decides, statusOf(at(kim).context).alarm?.decides]).toEqual([true, false]);
  expect(await at(kim).handlers['alarm.decide'](wanted)).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
  expect(await at(admin).handlers['alarm.decide']({ ...wanted, id: 'a2' })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  must(await at(admin).handlers['alarm.decide'](wanted));
  expect(statusOf(at(admin).context).alarm).toBeNull();
  const file = machines.saved.at(-1);
  expect(file?.name).toBe('기록결정-a1.json');
  const bytes = file?.bytes ?? new Uint8Array(0);
  expect(await at(kim).handlers['alarm.apply']({ bytes: bytes.slice(1) })).toMatchObject({ ok: false, code: 'DECISION_MALFORMED' });
  expect(await at(park).handlers['alarm.apply']({ bytes })).toMatchObject({ ok: false, code: 'DECISION_FOREIGN' });
  expect(statusOf(at(park).context).alarm?.id).toBe('a1');
  expect(must(await at(kim).handlers['alarm.apply']({ bytes })).sentence).toContain('되살린 백업을 확인함');
  expect(statusOf(at(kim).context).alarm).toBeNull();
  expect(await at(kim).handlers['alarm.apply']({ bytes })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  // The evidence and the decision stay, and go out together.
  must(await at(kim).handlers['alarm.save']({ id: 'a1' }));
  const kept = JSON.parse(new TextDecoder().decode(machines.saved.at(-1)?.bytes)) as { known: string; decided: { decision: { reason: string } } };
  expect([kept.known !== '', kept.decided.decision.reason]).toEqual([true, '되살린 백업을 확인함']);
});
