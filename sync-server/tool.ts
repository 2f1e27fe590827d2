/** What the server program does beside serving: `backup`, `restore` and `erase`. The answer is one JSON line, a result. */

import { webcrypto } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createWebCrypto } from '../shared/crypto/web.ts';
import type { Result } from '../shared/lib/result.ts';
import { backUp } from './backup.ts';
import { erase } from './erase.ts';
import { restore } from './restore.ts';

type Tool = 'backup' | 'restore' | 'erase';

/** Whether the first argument names a tool. */
export function isTool(name: string | undefined): name is Tool {
  return name === 'backup' || name === 'restore' || name === 'erase';
}

async function run(tool: Tool, args: readonly string[]): Promise<Result<unknown>> {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({ args: [...args], options: { data: text, config: text, out: text, from: text, into: text, sha256: text, ground: text } });
  const clock = (): Date => new Date();
  if (tool === 'erase') return erase({ dataDir: resolve(values.data), sha256: values.sha256, ground: values.ground, clock });
  return tool === 'backup'
    ? backUp({ dataDir: resolve(values.data), config: resolve(values.config), out: resolve(values.out), clock })
    : restore({ from: resolve(values.from), into: resolve(values.into), clock, crypto: createWebCrypto(webcrypto.subtle) });
}

/** Runs a tool and prints its result; 0 done, 1 not. */
export async function runTool(tool: Tool, args: readonly string[]): Promise<number> {
  const done = await run(tool, args);
  process.stdout.write(`${JSON.stringify(done)}\n`);
  return done.ok ? 0 : 1;
}
