/** `ongyeol audit DIR`: every capsule of a folder checked with no server, and what an auditor has to look at (영 §67; AU1–AU12). */

import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { audit as auditPapers, countByKind, isLeftOut, type AuditReport } from '../../shared/audit/audit.ts';
import { KINDS, USUAL_RULES, type AuditPaper, type AuditRules } from '../../shared/audit/finding.ts';
import { againstList, isList, LIST_FILE, type ListFault, type LyingFile } from '../../shared/audit/export-list.ts';
import { newestOfEach } from '../../shared/audit/paper.ts';
import { auditContent, auditCsv, evidenceWords, spanWords, type BadFile, type FileCount } from '../../shared/audit/report.ts';
import { buildPaperPrint } from '../../shared/forms/paper.ts';
import { err, ok, type Result } from '../../shared/lib/result.ts';
import type { CheckResult } from '../../shared/verify/envelope.ts';
import { seoulDate } from '../../shared/writing/amount.ts';
import { renderPaper } from '../backend/pdf/render.ts';
import { answer } from './answer.ts';
import { createProgress } from './progress-line.ts';
import { filesIn, isFolder, judgeFiles, readTrust, type Trust } from './verify-file.ts';

const USAGE = 'ongyeol audit DIR [--trust TRUST.pem] [--report out.pdf] [--csv out.csv] [--unusual-reading] [--json]';

interface Done extends AuditReport, FileCount {
  readonly report: string | null;
  readonly csv: string | null;
}

interface Asked {
  readonly trust?: string | undefined;
  readonly report?: string | undefined;
  readonly csv?: string | undefined;
  readonly rules: AuditRules;
}

/** Every capsule of the folder: whether it holds, and the paper in it where it can be read. */
async function readBundle(folder: string, trust: Trust, say: (done: number, all: number) => void): Promise<Result<FileCount & { papers: AuditPaper[] }>> {
  const paths = await filesIn(folder, ['.ongyeol']);
  if (paths.length === 0) return err('CANNOT', `검증용 묶음(.ongyeol)이 없는 폴더입니다: ${folder}`);
  const lying: LyingFile[] = [];
  const bad: BadFile[] = [];
  const papers: AuditPaper[] = [];
  let refused: Result<never> | null = null;
  const files = paths.map((path) => ({ name: relative(folder, path), bytes: { path } }));
  await judgeFiles('hold', files, trust, (held, { name: file }, i) => {
    say(i, paths.length);
    if ('ok' in held) {
      refused ??= held;
      return false;
    }
    const { sha256, documentId, checks, state, paper } = held;
    lying.push({ file, sha256, documentId });
    const fault = checks.find((check) => check.state === 'fault');
    if (fault !== undefined) bad.push({ file, where: fault.where, message: fault.message });
    if (paper !== null && state !== 'fault') papers.push(paper);
    return true;
  });
  if (refused !== null) return refused;
  const listed = await readLists(folder, lying);
  // A file that is false is told of once.
  bad.push(
    ...listed.filter(({ file, here }) => !here || !bad.some((one) => one.file === file)).map(({ file, message }) => ({ file, where: LIST_FILE, message })),
  );
  return ok({ files: paths.length + listed.filter(({ here }) => !here).length, bad, papers: newestOfEach(papers) });
}

/** What the lists in the folder say of it (AU19). */
async function readLists(folder: string, lying: readonly LyingFile[]): Promise<ListFault[]> {
  const paths = (await filesIn(folder, ['.json'])).filter(isList);
  const told = await Promise.all(paths.map(async (path) => againstList(relative(folder, path), new Uint8Array(await readFile(path)), lying)));
  return told.flat();
}

async function writeReport(report: AuditReport, files: FileCount, out: string, at: string): Promise<Result<string>> {
  const content = auditContent(report, files, seoulDate(at));
  const print = buildPaperPrint({
    ...{ content, agencies: new Map(), lanes: [], showPending: false, registration: null, approvedOn: null, enforcedOn: null },
    ...{ createdAt: at, watermark: '', files: [] },
  });
  const drawn = await renderPaper(print);
  if (!drawn.ok) return drawn;
  return save(out, drawn.value.pdf);
}

async function save(out: string, bytes: Uint8Array | string): Promise<Result<string>> {
  try {
    await writeFile(out, bytes, { flag: 'wx', flush: true });
    return ok(resolve(out));
  } catch {
    return err('SAVE_FAILED', `파일을 쓸 수 없습니다(${out}). 같은 이름의 파일이 있으면 그대로 두었습니다. 다른 이름을 고르십시오.`);
  }
}

async function work(folder: string, { trust: trusted, report: out, csv, rules }: Asked, say: (done: number, all: number) => void): Promise<Result<Done>> {
  if (!(await isFolder(folder))) return err('CANNOT', `폴더가 아닙니다: ${folder}. 검증용 묶음이 든 폴더를 적으십시오.`);
  const trust = await readTrust({ trust: trusted });
  if (!trust.ok) return trust;
  const bundle = await readBundle(folder, trust.value, say);
  if (!bundle.ok) return bundle;
  const { papers, ...files } = bundle.value;
  const report = auditPapers(papers, rules);
  const paper = out === undefined ? ok(null) : await writeReport(report, files, out, new Date().toISOString());
  if (!paper.ok) return paper;
  const sheet = csv === undefined ? ok(null) : await save(csv, auditCsv(report));
  return sheet.ok ? ok({ ...report, ...files, report: paper.value, csv: sheet.value }) : sheet;
}

function checksOf({ bad, files, findings }: Done): CheckResult[] {
  const holds = { code: 'FILES', title: '검증용 묶음', where: '', message: `${files}개 가운데 ${files - bad.length}개가 모두 확인됨` } as const;
  return [
    { ...holds, state: 'ok' },
    ...bad.map((one): CheckResult => ({ code: 'FILE', state: 'fault', title: '맞지 않는 파일', where: `${one.file}: ${one.where}`, message: one.message })),
    ...findings.map((one): CheckResult => ({
      ...{ code: one.kind, state: 'fault', title: KINDS[one.kind].name },
      ...{ where: `${one.file}: ${evidenceWords(one.evidence)}`, message: one.message },
    })),
  ];
}

function words(done: Done): string {
  const { papers, entries, agencies, files, bad, findings, report, csv } = done;
  const lines = [
    `${spanWords(done)}, 기관 ${Object.keys(agencies).length}곳, 문서 ${papers}건, 기록 ${entries}건`,
    `검증용 묶음 ${files}개 가운데 ${files - bad.length}개가 서버 없이 모두 확인됨`,
    ...bad.map((one) => `✗ ${one.file} · ${one.where}: ${one.message}`),
    ...countByKind(findings).map(({ kind, count }) =>
      isLeftOut(done, kind)
        ? `– ${KINDS[kind].name}: 찾지 않음(--unusual-reading)`
        : `${count === 0 ? '✓' : KINDS[kind].grave ? '✗' : '△'} ${KINDS[kind].name} ${count}건 (${KINDS[kind].law})`,
    ),
    ...findings.map(
      ({ kind, title, file, message, evidence }) => `  ${KINDS[kind].name} · ${title === '' ? file : title}: ${message} [${evidenceWords(evidence)}]`,
    ),
  ];
  for (const out of [report, csv]) if (out !== null) lines.push(`썼습니다: ${out}`);
  return `${lines.join('\n')}\n`;
}

/** Runs the command; 0 nothing found, 1 findings or files that do not hold, 2 not audited. */
export async function audit(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const finish = (done: Result<Done>): number => answer('audit', done, json, { words, checks: checksOf });
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  let asked: { values: { trust?: string; report?: string; csv?: string; 'unusual-reading'?: boolean }; positionals: string[] };
  try {
    const options = { trust: text, report: text, csv: text, 'unusual-reading': flag, json: flag } as const;
    asked = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`));
  }
  const [folder] = asked.positionals;
  if (folder === undefined) return finish(err('USAGE', `감사할 폴더를 적으십시오. ${USAGE}`));
  const { say, end } = createProgress(json);
  const { trust, report, csv } = asked.values;
  const rules = { ...USUAL_RULES, unusualReading: asked.values['unusual-reading'] === true };
  const done = await work(folder, { trust, report, csv, rules }, (count, all) => say('확인하는 중', count, all));
  end();
  return finish(done);
}
