import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/backend.ts';
import { CLOSE, mainRoom } from '../../../shared/collab/protocol.ts';
import type { WorkLine } from '../../../shared/sync/work.ts';
import { createMachines, type Machines } from '../../support/machines.ts';
import { draft, here, sendUp } from '../../support/papers.ts';
import { send } from '../../support/sync-devices.ts';
import { createStage, must, until, type Stage } from '../../support/sync.ts';

let stage: Stage;
let machines: Machines;
let [admin, kim]: Backend[] = [];
let [written, sent]: string[] = [];
let typing: Awaited<ReturnType<Stage['stock']>>;
beforeAll(async () => {
  stage = await createStage({ freeDevices: 9 });
  machines = createMachines(stage);
  const { people } = stage.world;
  [admin, kim] = [await machines.open(people.admin), await machines.open(people.kim)];
  [written, sent] = [await draft(kim, '비밀로 할 제목'), await draft(kim, '올린 제목')];
  await sendUp(kim, sent);
  typing = await stage.stock(people.kim, mainRoom(written, 1));
  await until('the draft is open', () => typing.provider.synced);
  const file = { name: '옮김.csv', bytes: new TextEncoder().encode('구분,번호,이름,부서,직위\n사람,kim,김하나,U2,주무관\n') };
  const looked = must(await here(admin).handlers['directory.preview'](file));
  must(await here(admin).handlers['directory.apply']({ ...file, rev: looked.rev }));
  await until('moved', () => here(admin).context.sync.directory().rev > looked.rev);
});
afterAll(async () => {
  await machines.close();
  await stage.close();
});

describe('what somebody leaves open, for the administrator', () => {
  it('DI7 is told by number, status and who goes on; no title and no content; the look is recorded', async () => {
    const token = await stage.token(stage.world.people.admin);
    const answer = await send<WorkLine[]>(stage.url(), 'GET', '/handovers?person=kim', token);
    const lines = must(answer);
    expect(lines.find(({ documentId }) => documentId === written)).toMatchObject({
      status: 'drafting',
      left: true,
      what: '기안한 문서',
      takers: ['이두리 과장'],
    });
    expect(lines.some(({ documentId, left }) => documentId === sent && left)).toBe(true);
    expect(JSON.stringify(answer)).not.toContain('제목');
    const { rows } = must(await here(admin).handlers['directory.work']({ person: 'kim' }));
    expect(rows.map(({ readable, left }) => [readable, left])).toEqual(lines.map(() => [false, true]));
    const records = await send<{ records: { what: string }[] }>(stage.url(), 'GET', '/access?scope=agencyRecords', token);
    expect(JSON.stringify(records)).toContain('handovers of kim');
  });

  it('DI7 nobody else is told: not the person, not another agency’s administrator, not without a session', async () => {
    const { people } = stage.world;
    for (const who of [people.kim, people.lee, people.otherAdmin])
      expect(await send(stage.url(), 'GET', '/handovers?person=kim', await stage.token(who))).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    expect(await send(stage.url(), 'GET', '/handovers?person=kim')).toMatchObject({ ok: false, code: 'UNAUTHORIZED' });
    expect(await send(stage.url(), 'GET', '/handovers?person=nobody', await stage.token(people.admin))).toMatchObject({ code: 'NOT_ADMIN' });
  });

  it('RT12 the leaver’s open draft is closed to them with the move and opens no more; who goes on reads what they wrote', async () => {
    const { kim: leaver, lee } = stage.world.people;
    await until('closed', () => typing.codes.length > 0);
    expect(typing.codes).toEqual([CLOSE.forbidden]);
    const again = await stage.stock(leaver, mainRoom(written ?? '', 1));
    await until('refused', () => again.codes.length > 0);
    expect(again.codes).toEqual([CLOSE.forbidden]);
    const next = await stage.stock(lee, mainRoom(written ?? '', 1));
    await until('the text', () => next.provider.synced);
    expect(JSON.stringify(next.doc.getMap('fields').toJSON())).toContain('비밀로 할 제목');
  });
});
