/** `npm run -s ongyeol -- <command>`: one table of commands. Exit 0 good, 1 a fault found, 2 cannot do it (DESIGN §3). */

import { refuse } from './answer.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Every command by name, read from disk only when it is asked for: a command is a process of its own, and most need little of the program. */
export const COMMANDS = {
  init: async () => (await import('./init.ts')).init,
  agency: async () => (await import('./agency.ts')).agency,
  directory: async () => (await import('./enrol/directory.ts')).directory,
  invite: async () => (await import('./enrol/invite.ts')).invite,
  join: async () => (await import('./enrol/join.ts')).join,
  admit: async () => (await import('./enrol/admit.ts')).admit,
  revoke: async () => (await import('./enrol/revoke.ts')).revoke,
  renew: async () => (await import('./enrol/renew.ts')).renew,
  recover: async () => (await import('./enrol/recover.ts')).recover,
  app: async () => (await import('./app.ts')).app,
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
  tsa: async () => (await import('./tsa.ts')).tsa,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  profile: async () => (await import('./profile.ts')).profile,
  outbox: async () => (await import('./outbox.ts')).outbox,
  encrypt: async () => (await import('./encrypt.ts')).encrypt,
  erase: async () => (await import('./erase.ts')).erase,
  access: async () => (await import('./access.ts')).access,
  fsck: async () => (await import('./fsck.ts')).fsck,
  log: async () => (await import('./log.ts')).log,
  export: async () => (await import('./export.ts')).exportPapers,
  disclose: async () => (await import('./disclose.ts')).disclose,
  audit: async () => (await import('./audit.ts')).audit,
  witnesses: async () => (await import('./witnesses.ts')).witnesses,
  route: async () => (await import('./route.ts')).route,
  lint: async () => (await import('./lint.ts')).lint,
  pdf: async () => (await import('./pdf.ts')).pdf,
  verify: async () => (await import('./verify.ts')).verify,
  help: async () => (await import('./help.ts')).help,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

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
    return await (
      await command()
    )(args);
  } catch (error) {
    return refuse(name, { code: 'BROKEN_OFF', message: `하던 일을 마치지 못했습니다. 저장된 것은 그대로입니다. (${reasonOf(error)})` }, json);
  }
}
