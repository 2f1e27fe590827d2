/** `ongyeol lint FILE.md`: the writing rules of the editor over a file. */

import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { envelopeOf, type CheckResult, type Envelope } from '../../shared/verify/envelope.ts';
import { RULE_TEXTS } from '../../shared/writing/rules/lint.ts';
import { lintSource, type SourceFinding } from '../../shared/writing/rules/source.ts';

/** Larger files are no papers. */
const BYTES_MAX = 20_000_000;
const USAGE = 'ongyeol lint FILE.md [--json]';

function cannot(message: string, json: boolean): number {
  const envelope: Envelope = { v: 1, command: 'lint', verdict: 'cannot', firstFault: { code: 'CANNOT', where: '', message }, checks: [], subject: {} };
  if (json) process.stdout.write(`${JSON.stringify(envelope)}\n`);
  else process.stderr.write(`${message}\n`);
  return 2;
}

async function readText(file: string): Promise<string | null> {
  try {
    if ((await stat(file)).size > BYTES_MAX) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch {
    return null;
  }
}

function checkOf(file: string, finding: SourceFinding): CheckResult {
  const { title, article } = RULE_TEXTS[finding.code];
  const change = finding.fix === null ? `‘${finding.found}’` : `‘${finding.found}’ → ‘${finding.fix}’`;
  return { code: finding.code, state: 'fault', title, where: `${file}:${finding.line}:${finding.column}`, message: `${change} (${article})` };
}

function detailOf(finding: SourceFinding): Record<string, unknown> {
  const { id, title, article, explanation } = RULE_TEXTS[finding.code];
  const { code, line, column, start, end, found, fix, also = [] } = finding;
  return { code, rule: id, line, column, start, end, found, fix, also, title, article, explanation };
}

function envelopeFor(file: string, findings: readonly SourceFinding[]): Envelope & { readonly findings: readonly Record<string, unknown>[] } {
  const none: CheckResult = { code: 'LINT', state: 'ok', title: '작성 규칙', where: file, message: '고칠 곳이 없습니다.' };
  const checks = findings.length === 0 ? [none] : findings.map((finding) => checkOf(file, finding));
  return { ...envelopeOf('lint', checks, { kind: 'text', file, findings: findings.length }), findings: findings.map(detailOf) };
}

function print(file: string, findings: readonly SourceFinding[]): void {
  for (const finding of findings) {
    const { where, title, message } = checkOf(file, finding);
    process.stdout.write(`${where} ${title}: ${message}\n  ${RULE_TEXTS[finding.code].explanation}\n`);
  }
  process.stdout.write(findings.length === 0 ? '고칠 곳이 없습니다.\n' : `고칠 곳 ${findings.length}군데\n`);
}

/** Runs the command; 0 nothing found, 1 findings, 2 not readable. */
export async function lint(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  let files: readonly string[];
  try {
    files = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals;
  } catch {
    return cannot(`옵션을 알 수 없습니다. ${USAGE}`, json);
  }
  const [file] = files;
  if (file === undefined || files.length > 1) return cannot(`살펴볼 파일을 하나 적으십시오. ${USAGE}`, json);
  const source = await readText(file);
  if (source === null) return cannot(`읽을 수 없는 파일입니다(없거나, UTF-8 글이 아니거나, ${BYTES_MAX / 1_000_000}MB를 넘음): ${file}`, json);
  const findings = lintSource(source);
  if (json) process.stdout.write(`${JSON.stringify(envelopeFor(file, findings))}\n`);
  else print(file, findings);
  return findings.length === 0 ? 0 : 1;
}
