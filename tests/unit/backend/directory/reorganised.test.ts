import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { createMachines, type Machines } from '../../../support/machines.ts';
import { draft, here as at, may, sendUp, sign, view } from '../../../support/papers.ts';
import { createStage, must, until, type Stage } from '../../../support/sync.ts';

let stage: Stage;
let machines: Machines;
let [admin, kim, lee, choi]: Backend[] = [];

const REORGANISED = `구분,번호,이름,부서,직위,새부서,새직위,업무,전결권자,조항
부서,U3,디지털과,,주무관/디지털과장
승계,,,U1,,U3
승계,,,U1,과장,U3,디지털과장
사람,kim,김새봄,U2,주무관
사람,choi,,U3,주무관
전결,,,,,,,정보화 운영,디지털과장,별표 1
`;

let [done, open, mine]: string[] = [];

beforeAll(async () => {
  stage = await createStage({ freeDevices: 5 });
  machines = createMachines(stage);
  const { people } = stage.world;
  [admin, kim, lee, choi] = [
    await machines.open(people.admin),
    await machines.open(people.kim),
    await machines.open(people.lee),
    await machines.open(people.choi),
  ];
  [done, open, mine] = [await draft(kim, '끝난 문서'), await draft(kim, '결재 중인 문서'), await draft(kim, '쓰던 문서')];
  await sendUp(kim, done, ['기획재정부장관']);
  await sign(lee, done);
  await until('registered', async () => (await view(kim, done ?? '')).registration !== null);
  await sendUp(kim, open);
  await may(lee, open, 'sign');
  const file = { name: '개편.csv', bytes: new TextEncoder().encode(REORGANISED) };
  const looked = must(await at(admin).handlers['directory.preview'](file));
  expect([looked.faults, looked.changes.map(({ line, kind }) => `${line} ${kind}`)]).toEqual([
    [],
    ['2 부서 신설', '3 개편', '4 개편', '4 옮김', '5 옮김', '6 옮김', '7 위임전결', '7 위임전결'],
  ]);
  must(await at(admin).handlers['directory.apply']({ ...file, rev: looked.rev }));
  for (const who of [kim, lee, choi]) await until('the reorganisation', () => at(who).context.sync.directory().rev > looked.rev);
}, 60_000);
afterAll(async () => {
  await machines.close();
  await stage.close();
});

describe('after a reorganisation', () => {
  it('DI6 a paper shows units, posts and people as they were called when they acted, in card, list, trail and PDF', async () => {
    const id = done ?? '';
    const seen = await view(lee, id);
    expect(seen.unitName).toBe('정보화담당관실');
    expect(seen.lanes[0]?.stages.flat().map(({ position, unitName, person }) => [unitName, position, person])).toEqual([
      ['정보화담당관실', '주무관', '김하나'],
      ['정보화담당관실', '과장', '이두리'],
    ]);
    const lists = must(await at(lee).handlers['home.list']({}));
    expect(
      Object.values(lists)
        .flat()
        .find(({ documentId }) => documentId === id),
    ).toMatchObject({ unitName: '정보화담당관실', drafter: '주무관' });
    const { lines } = must(await at(lee).handlers['trail.get']({ documentId: id }));
    expect(lines.filter(({ kind }) => kind === 'statement').map(({ who }) => who)).toEqual([
      '김하나 정보화담당관실 주무관',
      '김하나 정보화담당관실 주무관',
      '김하나 정보화담당관실 주무관',
      '이두리 정보화담당관실 과장',
    ]);
    await may(choi, id, 'fixBase');
    must(await at(choi).handlers['issue.fixBase']({ documentId: id, enforcedOn: '2026-12-01' }));
    await until('the base', () => at(choi).context.replica.state(id).base !== null);
    const { pdf } = must(await at(choi).handlers['preview.pdf']({ documentId: id }));
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
    for (const old of ['김하나', '이두리', '정보화담당관실-1']) expect(text).toContain(old);
    for (const young of ['김새봄', '디지털과']) expect(text).not.toContain(young);
  });

  it('AP23 an open route goes on at the post that took over, and the app offers it there', async () => {
    const id = open ?? '';
    await may(lee, id, 'sign');
    const step = (await view(lee, id)).lanes.flatMap((lane) => lane.stages.flat()).find(({ state }) => state === 'now');
    expect(step).toMatchObject({ position: '디지털과장', unitName: '디지털과', mine: true });
    await sign(lee, id);
    await until('registered', async () => (await view(lee, id)).registration !== null);
    // The number is that of the 처리과 of the day.
    expect((await view(lee, id)).registration).toBe('디지털과-1');
  });

  it('DI7 what somebody left open is shown to their 처리과 as handed over, and whoever takes it goes on by their own signature', async () => {
    const id = mine ?? '';
    await may(choi, id, 'submit');
    expect((await view(choi, id)).handover).toMatchObject({ kind: 'made', person: 'kim', name: '김하나', post: '정보화담당관실 주무관' });
    // RT12: the leaver is out of the draft, on their machine as at the server.
    expect(await at(kim).handlers['documents.get']({ documentId: id })).toMatchObject({ ok: false, code: 'NO_DOCUMENT' });
    expect(await at(kim).handlers['documents.setFields']({ documentId: id, fields: { summary: '떠난 사람의 요지' } })).toMatchObject({ ok: false });
    await sendUp(choi, id);
    await sign(lee, id);
    const { lines } = must(await at(choi).handlers['trail.get']({ documentId: id }));
    expect(lines.filter(({ what }) => what === '기안 시작' || what === '결재 올림').map(({ who }) => who)).toEqual([
      '김하나 정보화담당관실 주무관',
      '최다섯 디지털과 주무관',
    ]);
  });
});
