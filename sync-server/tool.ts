/** What the server program does beside serving: `backup`, `restore`, `erase` and `access`. The answer is one JSON line, a result. */

import { webcrypto } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../shared/crypto/web.ts';
import { err, type Result } from '../shared/lib/result.ts';
import { diskCode, type DiskCode } from '../shared/sync/disk.ts';
import { readAccess } from './access-tool.ts';
import { backUp } from './backup.ts';
import { erase } from './erase.ts';
import { restore } from './restore.ts';

type Tool = 'backup' | 'restore' | 'erase' | 'access';

/** Whether the first argument names a tool. */
export function isTool(name: string | undefined): name is Tool {
  return name === 'backup' || name === 'restore' || name === 'erase' || name === 'access';
}

async function run(tool: Tool, args: readonly string[]): Promise<Result<unknown>> {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { document: text, person: text, head: text, data: text, config: text, out: text, from: text, into: text, sha256: text, ground: text },
  });
  const clock = (): Date => new Date();
  if (tool === 'erase') return erase({ dataDir: resolve(values.data), sha256: values.sha256, ground: values.ground, clock });
  if (tool === 'access') return readAccess({ dataDir: resolve(values.data), document: values.document, person: values.person, known: values.head });
  return tool === 'backup'
    ? backUp({ dataDir: resolve(values.data), config: resolve(values.config), out: resolve(values.out), clock })
    : restore({ from: resolve(values.from), into: resolve(values.into), clock, crypto: createWebCrypto(webcrypto.subtle) });
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
