/** `ongyeol backup`: a backup of a server's data while the server goes on. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/lib/result.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { answer } from './answer.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly out: string;
  readonly entries: number;
  readonly blobs: number;
  readonly bytes: number;
  readonly missing: readonly string[];
}

const USAGE = 'ongyeol backup --out FOLDER [--data DIR] [--config FILE] [--json]';

function sentences({ out, entries, blobs, bytes, missing }: Report): string {
  const lines = [
    `백업했습니다: ${out} (기록 ${entries}건, 붙임 ${blobs}개, ${(bytes / 1048576).toFixed(1)}MB)`,
    '백업에는 기록 서버의 키가 들어 있습니다. 서버만큼 안전한 곳에 두십시오.',
  ];
  if (missing.length > 0) lines.push(`서버에 없거나 손상된 붙임 ${missing.length}개는 담지 못했습니다: ${missing.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

const missingBlob = (sha256: string): CheckResult => ({
  ...{ code: 'BLOB_MISSING', state: 'fault', title: '붙임', where: sha256 },
  message: '서버에 없거나 손상되어 백업에 담지 못했습니다. 나머지는 모두 담았습니다.',
});

/** 0 done, 1 done with something missing, 2 not done. */
const finish = (done: Result<Report>, json: boolean): number =>
  answer('backup', done, json, { words: sentences, checks: ({ missing }) => missing.map(missingBlob) });

/** Runs the command; 0 whole, 1 attachments were missing at the server, 2 no backup. */
export async function backup(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: { data?: string; config?: string; out?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: text, config: text, out: text, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  if (values.out === undefined) return finish(err('USAGE', `백업을 만들 곳을 --out으로 알려 주십시오. ${USAGE}`), json);
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 만들지 않았습니다.`), json);
  return finish(await runServerTool<Report>('backup', ['--data', place.folder, '--config', place.config, '--out', resolve(values.out)]), json);
}
