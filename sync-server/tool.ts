/** What the server program does beside serving: `backup`, `restore`, `erase`, `access`, `encrypt`, `fsck`, `log` and `witnesses`. The answer is one JSON line, a result. */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createThreadCrypto } from './node-crypto.ts';
import { err, ok, type Result } from '../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import { readAccess } from './access-tool.ts';
import { backUp } from './backup.ts';
import { readConfigFile, readSecret } from './config.ts';
import { encryptStore } from './encrypt.ts';
import { erase } from './erase.ts';
import { fsck } from './fsck/fsck.ts';
import { writeLogFiles } from './log-files.ts';
import { restore } from './restore.ts';
import { readWitnesses } from './witness-tool.ts';
import type { StoreSecret } from './storage/store-key.ts';

const TOOLS = ['backup', 'restore', 'erase', 'access', 'encrypt', 'fsck', 'log', 'witnesses'] as const;

type Tool = (typeof TOOLS)[number];

/** Whether the first argument names a tool. */
export function isTool(name: string | undefined): name is Tool {
  return TOOLS.some((tool) => tool === name);
}

/** The secret of a server's configuration; a folder without one is plain. */
function secretOf(config: string): Result<StoreSecret | null> {
  if (!existsSync(config)) return ok(null);
  const read = readConfigFile(config);
  return read.ok ? ok(read.value.secret) : read;
}

async function encrypt(dataDir: string, config: string, keyFile: string): Promise<Result<unknown>> {
  const secret = readSecret(config, keyFile === '' ? { passphrase: true } : { keyFile });
  if (!secret.ok) return secret;
  return secret.value === null
    ? err('USAGE', '열쇠가 없습니다.')
    : encryptStore({ dataDir, config, secret: secret.value, keyFile: keyFile === '' ? null : keyFile });
}

/** Steps go to stderr, a JSON line each: the answer alone is on stdout. */
const progress = (what: string, done: number, all: number): void => void process.stderr.write(`${JSON.stringify({ what, done, all })}\n`);

/** Tools that look at the log under the server's own configuration. */
async function look(
  tool: 'fsck' | 'log' | 'witnesses',
  dataDir: string,
  file: string,
  { out, checkpoint }: { out: string; checkpoint: string },
): Promise<Result<unknown>> {
  const read = readConfigFile(file);
  if (!read.ok) return read;
  const config = read.value;
  const crypto = createThreadCrypto();
  if (tool === 'log') return writeLogFiles({ dataDir, config, out: resolve(out) });
  if (tool === 'witnesses') return readWitnesses({ dataDir, config, crypto }, new Date());
  return fsck({ dataDir, config, checkpoint: checkpoint === '' ? '' : readFileSync(checkpoint, 'utf8'), crypto, progress });
}

async function run(tool: Tool, args: readonly string[]): Promise<Result<unknown>> {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      document: text,
      person: text,
      head: text,
      data: text,
      config: text,
      out: text,
      from: text,
      into: text,
      sha256: text,
      ground: text,
      checkpoint: text,
      'key-file': text,
    },
  });
  const clock = (): Date => new Date();
  const dataDir = resolve(values.data);
  const keyFile = values['key-file'] === '' ? '' : resolve(values['key-file']);
  if (tool === 'restore') return restore({ from: resolve(values.from), into: resolve(values.into), keyFile, clock, crypto: createThreadCrypto() });
  if (tool === 'backup') return backUp({ dataDir, config: resolve(values.config), out: resolve(values.out), clock });
  if (tool === 'encrypt') return encrypt(dataDir, resolve(values.config), keyFile);
  if (tool === 'fsck' || tool === 'log' || tool === 'witnesses') return look(tool, dataDir, resolve(values.config), values);
  const secret = secretOf(resolve(values.config));
  if (!secret.ok) return secret;
  if (tool === 'erase') return erase({ dataDir, sha256: values.sha256, ground: values.ground, secret: secret.value, clock });
  return readAccess({ dataDir, document: values.document, person: values.person, known: values.head, secret: secret.value });
}

const DISK: Record<DiskCode, string> = {
  DISK_FULL: '디스크가 가득 찼습니다. 공간을 비우고 다시 하십시오.',
  READ_ONLY: '그 폴더에 쓸 수 없습니다. 폴더의 권한을 확인하거나 다른 폴더를 고르십시오.',
  CORRUPT: '데이터베이스 파일이 손상되었습니다. 파일을 지우지 말고 백업에서 복원하십시오.',
  LOCKED: '다른 프로그램이 그 폴더를 쓰고 있습니다. 끝난 뒤에 다시 하십시오.',
  IO_ERROR: '디스크가 쓰기나 읽기를 하지 못했습니다. 디스크를 점검하십시오.',
};

/** A disk that refuses in the middle is named; what was begun there may be thrown away. */
function fromDisk(error: unknown): Result<never, DiskCode> {
  const code = diskCode(error);
  if (code === null) throw error;
  return err(code, `마치지 못했습니다. 서버의 자료는 그대로입니다. ${DISK[code]}`);
}

/** Runs a tool and prints its result; 0 done, 1 not. */
export async function runTool(tool: Tool, args: readonly string[]): Promise<number> {
  const done: Result<unknown> = await run(tool, args).catch(fromDisk);
  process.stdout.write(`${JSON.stringify(done)}\n`);
  return done.ok ? 0 : 1;
}
