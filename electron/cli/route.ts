/** `ongyeol route check FILE.json`: a chain and its acts judged by the engine, with no server and no keys (`shared/approval/SPEC.md`). */

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseScenario, type Scenario } from '../../shared/approval/scenario/format.ts';
import { reportOf, type RouteReport } from '../../shared/approval/scenario/report.ts';
import { runScenario, type ActResult } from '../../shared/approval/scenario/run.ts';
import { err, type Result } from '../../shared/lib/result.ts';
import { refuse } from './answer.ts';

const USAGE = 'ongyeol route check FILE.json [--json]';

const cannot = (message: string, json: boolean): number => refuse('route check', { code: 'CANNOT', message }, json);

async function readJson(path: string): Promise<Result<unknown>> {
  try {
    return { ok: true, value: JSON.parse(await readFile(path, 'utf8')) };
  } catch {
    return err('UNREADABLE', `JSON 파일을 읽을 수 없습니다(${path}). 아무것도 하지 않았습니다. 파일의 자리와 형식을 확인하십시오.`);
  }
}

/** A scenario of a file; where its `organisation` is a text, that file (seen from the scenario's folder) is read in its place. */
async function readScenario(file: string): Promise<Result<Scenario>> {
  const raw = await readJson(file);
  if (!raw.ok || typeof raw.value !== 'object' || raw.value === null) return raw.ok ? err('UNREADABLE', `시나리오가 아닙니다(${file}).`) : raw;
  const organisation = (raw.value as { organisation?: unknown }).organisation;
  if (typeof organisation !== 'string') return parseScenario(raw.value);
  const agencies = await readJson(resolve(dirname(file), organisation));
  return agencies.ok ? parseScenario({ ...raw.value, organisation: agencies.value }) : agencies;
}

/** As times are written in the file: `2026-11-23 09:00` in Korea. */
function koreanTime(at: string): string {
  return new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function line(act: ActResult): string {
  const who = `${koreanTime(act.at)} ${act.by} ${act.do}${act.step === null ? '' : ` ${act.step}`}`;
  const glyph = act.result === 'accepted' ? '✓' : '✗';
  const boxes = act.printed.map((box) => `[${box.join(' | ')}]`).join(' ');
  const refusal = `${act.code ?? ''}${act.article === null ? '' : ` (${act.article})`} ${act.message ?? ''}`;
  const said = act.result === 'accepted' ? [act.follows.length === 0 ? '' : `→ ${act.follows.join(', ')}`, boxes] : [refusal];
  return [glyph, `${act.setup ? '준비' : act.id}:`, who, ...said.filter((part) => part !== '')].join(' ');
}

function print(report: RouteReport): void {
  const { final } = report;
  const lines = [
    report.title,
    ...report.acts.map(line),
    `마지막 상태: ${final.status}, 제${final.version}판, 다음: ${final.next.join(', ') || '없음'}`,
    ...final.registrations.map((number) => `등록: ${number}`),
    ...final.printed.map(
      (row) =>
        `${row.agency}: ${[...row.boxes, ...row.concurrers].map((box) => `[${box.marks}${box.position}${box.differs ? '(의견 있음)' : ''} | ${box.lines.join(' | ')}]`).join(' ')}`,
    ),
    ...report.checks.filter((check) => check.state === 'fault').map((check) => `✗ ${check.where}: ${check.message}`),
    report.verdict === 'valid' ? '예상과 같음' : `첫 잘못: ${report.firstFault?.where ?? ''} — ${report.firstFault?.message ?? ''}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Runs the command; 0 as expected (or nothing was expected), 1 not as expected, 2 not readable. */
export async function route(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  let words: string[] = [];
  try {
    words = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals;
  } catch {
    return cannot(`옵션을 알 수 없습니다. ${USAGE}`, json);
  }
  const [verb, file] = words;
  if (verb !== 'check' || file === undefined) return cannot(`확인할 시나리오를 적으십시오. ${USAGE}`, json);
  const scenario = await readScenario(file);
  if (!scenario.ok) return cannot(scenario.message, json);
  const report = reportOf(scenario.value, runScenario(scenario.value));
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else print(report);
  return report.verdict === 'valid' ? 0 : 1;
}
