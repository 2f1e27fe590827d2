/** `npm run soak [-- --minutes 20] [--people 40]`: people join, write, move their cursors, leave and create documents; memory must stay flat. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mainRoom } from '../../../shared/collab/protocol.ts';
import { quantile, pass } from './client/measure.ts';
import { createDesk, visit, type Desk } from './soak-people.ts';
import { startOurs, type Ours } from './ours.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { minutes: text, people: text } });
const minutes = Math.min(24 * 60, Math.max(0.5, Number(values.minutes ?? 20)));
const people = Math.min(400, Math.max(2, Number(values.people ?? 40)));

const SAMPLE_MS = 30_000;
const DOCUMENT_EVERY_MS = 4000;
/** Documents people write in at a time: an older one is left, and its room is unloaded. */
const OPEN_DOCUMENTS = 20;
/** Memory may differ by so much between the second quarter of the time and the last: documents created meanwhile stay in the trail. */
const MAY_GROW = { heap: { share: 1.1, bytes: 3 << 20 }, rss: { share: 1.2, bytes: 24 << 20 } } as const;

interface Sample {
  readonly heap: number;
  readonly rss: number;
}

const mega = (bytes: number): string => (bytes / (1 << 20)).toFixed(1);

async function look(ours: Ours, desk: Desk, startedAt: number): Promise<Sample> {
  const { rss, rooms } = await ours.usage('usage');
  const { heap } = await ours.usage('collect');
  const connections = await ours.metric('ongyeol_connections');
  const { edits, acks, visits, documents, waits } = desk.count;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const clock = `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, '0')}`;
  const wait = quantile(waits.splice(0), 0.5).toFixed(1);
  process.stdout.write(
    `${clock}  힙 ${mega(heap)} MB · RSS ${mega(rss)} MB · 방 ${rooms} · 연결 ${connections} · 편집 ${edits} · 확인 ${acks}(p50 ${wait} ms) · 입장 ${visits} · 문서 ${documents}\n`,
  );
  return { heap, rss };
}

const mean = (samples: readonly Sample[], of: keyof Sample): number => samples.reduce((sum, sample) => sum + sample[of], 0) / samples.length;

/** Whether the last quarter stands as high as the second: the first is warming up. */
function isFlat(samples: readonly Sample[]): boolean {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  return (['heap', 'rss'] as const)
    .map((of) => {
      const early = mean(samples.slice(quarter, quarter * 2), of);
      const late = mean(samples.slice(-quarter), of);
      const flat = late <= early * MAY_GROW[of].share + MAY_GROW[of].bytes;
      process.stdout.write(`${of === 'heap' ? '힙' : 'RSS'}: 둘째 사분기 ${mega(early)} MB → 마지막 사분기 ${mega(late)} MB — ${flat ? '평평함' : '늘어남'}\n`);
      return flat;
    })
    .every((flat) => flat);
}

async function run(ours: Ours): Promise<boolean> {
  const desk = createDesk(ours.address);
  const startedAt = performance.now();
  const end = startedAt + minutes * 60_000;
  const going = (): boolean => performance.now() < end;
  const create = async (): Promise<void> => {
    while (going()) {
      desk.open(mainRoom(await ours.createDocument(), 1), OPEN_DOCUMENTS);
      await pass(DOCUMENT_EVERY_MS);
    }
  };
  const creating = create();
  const visiting = Array.from({ length: people }, (_, i) => visit(desk, i, going));
  const samples: Sample[] = [];
  while (going()) {
    await pass(Math.min(SAMPLE_MS, Math.max(0, end - performance.now())));
    samples.push(await look(ours, desk, startedAt));
  }
  await Promise.all([creating, ...visiting]);
  const { missing, closed } = desk.count;
  const deadline = performance.now() + 20_000;
  let left = await ours.metric('ongyeol_rooms_loaded');
  while (left > 0 && performance.now() < deadline) {
    await pass(200);
    left = await ours.metric('ongyeol_rooms_loaded');
  }
  process.stdout.write(`오지 않은 확인 ${missing} · 서버가 끊은 연결 ${closed} · 모두 나간 뒤 남은 방 ${left}\n`);
  return isFlat(samples) && missing === 0 && closed === 0 && left === 0;
}

const folder = mkdtempSync(join(tmpdir(), 'ongyeol-soak-'));
const ours = await startOurs(folder, { count: OPEN_DOCUMENTS, documents: true });
try {
  const good = await run(ours);
  process.stdout.write(good ? '판정: 통과\n' : '판정: 실패\n');
  process.exitCode = good ? 0 : 1;
} finally {
  await ours.stop();
  rmSync(folder, { recursive: true, force: true });
}
