/** `ongyeol log`: a server's log as files of C2SP tlog-tiles, for tools that are not ours (TL4). */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/lib/result.ts';
import { answer } from './answer.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly out: string;
  readonly entries: number;
  readonly files: number;
  readonly key: string;
  readonly unbundled: readonly number[];
}

const USAGE = 'ongyeol log --out FOLDER [--data DIR] [--config FILE] [--json]';

function words({ out, entries, files, key, unbundled }: Report): string {
  const lines = [
    `기록 ${entries}건을 파일 ${files}개로 썼습니다: ${out}`,
    `확인 열쇠: ${key}`,
    '다른 도구(C2SP tlog-tiles)로 읽고 확인할 수 있습니다. 기록의 내용이 들어 있으니 서버만큼 안전한 곳에 두십시오.',
  ];
  if (unbundled.length > 0)
    lines.push(`길어서 묶음에 담지 못한 기록 ${unbundled.length}건: ${unbundled.map((index) => index + 1).join(', ')}번째. 그 지문은 들어 있습니다.`);
  return `${lines.join('\n')}\n`;
}

const finish = (done: Result<Report>, json: boolean): number => answer('log', done, json, { words });

/** Runs the command; 0 written, 2 nothing written. */
export async function log(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: { data?: string; config?: string; out?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: text, config: text, out: text, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  if (values.out === undefined) return finish(err('USAGE', `쓸 폴더를 --out으로 알려 주십시오. ${USAGE}`), json);
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 쓰지 않았습니다.`), json);
  return finish(await runServerTool<Report>('log', ['--data', place.folder, '--config', place.config, '--out', resolve(values.out)]), json);
}
