import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../../electron/cli/commands.ts';
import { readEnvelope } from '../../support/envelope.ts';
import { MACHINE_PASSPHRASE, openMachine, writeMachine } from '../../support/machine.ts';
import { here } from '../../support/office.ts';
import { createFolders, createStage, must, until, type Stage } from '../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
beforeAll(async () => void (stage = await createStage()));
afterAll(async () => {
  await stage.close();
  folders.clean();
});

async function ongyeol(...args: string[]) {
  const { status, out } = await here(run, 'outbox', ...args, '--json');
  return { status, ...readEnvelope(out) };
}

it('OB8 an act signed without a line goes out to a file and reaches the server from a colleague’s PC; changed, it is taken in by nobody', async () => {
  const { kim, lee } = stage.world.people;
  const [mine, hers] = [folders.make(), folders.make()];
  const secret = join(mine, 'secret.txt');
  writeFileSync(secret, `${MACHINE_PASSPHRASE}\n`);
  const at = (data: string, person: string): string[] => ['--data', data, '--person', person, '--passphrase-file', secret];
  const profile = await writeMachine(stage, mine, kim);
  await writeMachine(stage, hers, lee);
  const machine = await openMachine(stage, profile);
  await until('the directory', () => machine.context.sync.directory().agencies.size === 2);
  await stage.stopServer();
  await until('no line', () => machine.context.sync.status().connection === 'offline');
  const wanted = { form: 'official', title: '끊긴 동안 만든 문서', partners: [], recordFile: '', work: [] } as const;
  const { documentId } = must(await machine.handlers['documents.create']({ ...wanted, partners: [], work: [] }));
  await machine.close();

  expect(await ongyeol('list', ...at(mine, 'kim'))).toMatchObject({ status: 0, subject: { rows: [{ documentId, state: 'waiting' }] } });
  const file = join(mine, '보낼 서명.ongyeol-outbox');
  expect(await ongyeol('export', '--out', file, ...at(mine, 'kim'))).toMatchObject({ status: 0, subject: { file } });
  const bytes = readFileSync(file);
  expect(await ongyeol('export', '--out', file, ...at(mine, 'kim'))).toMatchObject({ status: 2, firstFault: { code: 'SAVE_FAILED' } });
  expect(readFileSync(file)).toEqual(bytes);

  const changed = join(hers, 'changed.ongyeol-outbox');
  writeFileSync(changed, bytes.toString('utf8').replace('"v":1', '"v":1 '));
  expect((await ongyeol('import', changed, ...at(hers, 'lee'))).status).toBe(2);
  await stage.startServer();
  const taken = await ongyeol('import', file, '--server', stage.url(), ...at(hers, 'lee'));
  expect(taken).toMatchObject({ status: 0, subject: { added: 1, rows: [] } });
  const sync = stage.replica(kim);
  await until('the server has it', () => sync.entries(documentId).length === 1);
  // Its own PC finds it taken when it has a line again: it counts once.
  const back = await openMachine(stage, profile);
  await until('answered', () => back.context.sync.status().outbox === 0);
  expect(back.context.sync.entries(documentId)).toHaveLength(1);
  await back.close();
});
