/** Checking files with no server: what a trust file says, one file, and all files of a folder. For `verify` and `audit`. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import { envelopeOf, type CheckResult, type Envelope } from '../../shared/verify/envelope.ts';
import { crlsFromPem, fromPem } from '../../shared/verify/pem.ts';
import { readPolicy, type WitnessPolicy } from '../../shared/verify/witness-policy.ts';
import { createJudge, type Answers, type JudgedFile } from '../backend/audit/judge.ts';
import { createJudges, judgeAll } from '../backend/audit/judges.ts';

/** What is trusted: roots, and which witnesses must have cosigned. */
export interface Trust {
  readonly anchors: readonly Uint8Array[];
  readonly stampAnchors: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  readonly policy: WitnessPolicy | null;
}

/** The refusal of what could not be read. */
export type CannotCode = 'CANNOT' | 'POLICY_MALFORMED';

const cannot = (message: string): Result<never, CannotCode> => err('CANNOT', message);

async function readPem(
  file: string | undefined,
  read: (pem: string) => Uint8Array[],
  what: string,
): Promise<Result<{ text: string; found: Uint8Array[] }, CannotCode>> {
  if (file === undefined) return ok({ text: '', found: [] });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return cannot(`${what}를 읽을 수 없습니다: ${file}`);
  const found = read(text);
  return found.length === 0 ? cannot(`${what} 파일에 든 것이 없습니다: ${file}`) : ok({ text, found });
}

/** Files the checks are held against: `trust` for agencies and witnesses, `tsa` for time stamps, `crl` for certificates that ended. */
export interface TrustFiles {
  readonly trust?: string | undefined;
  readonly tsa?: string | undefined;
  readonly crl?: string | undefined;
}

/** Reads what is trusted: certificates (PEM), a C2SP tlog-policy beside them where there is one. Without a file nothing is trusted. */
export async function readTrust({ trust, tsa, crl }: TrustFiles): Promise<Result<Trust, CannotCode>> {
  const roots = await readPem(trust, fromPem, '최상위 인증서');
  if (!roots.ok) return roots;
  const policy = readPolicy(roots.value.text);
  if (!policy.ok) return policy;
  const stamps = await readPem(tsa, fromPem, '시각확인기관 인증서');
  if (!stamps.ok) return stamps;
  const lists = await readPem(crl, crlsFromPem, '폐지 목록');
  if (!lists.ok) return lists;
  const found = { anchors: roots.value.found, stampAnchors: stamps.value.found, lists: lists.value.found };
  return ok({ ...found, policy: policy.value });
}

/** Checks one file: a capsule or a sealed PDF. */
export async function verifyFile(path: string, trust: Trust): Promise<Result<Envelope, CannotCode>> {
  return createJudge(trust)('verify', { name: path, bytes: { path } });
}

/** Asks about files on all cores, told in their order (AU21); whoever is told and answers `false` has heard enough. */
export async function judgeFiles<Q extends keyof Answers>(
  question: Q,
  files: readonly JudgedFile[],
  trust: Trust,
  told: (answer: Answers[Q], file: JudgedFile, i: number) => boolean,
): Promise<void> {
  const judges = createJudges({ url: new URL('../backend/audit/worker.ts', import.meta.url), trust });
  try {
    await judgeAll(judges, question, files, told);
  } finally {
    await judges.close();
  }
}

/** Whether the path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Files of a folder and below by these endings, by name. */
export async function filesIn(folder: string, endings: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
  return paths.filter((path) => endings.some((ending) => path.toLowerCase().endsWith(ending))).toSorted();
}

/** A file's line: that all of it holds, or its first fault. */
function lineOf(where: string, { verdict, firstFault: first, subject }: Envelope): CheckResult {
  const title = typeof subject['title'] === 'string' ? subject['title'] : '파일';
  if (verdict === 'valid') return { code: 'FILE', state: 'ok', title, where, message: '이상 없음' };
  return {
    code: first?.code ?? 'FILE',
    state: verdict === 'cannot' ? 'skipped' : 'fault',
    title,
    where: `${where}: ${first?.where ?? ''}`,
    message: first?.message ?? '',
  };
}

/** One line for each file: whether all of it holds, or its first fault. */
export async function verifyFolder(folder: string, trust: Trust, told: (done: number, all: number) => void): Promise<Result<Envelope, CannotCode>> {
  const paths = await filesIn(folder, ['.ongyeol', '.pdf']);
  if (paths.length === 0) return cannot(`검증용 묶음(.ongyeol)이나 PDF가 없는 폴더입니다: ${folder}`);
  const checks: CheckResult[] = [];
  let refused: Result<never, CannotCode> | null = null;
  const files = paths.map((path) => ({ name: path, bytes: { path } }));
  await judgeFiles('verify', files, trust, (checked, { name }, i) => {
    told(i, paths.length);
    if (checked.ok) checks.push(lineOf(relative(folder, name), checked.value));
    else refused ??= checked;
    return checked.ok;
  });
  if (refused !== null) return refused;
  return ok(envelopeOf('verify', checks, { kind: 'folder', files: paths.length, faults: checks.filter(({ state }) => state === 'fault').length }));
}
