/** Asks the server program for a backup, a restore, an erasure, the records of access, encryption, a check, the log as files or its witnesses, and reads its one line of answer. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { err, type Result } from '../../shared/lib/result.ts';
import { SERVER_MAIN } from './server-process.ts';

/** Runs a tool of the server program; `heard` hears every line it says on the way. */
export function runServerTool<T>(
  tool: 'backup' | 'restore' | 'erase' | 'access' | 'encrypt' | 'fsck' | 'log' | 'witnesses',
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  heard: (line: string) => void = () => undefined,
): Promise<Result<T>> {
  const child = spawn(process.execPath, [SERVER_MAIN, tool, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...more } });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString('utf8')));
  createInterface(child.stderr).on('line', heard);
  return new Promise((resolve) => {
    const failed = err('TOOL_FAILED', '하던 일을 마치지 못했습니다. 서버의 자료는 그대로입니다. 다시 해 보고 그래도 안 되면 관리자에게 알리십시오.');
    child.once('error', () => resolve(failed));
    child.once('close', () => {
      try {
        resolve(JSON.parse(out) as Result<T>);
      } catch {
        resolve(failed);
      }
    });
  });
}
