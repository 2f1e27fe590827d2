import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { run } from '../../../electron/cli/commands.ts';
import { browse, createAccountServer, type AccountServer } from '../../support/account-server.ts';
import { openOffice, type Office } from '../../support/office.ts';
import { createFolders, until } from '../../support/sync.ts';

const folders = createFolders();
let office: Office;
let accounts: AccountServer;
beforeAll(async () => {
  accounts = await createAccountServer();
  office = await openOffice(folders.make());
  await office.server.stop();
  const config = join(office.data, 'server/config.json');
  const { issuer, clientId } = accounts.policy();
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), signIn: { issuer, clientId, required: true } }));
}, 60_000);
afterAll(async () => {
  await accounts.close();
  folders.clean();
});

/** A command of the administrator over the resting server, and what it says meanwhile. */
function command(out: string): { readonly said: () => string; readonly status: Promise<number> } {
  let said = '';
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      said += String(chunk);
      return true;
    }),
  );
  const args = ['directory', '--export', office.at(out), '--data', office.data, '--passphrase-file', office.at('admin.txt')];
  return { said: () => said, status: run(args).finally(() => spies.forEach((spy) => spy.mockRestore())) };
}

it('OI12 a command prints the address where a sign-in is required, and goes on once a browser was there; a no ends it in a sentence', async () => {
  const address = async (said: () => string): Promise<string> => {
    await until('the address', () => /http:\S+/.test(said()));
    return /http:\S+/.exec(said())?.[0] ?? '';
  };
  accounts.signs(null);
  const first = command('no.csv');
  await browse(await address(first.said));
  expect([await first.status, first.said().includes('마치지 않았습니다')]).toEqual([2, true]);
  accounts.signs('1741000-admin');
  const second = command('all.csv');
  await browse(await address(second.said));
  expect(await second.status).toBe(0);
  // Signed in for the day: the next one asks nothing.
  const third = command('again.csv');
  expect([await third.status, third.said().includes('http:')]).toEqual([0, false]);
}, 60_000);
