/** `ongyeol access`: who was handed what, refused, or administered on a server, and whether the records are whole. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, type Result } from '../../shared/lib/result.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { answer } from './answer.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Line {
  readonly at: string;
  readonly person: string;
  readonly device: string;
  readonly from: string;
  readonly act: string;
  readonly document: string;
  readonly what: string;
  readonly why: string;
}

interface Report {
  readonly count: number;
  readonly head: string;
  readonly fault: { readonly n: number; readonly message: string } | null;
  readonly records: readonly Line[];
}

const USAGE = 'ongyeol access [--document 문서ID] [--person 번호] [--head 건수:지문] [--data DIR] [--json]';
const ACTS: Readonly<Record<string, string>> = { delivered: '전달', opened: '열람', downloaded: '저장', refused: '거부', administered: '관리' };

function sentences({ count, head, fault, records }: Report): string {
  const lines = records.map(({ at, person, from, act, document, what, why }) =>
    [at, ACTS[act] ?? act, person === '' ? '(로그인 전)' : person, from, document, what, why].join('  ').trimEnd(),
  );
  const verdict =
    fault === null
      ? `접근 기록 ${count}건이 모두 이어집니다. 다음에 대조하려면 이 지문을 다른 곳에 적어 두십시오: --head ${count}:${head}`
      : `접근 기록이 온전하지 않습니다. ${fault.n}번째: ${fault.message} 데이터베이스를 그대로 두고 감사담당자에게 알리십시오.`;
  return `${[...lines, verdict].join('\n')}\n`;
}

function checks({ count, fault }: Report): CheckResult[] {
  const base = { code: 'ACCESS_CHAIN', title: '접근 기록' } as const;
  if (fault === null) return [{ ...base, state: 'ok', where: '', message: `${count}건이 모두 이어집니다.` }];
  return [{ ...base, state: 'fault', where: `${fault.n}번째`, message: fault.message }];
}

const finish = (done: Result<Report>, json: boolean): number => answer('access', done, json, { words: sentences, checks });

/** Runs the command; 0 whole, 1 a fault in the chain, 2 not read. */
export async function access(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: { data?: string; document?: string; person?: string; head?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: text, document: text, person: text, head: text, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 읽지 않았습니다.`), json);
  const asked = ['--document', values.document ?? '', '--person', values.person ?? '', '--head', values.head ?? ''];
  return finish(await runServerTool<Report>('access', ['--data', place.folder, '--config', place.config, ...asked]), json);
}
