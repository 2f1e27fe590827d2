import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createMachines, type Machines } from '../../../support/machines.ts';
import { draft, here as at, sendUp, sign, view } from '../../../support/papers.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
let machines: Machines;
let [admin, kim, lee]: Backend[] = [];
beforeAll(async () => {
  stage = await createStage({ freeDevices: 5 });
  machines = createMachines(stage);
  const { people } = stage.world;
  [admin, kim, lee] = [await machines.open(people.admin), await machines.open(people.kim), await machines.open(people.lee)];
});
afterAll(async () => {
  await machines.close();
  await stage.close();
});

/** The administrator takes a file in; everybody has it when this returns. */
async function takes(text: string): Promise<void> {
  const file = { name: '철.csv', bytes: new TextEncoder().encode(text) };
  const looked = must(await at(admin).handlers['directory.preview'](file));
  expect(looked.faults).toEqual([]);
  must(await at(admin).handlers['directory.apply']({ ...file, rev: looked.rev }));
  for (const who of [kim, lee]) await until('the directory', () => at(who).context.sync.directory().rev > looked.rev);
}

describe('a record file that is closed while papers are routed to it', () => {
  it('IM14 a draft is told and not sent up until it has an open one; a paper sent up before is signed, stays in it, and says so', async () => {
    const [waits, gone] = [await draft(kim, '쓰던 문서'), await draft(kim, '먼저 올린 문서')];
    const { handlers } = at(kim);
    const fields = { summary: '요지', keywords: ['협조'], originator: '주무관', reporter: '주무관' };
    must(await handlers['documents.setFields']({ documentId: waits, fields }));
    const { lane, recordFile } = must(await handlers['route.propose']({ documentId: waits }));
    must(await handlers['route.design']({ documentId: waits, lane, recordFile }));
    await sendUp(kim, gone);
    await takes('구분,이름,부서,업무,보존기간\n철종결,정보화 일반,U1,,\n기록물철,정보화 일반 2권,U1,정보화 운영,5년\n');

    const told = (await view(kim, waits)).checks.filter(({ state, article }) => state === 'stop' && article.includes('제23조'));
    expect(told).toMatchObject([{ title: expect.stringContaining('처리과에 없는 기록물철') as string, article: expect.stringContaining('제23조') as string }]);
    expect(await handlers['approval.submit']({ documentId: waits })).toMatchObject({ ok: false, code: 'RECORD_FILE_UNKNOWN' });
    expect((await view(kim, waits)).status).toBe('drafting');
    // The lawful way on: another file of the same 처리과.
    must(await handlers['documents.setFields']({ documentId: waits, fields: { recordFile: '정보화 일반 2권' } }));
    must(await handlers['approval.submit']({ documentId: waits }));
    await sign(lee, waits);
    await until('registered', async () => (await view(lee, waits)).registration !== null);
    expect((await view(lee, waits)).lanes[0]?.recordFile).toBe('정보화 일반 2권');

    expect((await view(lee, gone)).lanes[0]?.recordFile).toContain('올린 뒤에 종결됨');
    await sign(lee, gone);
    await until('registered', async () => (await view(lee, gone)).registration !== null);
    expect(at(lee).context.replica.state(gone).registrations).toMatchObject([{ recordFile: '정보화 일반' }]);
  });
});
