/** `ongyeol restore`: a backup into a new data folder, checked whole before a byte is written. */

import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/lib/result.ts';
import { diskCode } from '../../shared/sync/disk.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { answer } from './answer.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly into: string;
  readonly at: string;
  readonly entries: number;
  readonly blobs: number;
  readonly missing: readonly string[];
}

const USAGE = 'ongyeol restore FOLDER --data NEWDIR [--key-file FILE] [--json]';
/** Faults of the backup itself; every other refusal says that nothing could be done. */
const FAULTS: ReadonlySet<string> = new Set(['MANIFEST_DAMAGED', 'FILE_MISSING', 'FILE_DAMAGED', 'FILE_FOREIGN', 'LOG_DAMAGED', 'MARK_DAMAGED', 'CORRUPT']);

const PASSED: readonly CheckResult[] = [
  ...[
    ['FILES', '파일의 지문'],
    ['DATABASE', 'SQLite 검사'],
    ['LOG', '기록'],
  ].map(([code = '', title = '']) => ({ code, state: 'ok' as const, title, where: '', message: '이상 없음' })),
];

function sentences({ into, at, entries, blobs, missing }: Report, data: string): string {
  const lines = [
    `복원했습니다: ${into} (${at}의 백업, 기록 ${entries}건, 붙임 ${blobs}개, 지문·SQLite·기록 검사 이상 없음)`,
    `다음으로 시작하십시오: ongyeol serve --data ${data}`,
    '백업 뒤에 한 일은 사람들의 PC가 다시 연결될 때 되돌려 줍니다. 그동안 새 결재는 잠시 기다립니다.',
  ];
  if (missing.length > 0) lines.push(`백업할 때부터 서버에 없던 붙임 ${missing.length}개: ${missing.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

const finish = (done: Result<Report>, data: string, json: boolean): number =>
  answer('restore', done, json, { words: (report) => sentences(report, data), checks: () => PASSED, faults: FAULTS });

/** Refuses a folder with anything in it; one that is not there yet is made once the backup was found good. */
async function inUse(data: string): Promise<Result<never> | null> {
  try {
    if ((await readdir(data)).length === 0) return null;
    return err('NOT_EMPTY', `비어 있지 않은 폴더에는 복원하지 않습니다(${data}). 아무것도 바꾸지 않았습니다. 새 폴더를 고르십시오.`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    if (diskCode(error) === null) throw error;
    return err('READ_ONLY', `복원할 폴더를 쓸 수 없습니다(${data}). 폴더의 권한을 확인하거나 다른 폴더를 고르십시오.`);
  }
}

/** Runs the command; 0 restored, 1 the backup has a fault, 2 cannot. */
export async function restore(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const options = { data: { type: 'string' }, 'key-file': { type: 'string' }, json: { type: 'boolean' } } as const;
  let asked: { values: { data?: string; 'key-file'?: string }; positionals: string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), '', json);
  }
  const { values, positionals } = asked;
  const [from] = positionals;
  if (from === undefined || values.data === undefined || positionals.length > 1)
    return finish(err('USAGE', `백업 폴더와 새 자료 폴더를 적으십시오. ${USAGE}`), '', json);
  const data = resolve(values.data);
  const told = values['key-file'] === undefined ? [] : ['--key-file', resolve(values['key-file'])];
  const refused = await inUse(data);
  if (refused !== null) return finish(refused, data, json);
  return finish(await runServerTool<Report>('restore', [...told, '--from', resolve(from), '--into', join(data, 'server')]), data, json);
}
