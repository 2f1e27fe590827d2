/** FS2 and FS4 of `shared/verify/SPEC.md`: 1,000 server folders changed by somebody with the file in hand. */

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfigFile } from '../../sync-server/config.ts';
import { fsck, type FsckReport } from '../../sync-server/fsck/fsck.ts';
import { writeConfig } from '../support/sync-config.ts';
import { approvedDocument } from '../support/sync-fixed.ts';
import { createFolders, createStage, must, type Stage } from '../support/sync.ts';
import { createNext } from '../support/tamper.ts';
import { namesEntry, STORE_TAMPERING, tamperStore } from '../support/tamper-store.ts';
import { seedOf } from '../support/seed.ts';

const folders = createFolders();
let stage: Stage;
let config = '';
let note = '';
let honest = '';

beforeAll(async () => {
  stage = await createStage();
  for (let i = 0; i < 6; i++) await approvedDocument(stage);
  note = ((await (await fetch(`${stage.url()}/checkpoint`)).json()) as { value: string }).value;
  config = writeConfig(stage.world, folders.make());
  await stage.stopServer();
  honest = folders.make();
  cpSync(stage.dataDir, honest, { recursive: true });
});
afterAll(async () => {
  await stage.close();
  folders.clean();
});

const look = async (dataDir: string): Promise<FsckReport> =>
  must(await fsck({ dataDir, config: must(readConfigFile(config)), checkpoint: note, crypto: stage.world.crypto, progress: () => undefined }));

it('FS2 FS4 every one of 1,000 changed folders is found, the entry named; an honest one is whole each time it is asked', async () => {
  const seed = seedOf();
  const next = createNext(seed);
  const kinds = Object.keys(STORE_TAMPERING);
  const missed: string[] = [];
  const codes: Record<string, number> = {};
  for (let i = 0; i < 1000; i++) {
    const kind = kinds[i % kinds.length] ?? '';
    const folder = folders.make();
    cpSync(honest, folder, { recursive: true });
    const done = tamperStore(join(folder, 'server.db'), kind, next);
    const found = (await look(folder)).checks.find(({ state }) => state === 'fault');
    if (found === undefined || (done.named && !namesEntry(found.where, done)))
      missed.push(`${kind}, case ${i}: entry ${done.idx + 1}, said ${found?.where ?? 'nothing'}`);
    else codes[found.code] = (codes[found.code] ?? 0) + 1;
    rmSync(folder, { recursive: true, force: true });
    if (i % 100 === 0) expect((await look(honest)).checks.filter(({ state }) => state === 'fault')).toEqual([]);
  }
  console.log(`FS2 seed ${seed}, ${JSON.stringify(codes)}`);
  expect(missed).toEqual([]);
});
