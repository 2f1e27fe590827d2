/** `ongyeol lint FILE.md`: the writing rules of the editor over a file, and the guards: a 비밀 marking is a fault, 개인정보 a warning. */

import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { secretSentence } from '../../shared/policy/guard/attachment-guard.ts';
import { PERSONAL_NAMES } from '../../shared/policy/guard/personal-data.ts';
import { guardSource, type GuardedSource, type SourcePersonal } from '../../shared/policy/guard/source-guard.ts';
import { envelopeOf, type CheckResult } from '../../shared/verify/envelope.ts';
import { RULE_TEXTS } from '../../shared/writing/rules/lint.ts';
import { lintSource, type SourceFinding } from '../../shared/writing/rules/source.ts';
import { refuse } from './answer.ts';

/** Larger files are no papers. */
const BYTES_MAX = 20_000_000;
const USAGE = 'ongyeol lint FILE.md [--json]';

const cannot = (message: string, json: boolean): number => refuse('lint', { code: 'CANNOT', message }, json);

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

function secretCheck(file: string, { secret }: GuardedSource): CheckResult[] {
  if (secret === null) return [];
  const where = `${file}:${secret.line}`;
  return [
    { code: 'SECRET_MARK', state: 'fault', title: '비밀 표시', where, message: secretSentence(secret.grade, `${secret.line}째 줄`, '고치지는 않았습니다.') },
  ];
}

/** A warning's words: 개인정보 is shown covered by half here too. */
function warningOf(file: string, { kind, masked, reason, line, column }: SourcePersonal) {
  return { code: 'PERSONAL_DATA', kind, where: `${file}:${line}:${column}`, line, column, title: PERSONAL_NAMES[kind], masked, reason };
}

interface Told {
  readonly file: string;
  readonly findings: readonly SourceFinding[];
  readonly guarded: GuardedSource;
}

function report({ file, findings, guarded }: Told) {
  const none: CheckResult = { code: 'LINT', state: 'ok', title: '작성 규칙', where: file, message: '고칠 곳이 없습니다.' };
  const checks = [...secretCheck(file, guarded), ...(findings.length === 0 ? [none] : findings.map((finding) => checkOf(file, finding)))];
  const warnings = guarded.personal.map((finding) => warningOf(file, finding));
  const subject = { kind: 'text', file, findings: findings.length, warnings: warnings.length };
  return { ...envelopeOf('lint', checks, subject), findings: findings.map(detailOf), warnings };
}

function print({ file, findings, guarded }: Told): void {
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const { where, title, message } of secretCheck(file, guarded)) out(`${where} ${title}: ${message}`);
  for (const finding of findings) {
    const { where, title, message } = checkOf(file, finding);
    out(`${where} ${title}: ${message}\n  ${RULE_TEXTS[finding.code].explanation}`);
  }
  for (const finding of guarded.personal) {
    const { where, title, masked, reason } = warningOf(file, finding);
    out(`${where} 개인정보 확인: ${title} ${masked}\n  ${reason}`);
  }
  out(findings.length === 0 ? '고칠 곳이 없습니다.' : `고칠 곳 ${findings.length}군데`);
  if (guarded.personal.length > 0) out(`개인정보로 보이는 글 ${guarded.personal.length}곳. 꼭 있어야 하는 글인지 확인하십시오.`);
}

/** Runs the command; 0 nothing found (개인정보 alone is no fault), 1 findings, 2 not readable. */
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
  const told: Told = { file, findings: lintSource(source), guarded: guardSource(source) };
  if (json) process.stdout.write(`${JSON.stringify(report(told))}\n`);
  else print(told);
  return told.findings.length === 0 && told.guarded.secret === null ? 0 : 1;
}
