/**
 * An agency started for real, with its server running and the commands of both sides of an invitation. They run in this process, because
 * a process of its own for each costs more than the command; `enrol.test.ts` runs them as users do.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { init } from '../../electron/cli/init.ts';
import { admit } from '../../electron/cli/enrol/admit.ts';
import { directory } from '../../electron/cli/enrol/directory.ts';
import { invite } from '../../electron/cli/enrol/invite.ts';
import { join as joinAs } from '../../electron/cli/enrol/join.ts';
import { revoke } from '../../electron/cli/enrol/revoke.ts';
import { serve, type Ran, type Served } from './cli.ts';
import { readEnvelope } from './envelope.ts';
import { initArgs, passphraseFiles } from './start.ts';

/** The office. `at` names a file in its exchange folder. */
export interface Office {
  readonly url: string;
  readonly data: string;
  readonly server: Served;
  readonly at: (name: string) => string;
  /** Invites; the answer's value. */
  readonly invite: (out: string, ...more: string[]) => Promise<{ id: string; code: string }>;
  readonly request: (invitation: string, code: string, home: string, out: string, ...more: string[]) => Promise<Ran>;
  readonly admit: (request: string, out: string, ...more: string[]) => Promise<Ran>;
  readonly take: (certificate: string, home: string, ...more: string[]) => Promise<Ran>;
  readonly revoke: (...more: string[]) => Promise<Ran>;
  /** A file with a secret in it. */
  readonly secret: (name: string, text: string) => string;
}

/** Runs a command here and gives back what it printed. */
export async function here(command: (args: readonly string[]) => Promise<number>, ...args: string[]): Promise<Ran> {
  const printed = { out: '', said: '' };
  const spies = (['out', 'said'] as const).map((name) =>
    vi.spyOn(name === 'out' ? process.stdout : process.stderr, 'write').mockImplementation((chunk) => {
      printed[name] += String(chunk);
      return true;
    }),
  );
  try {
    return { status: await command(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const ORGANISATION = '구분,번호,이름,부서,직위,윗자리\n부서,110,조직과,,주무관/과장,장관\n';

/** 과장 of the office's agency, as `invite` is told of them. */
export const CHIEF = ['--person', 'p-001', '--name', '김과장', '--unit', '110', '--position', '과장'] as const;

/** Starts 행정안전부 in a folder. */
export async function openOffice(folder: string): Promise<Office> {
  const [data, exchange] = [join(folder, 'new'), folder];
  const files = passphraseFiles(exchange);
  const made = await here(init, ...initArgs(data, exchange));
  if (made.status !== 0) throw new Error(made.said);
  const server = await serve('--data', data);
  const at = (name: string): string => join(exchange, name);
  const admin = ['--data', data, '--server', server.url, '--passphrase-file', files.admin];
  writeFileSync(at('org.csv'), ORGANISATION);
  const organised = await here(directory, at('org.csv'), ...admin);
  if (organised.status !== 0) throw new Error(organised.out + organised.said);
  const person = ['--passphrase-file', files.person];
  return {
    ...{ url: server.url, data, server, at },
    async invite(out, ...more) {
      const ran = await here(invite, ...admin, '--out', at(out), '--json', ...more);
      if (ran.status !== 0) throw new Error(ran.out + ran.said);
      return readEnvelope(ran.out).subject as { id: string; code: string };
    },
    request: (invitation, code, home, out, ...more) =>
      here(joinAs, at(invitation), '--data', home, '--out', at(out), '--code', code, ...person, '--json', ...more),
    admit: (request, out, ...more) => here(admit, at(request), '--out', at(out), ...admin, '--json', ...more),
    take: (certificate, home, ...more) => here(joinAs, at(certificate), '--data', home, ...person, '--json', ...more),
    revoke: (...more) => here(revoke, ...admin, ...more),
    secret(name, text) {
      writeFileSync(at(name), `${text}\n`);
      return at(name);
    },
  };
}
