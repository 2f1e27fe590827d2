/** `ongyeol erase`: takes a file's bytes from the server by law; its digest, the ground and the records stay. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/lib/result.ts';
import { answer } from './answer.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Report {
  readonly sha256: string;
  readonly size: number;
  readonly documents: number;
}

const USAGE = 'ongyeol erase --sha256 HEX --ground 근거 [--data DIR] [--json]';

function sentences({ sha256, size, documents }: Report): string {
  return `${[
    `지웠습니다: ${sha256} (${size.toLocaleString('ko-KR')}바이트, 이 파일을 적은 문서 ${documents}건)`,
    '내용 지문과 근거, 기록은 남아 있습니다. 각 PC의 사본은 다음에 서버에 이어질 때 지워집니다.',
    '앞서 만든 백업과 내보낸 검증용 묶음에 든 사본은 따로 지우십시오.',
  ].join('\n')}\n`;
}

const finish = (done: Result<Report>, json: boolean): number => answer('erase', done, json, { words: sentences });

/** Runs the command; 0 erased, 2 nothing erased. */
export async function erase(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: { data?: string; sha256?: string; ground?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: text, sha256: text, ground: text, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 지우지 않았습니다.`), json);
  const told = ['--data', place.folder, '--config', place.config, '--sha256', (values.sha256 ?? '').toLowerCase(), '--ground', values.ground ?? ''];
  return finish(await runServerTool<Report>('erase', told), json);
}
