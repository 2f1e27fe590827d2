/** `npm run -s ongyeol -- <command>`: one table of commands. Exit 0 good, 1 a fault found, 2 cannot do it (DESIGN §3). */

import { access } from './access.ts';
import { agency } from './agency.ts';
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
import { profile } from './profile.ts';
import { restore } from './restore.ts';
import { route } from './route.ts';
import { serve } from './serve.ts';
import { verify } from './verify.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
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
  encrypt,
  erase,
  access,
  route,
  lint,
  verify,
  help,
};

/** What the system said stands as its code: its sentences are English and name folders of the machine. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null) return `시스템 오류 ${code}`;
  return error instanceof Error && /[가-힣]/.test(error.message) ? error.message : '알 수 없는 까닭';
}

if (Number(process.versions['napi'] ?? 0) < 10) {
  process.stderr.write('Node 24 이상에서만 실행됩니다. npm run -s ongyeol -- … 으로 시작하십시오.\n');
  process.exit(2);
}
const [asked = 'help', ...args] = process.argv.slice(2);
const name = asked === '--help' || asked === '-h' ? 'help' : asked;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (command === undefined) process.stderr.write(`모르는 명령입니다: ${name}. 쓸 수 있는 명령: ${Object.keys(COMMANDS).join(', ')}\n`);
try {
  process.exitCode = command === undefined ? 2 : await command(args);
} catch (error) {
  process.stderr.write(`하던 일을 마치지 못했습니다. 저장된 것은 그대로입니다. (${reasonOf(error)})\n`);
  process.exitCode = 2;
}
