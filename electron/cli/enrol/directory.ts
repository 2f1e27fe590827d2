/** `ongyeol directory`: the administrator brings units, posts and people from a CSV or JSON file into the agency's directory. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../../shared/lib/result.ts';
import type { Change } from '../../../shared/org/import/apply.ts';
import { unitsEver } from '../../../shared/org/history.ts';
import { directoryRows } from '../../../shared/org/import/export.ts';
import { importFile } from '../../../shared/org/import/file.ts';
import type { Fault } from '../../../shared/org/import/rows.ts';
import { toCsv, toJson } from '../../../shared/org/import/table.ts';
import type { CheckResult } from '../../../shared/verify/envelope.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { directoryText } from '../../backend/directory/file-text.ts';
import { answer, refuse } from '../answer.ts';
import { DESK_ARGUMENTS, atDesk, ownRecord, type Desk, type DeskOptions } from './desk.ts';
import { writeNew } from './write-new.ts';

const USAGE =
  'ongyeol directory FILE.csv --data DIR [--check] | --export FILE.csv|FILE.json  [--server URL] [--as 번호] [--passphrase-file FILE] [--authority-passphrase-file FILE] [--json]';

interface Options extends DeskOptions {
  readonly check?: boolean;
  readonly export?: string;
  readonly json?: boolean;
}

/** What became of a file. */
interface Report {
  readonly changes: readonly Change[];
  readonly faults: readonly Fault[];
  readonly applied: boolean;
}

/** All of the file or nothing: one signed entry. A file that was taken in already changes nothing. */
async function importAt(desk: Desk, text: string, check: boolean): Promise<Result<Report>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const made = importFile(desk.directory(), record.value, text, unitsEver(desk.entries(), record.value.code), seoulDate(desk.now.toISOString()));
  const { faults } = made;
  const applied = faults.length === 0 && made.changes.length > 0 && !check;
  const published = applied ? await desk.publish(made.record, []) : ok(null);
  return published.ok ? ok({ changes: made.changes, faults, applied }) : published;
}

function lineCheck({ line, message }: Fault): CheckResult {
  return { code: 'LINE_WRONG', state: 'fault', title: '조직도 파일', where: `${line}번째 줄`, message };
}

function summary(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
}

function words({ changes, faults, applied }: Report): string {
  if (faults.length > 0) {
    const lines = faults.map(({ line, message }) => `${line}번째 줄: ${message}\n`).join('');
    return `${lines}잘못된 곳 ${faults.length}. 조직도는 바꾸지 않았습니다. 고쳐서 다시 가져오십시오.\n`;
  }
  if (changes.length === 0) return '바뀌는 것이 없습니다.\n';
  const lines = changes.map(({ line, kind, what }) => `${line}번째 줄  ${kind}  ${what}\n`).join('');
  return `${lines}${summary(changes)}. ${applied ? '조직도에 올렸습니다.' : '미리 보았을 뿐 바꾸지 않았습니다. --check 없이 다시 하면 올립니다.'}\n`;
}

/** Writes the agency's whole directory, as it could be taken in again. */
async function exportAt(desk: Desk, file: string): Promise<Result<{ readonly file: string; readonly rows: number }>> {
  const record = ownRecord(desk);
  if (!record.ok) return record;
  const rows = directoryRows(record.value, seoulDate(desk.now.toISOString()));
  const written = await writeNew(file, file.endsWith('.json') ? toJson(rows) : `\uFEFF${toCsv(rows)}`);
  return written.ok ? ok({ file, rows: rows.length }) : written;
}

/** Runs the command; 0 taken in or nothing to do, 1 lines are wrong and nothing was changed, 2 cannot. */
export async function directory(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { ...DESK_ARGUMENTS, check: flag, export: text, json: flag };
  const wrong = (sentence: string): number => refuse('directory', err('USAGE', `${sentence} ${USAGE}`), args.includes('--json'));
  let asked: { readonly values: Options; readonly positionals: readonly string[] };
  try {
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return wrong('옵션을 알 수 없습니다.');
  }
  const [from] = asked.positionals;
  const { values } = asked;
  if (values.export !== undefined) {
    const file = resolve(values.export);
    const said = ({ rows }: { readonly rows: number }): string => `조직도 ${rows}줄을 썼습니다. 고쳐서 그대로 다시 가져올 수 있습니다: ${file}\n`;
    return answer('directory', await atDesk(values, (desk) => exportAt(desk, file)), values.json === true, { words: said });
  }
  if (from === undefined || asked.positionals.length > 1) return wrong('CSV나 JSON 파일 하나를 적으십시오.');
  const bytes = await readFile(resolve(from)).catch(() => null);
  const source = bytes === null ? null : directoryText(bytes);
  if (source === null) return wrong(`파일을 읽을 수 없거나 8MB보다 크거나 UTF-8도 EUC-KR도 아닙니다(${from}).`);
  const done = await atDesk(values, (desk) => importAt(desk, source, values.check === true));
  return answer('directory', done, values.json === true, { words, checks: ({ faults }) => faults.map(lineCheck) });
}
