/** With `--json` every command answers one envelope on stdout, whatever became of it, and what people would read goes nowhere else. */

import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, run } from '../../../electron/cli/commands.ts';
import { readEnvelope, type ReadEnvelope } from '../../support/envelope.ts';
import { CHIEF, here, openOffice, type Office } from '../../support/office.ts';
import { initArgs, AGENCIES, passphraseFiles } from '../../support/start.ts';
import { writeConfig } from '../../support/sync-config.ts';
import { createFolders, createStage, until, type Stage } from '../../support/sync.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const MAIN = join(import.meta.dirname, '../../../electron/cli/main.ts');
const EXIT = { valid: 0, fault: 1, cannot: 2 } as const;

const folders = createFolders();
let office: Office;
let stage: Stage;
/** Digest of a file on the stage's server. */
let blob = '';

beforeAll(async () => {
  office = await openOffice(folders.make());
  stage = await createStage();
  writeConfig(stage.world, stage.dataDir);
  const sync = stage.replica(stage.world.people.kim);
  blob = await sync.putBlob(new TextEncoder().encode('붙임'));
  const sql = new Database(join(stage.dataDir, 'server.db'), { readonly: true });
  await until('the upload', () => sql.prepare('SELECT 1 FROM blobs WHERE sha256 = ?').get(blob) !== undefined);
  sql.close();
  await sync.stop();
  await stage.stopServer();
}, 60_000);
afterAll(async () => {
  await office.server.stop();
  await stage.close();
  folders.clean();
});

/** Runs a command line with `--json`: the envelope, which fits the exit code. */
async function envelope(...args: string[]): Promise<ReadEnvelope> {
  const { status, out } = await here(run, ...args, '--json');
  const read = readEnvelope(out);
  expect([read.command, status]).toEqual([expect.stringContaining(args[0] ?? ''), EXIT[read.verdict]]);
  return read;
}

const at = (name: string): string => office.at(name);
const desk = (): string[] => ['--data', office.data, '--server', office.url, '--passphrase-file', at('admin.txt')];
const fresh = (): string => join(folders.make(), 'new');

/** A good run of every command, in an order in which each finds what it needs. `demo` and `verify` are held by the main job's own test, `export` by `tests/unit/backend/export/many.test.ts`. */
const GOOD: { readonly [Name in Exclude<keyof typeof COMMANDS, 'demo' | 'verify' | 'serve' | 'export'>]: () => Promise<ReadEnvelope> } = {
  help: () => envelope('help'),
  lint: () => envelope('lint', join(FIXTURES, 'samples/youth-jobs-joint.md')),
  pdf: () => envelope('pdf', join(FIXTURES, 'samples/brief-report.md'), '--out', at('brief.pdf')),
  route: () => envelope('route', 'check', join(FIXTURES, 'route/AP5-return.json')),
  init: () => {
    const secrets = folders.make();
    return envelope('init', ...initArgs(fresh(), secrets));
  },
  agency: () => {
    const files = passphraseFiles(office.at('.'));
    const own = ['--passphrase-file', files.admin, '--root-passphrase-file', files.root];
    return envelope('agency', '--data', office.data, '--server', office.url, '--out', fresh(), ...AGENCIES.moel, ...own);
  },
  directory: () => envelope('directory', '--export', at('all.csv'), ...desk()),
  async invite() {
    const made = await envelope('invite', ...CHIEF, '--out', at('chief.invitation'), ...desk());
    const asked = ['--data', at('home'), '--out', at('chief.request'), '--code', String(made.subject['code']), '--passphrase-file', at('person.txt')];
    await envelope('join', at('chief.invitation'), ...asked);
    return made;
  },
  admit: () => envelope('admit', at('chief.request'), '--out', at('chief.certificate'), ...desk()),
  join: () => envelope('join', at('chief.certificate'), '--data', at('home'), '--passphrase-file', at('person.txt')),
  renew: () => envelope('renew', '--data', office.data, '--passphrase-file', at('admin.txt')),
  revoke: () => envelope('revoke', '--crl', at('list.pem'), ...desk()),
  async profile() {
    const secret = ['--passphrase-file', at('person.txt')];
    await envelope('profile', 'backup', '--person', 'p-001', '--out', at('chief.profile'), '--data', at('home'), ...secret);
    return envelope('profile', 'restore', at('chief.profile'), '--data', fresh(), ...secret);
  },
  outbox: () => envelope('outbox', 'list', '--person', 'p-001', '--data', at('home'), '--passphrase-file', at('person.txt')),
  fsck: () => envelope('fsck', '--data', stage.dataDir),
  log: () => envelope('log', '--data', stage.dataDir, '--out', fresh()),
  witnesses: () => envelope('witnesses', '--data', stage.dataDir),
  disclose: () => envelope('disclose', join(FIXTURES, 'capsules/valid/document.ongyeol'), '--list'),
  audit: () => envelope('audit', join(FIXTURES, 'capsules/valid'), '--trust', join(FIXTURES, 'capsules/root.pem')),
  access: () => envelope('access', '--data', office.data),
  backup: () => envelope('backup', '--out', at('backup'), '--data', office.data),
  restore: () => envelope('restore', at('backup'), '--data', fresh()),
  erase: () => envelope('erase', '--sha256', blob, '--ground', '보존기간 만료', '--data', stage.dataDir),
  encrypt: () => envelope('encrypt', '--key-file', join(folders.make(), 'store.key'), '--data', stage.dataDir),
  recover: () => {
    const root = ['--root-key', join(office.data, 'root-key.json'), '--root-passphrase-file', at('root.txt')];
    return envelope('recover', '--data', office.data, '--server', office.url, '--name', '홍길동', ...root, '--passphrase-file', at('person.txt'));
  },
  tsa: () => envelope('tsa', '--data', office.data),
  async app() {
    await office.server.stop();
    return envelope('app', '--data', office.data, '--once');
  },
};

describe('CJ --json is one envelope', { timeout: 60_000 }, () => {
  for (const [name, good] of Object.entries(GOOD))
    it(`CJ1 ${name}: done`, async () => {
      const { verdict, firstFault } = await good();
      expect([verdict, firstFault]).toEqual(['valid', undefined]);
    });

  for (const name of [...Object.keys(COMMANDS), 'nonsense'])
    it(`CJ2 ${name}: refused`, async () => {
      if (name === 'help') return;
      expect(await envelope(name, '--bogus')).toMatchObject({ verdict: 'cannot', firstFault: { message: expect.stringMatching(/[가-힣]/) as string } });
    });
});

describe('CJ what was found', { timeout: 60_000 }, () => {
  it('CJ3 a fault is told in the envelope with its place, exit 1', async () => {
    expect(await envelope('lint', join(FIXTURES, 'samples/writing-faults.md'))).toMatchObject({ verdict: 'fault' });
    const out = at('damaged');
    await envelope('backup', '--out', out, '--data', office.data);
    writeFileSync(join(out, 'server.db'), 'x');
    const into = join(folders.make(), 'deep', 'new');
    expect(await envelope('restore', out, '--data', into)).toMatchObject({ verdict: 'fault', firstFault: { code: 'FILE_DAMAGED' } });
    expect(existsSync(join(into, '..'))).toBe(false);
  });

  it('B8 a backup where no folder can be made is refused at once, and leaves nothing', async () => {
    expect(await envelope('backup', '--out', '/proc/ongyeol/backup', '--data', office.data)).toMatchObject({ firstFault: { code: 'READ_ONLY' } });
    expect(await envelope('restore', at('backup'), '--data', '/proc/ongyeol/new')).toMatchObject({ firstFault: { code: 'READ_ONLY' } });
    expect(await envelope('init', ...initArgs('/proc/ongyeol/new/data', folders.make()))).toMatchObject({ firstFault: { code: 'READ_ONLY' } });
    const deep = join(folders.make(), 'a', 'b');
    expect(await envelope('backup', '--out', deep, '--data', office.data, '--config', at('none.json'))).toMatchObject({ firstFault: { code: 'CONFIG' } });
    expect(existsSync(join(deep, '..'))).toBe(false);
  });

  it('S8 serve: the address and where the root key lies in one line; a port that is taken, before anything is made, in another', async () => {
    const data = fresh();
    const child = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--json'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    expect(readEnvelope(line)).toMatchObject({
      verdict: 'valid',
      subject: { url: expect.stringMatching(/^http:/) as string, rootKey: join(data, 'root.key') },
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const folder = folders.make();
    expect(await envelope('serve', '--port', String(port), '--data', join(folder, 'new'))).toMatchObject({ firstFault: { code: 'PORT_TAKEN' } });
    expect(await envelope('serve', '--port', String(port), '--data', data)).toMatchObject({ firstFault: { code: 'SERVER_FAILED' } });
    expect(readdirSync(folder)).toEqual([]);
    taken.close();
  });
});
