/** `npm run -s ongyeol -- <command>`: one table of commands. Exit 0 good, 1 a fault found, 2 cannot do it (DESIGN §3). */

import { access } from './access.ts';
import { agency } from './agency.ts';
import { refuse } from './answer.ts';
import { app } from './app.ts';
import { backup } from './backup.ts';
import { encrypt } from './encrypt.ts';
import { demo } from './demo.ts';
import { erase } from './erase.ts';
import { admit } from './enrol/admit.ts';
import { directory } from './enrol/directory.ts';
import { invite } from './enrol/invite.ts';
import { join } from './enrol/join.ts';
import { revoke } from './enrol/revoke.ts';
import { help } from './help.ts';
import { init } from './init.ts';
import { lint } from './lint.ts';
import { outbox } from './outbox.ts';
import { profile } from './profile.ts';
import { restore } from './restore.ts';
import { route } from './route.ts';
import { serve } from './serve.ts';
import { verify } from './verify.ts';

/** Every command: its arguments to its exit code. */
export const COMMANDS = {
  init,
  agency,
  directory,
  invite,
  join,
  admit,
  revoke,
  app,
  demo,
  serve,
  backup,
  restore,
  profile,
  outbox,
  encrypt,
  erase,
  access,
  route,
  lint,
  verify,
  help,
} as const satisfies Readonly<Record<string, (args: readonly string[]) => Promise<number>>>;

/** What the system said stands as its code: its sentences are English and name folders of the machine. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null) return `시스템 오류 ${code}`;
  return error instanceof Error && /[가-힣]/.test(error.message) ? error.message : '알 수 없는 까닭';
}

/** Runs a command line to its exit code; what breaks off unforeseen is told as every refusal is. */
export async function run([asked = 'help', ...args]: readonly string[]): Promise<number> {
  const name = asked === '--help' || asked === '-h' ? 'help' : asked;
  const json = args.includes('--json');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined;
  if (command === undefined)
    return refuse(name, { code: 'USAGE', message: `모르는 명령입니다: ${name}. 쓸 수 있는 명령: ${Object.keys(COMMANDS).join(', ')}` }, json);
  try {
    return await command(args);
  } catch (error) {
    return refuse(name, { code: 'BROKEN_OFF', message: `하던 일을 마치지 못했습니다. 저장된 것은 그대로입니다. (${reasonOf(error)})` }, json);
  }
}
