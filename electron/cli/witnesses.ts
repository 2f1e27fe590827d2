/** `ongyeol witnesses`: who watches over a server's log, and a trust file that asks for some of them (C2SP tlog-policy, WI3). */

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { toPem } from '../backend/pki/certificate.ts';
import { answer } from './answer.ts';
import { DEFAULT_DATA, findServer } from './data-folder.ts';
import { runServerTool } from './server-tool.ts';

interface Line {
  readonly agency: string;
  readonly person: string;
  readonly key: string;
  readonly newest: number;
}

interface Report {
  readonly log: string;
  readonly root: string;
  readonly witnesses: readonly Line[];
  readonly out: string | null;
  /** How many agencies the written file asks for. */
  readonly quorum: number;
}

const USAGE = 'ongyeol witnesses [--out TRUST.pem [--agencies K]] [--data DIR] [--config FILE] [--json]';

/** A trust file: the root, every witness, one group for each agency, and how many agencies must have cosigned. */
export function trustFile({ log, root, witnesses }: Pick<Report, 'log' | 'root' | 'witnesses'>, quorum: number): string {
  const agencies = [...Map.groupBy(witnesses, ({ agency }) => agency)];
  const lines = agencies.flatMap(([agency, own], i) => [
    ...own.map(({ key }, n) => `witness w${i + 1}-${n + 1} ${key}`),
    `group ${agency} any ${own.map((_, n) => `w${i + 1}-${n + 1}`).join(' ')}`,
  ]);
  const all = agencies.map(([agency]) => agency).join(' ');
  return `${toPem(new Uint8Array(Buffer.from(root, 'base64')))}\nlog ${log}\n${lines.join('\n')}\ngroup agencies ${quorum} ${all}\nquorum agencies\n`;
}

function words({ witnesses, out, quorum, log }: Report): string {
  const lines = witnesses.map(({ agency, person, newest, key }) => `${agency}  ${person}  기록 ${newest}건까지 서명  ${key}`);
  const agencies = new Set(witnesses.map(({ agency }) => agency)).size;
  lines.push(`기록 서버의 열쇠: ${log}`, `기록 대조 기관 ${agencies}곳, 대조하는 PC ${witnesses.length}대`);
  if (out !== null)
    lines.push(`믿는 기관 목록을 썼습니다: ${out} (${agencies}곳 가운데 ${quorum}곳). 열쇠를 기관마다 다른 길로 확인한 뒤 verify --trust에 주십시오.`);
  return `${lines.join('\n')}\n`;
}

const finish = (done: Result<Report>, json: boolean): number => answer('witnesses', done, json, { words });

async function write(report: Omit<Report, 'out' | 'quorum'>, out: string | undefined, asked: string | undefined): Promise<Result<Report>> {
  if (out === undefined) return ok({ ...report, out: null, quorum: 0 });
  const agencies = new Set(report.witnesses.map(({ agency }) => agency)).size;
  const quorum = asked === undefined ? Math.floor(agencies / 2) + 1 : Number(asked);
  if (agencies === 0) return err('NO_WITNESSES', '아직 기록에 서명한 기관이 없어 목록을 쓰지 않았습니다. 사람들이 앱으로 로그인하면 저절로 대조합니다.');
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > agencies) return err('USAGE', `--agencies는 1부터 ${agencies}까지입니다. 아무것도 쓰지 않았습니다.`);
  try {
    await writeFile(resolve(out), trustFile(report, quorum), { flag: 'wx', flush: true });
  } catch {
    return err('SAVE_FAILED', `파일을 쓸 수 없습니다(${out}). 같은 이름의 파일이 있으면 그대로 두었습니다. 다른 이름을 고르십시오.`);
  }
  return ok({ ...report, out: resolve(out), quorum });
}

/** Runs the command; 0 told, 2 not. */
export async function witnesses(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const text = { type: 'string' } as const;
  let values: { data?: string; config?: string; out?: string; agencies?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { data: text, config: text, out: text, agencies: text, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), json);
  }
  const place = await findServer(values);
  if (place === null)
    return finish(err('NO_DATABASE', `이 폴더에는 서버 자료가 없습니다(${resolve(values.data ?? DEFAULT_DATA)}). 아무것도 읽지 않았습니다.`), json);
  const read = await runServerTool<Omit<Report, 'out' | 'quorum'>>('witnesses', ['--data', place.folder, '--config', place.config]);
  return finish(read.ok ? await write(read.value, values.out, values.agencies) : read, json);
}
