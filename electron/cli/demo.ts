/** `ongyeol demo`: the main job, once, headless, with everything real. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Err, type Result } from '../../shared/lib/result.ts';
import { readFile } from 'node:fs/promises';
import type { Backend } from '../backend/backend.ts';
import { createPdf } from '../backend/pdf/pdf.ts';
import { writeAfter, type Platform } from '../backend/platform.ts';
import { createCast, StoryFault } from './demo/cast.ts';
import { DEMO_FOLDER } from './demo/folder.ts';
import { inputPlace, readInput } from './demo/input.ts';
import { readOrganisation } from './demo/organisation.ts';
import { readSeed, seed } from './demo/seed.ts';
import { publishDirectory, startServer, type ServerProcess } from './demo/server-process.ts';
import { runStory } from './demo/story.ts';
import { makeWritable } from './start/writable.ts';

/** What a run of the story is given. `out` null keeps no files. */
export interface DemoRun {
  readonly dataDir: string;
  readonly input: string;
  readonly organisation: string;
  readonly out: string;
  readonly say: (step: string, detail: string) => void;
}

/** What came out. */
export interface DemoResult {
  readonly documentId: string;
  readonly registration: string;
  readonly files: readonly string[];
}

/** Seeds the folder where it is new, starts the server and gives it the directory. */
export async function prepare(dataDir: string, organisation: string, port: number, say: DemoRun['say']): Promise<Result<ServerProcess>> {
  const agencies = await readOrganisation(organisation);
  if (!agencies.ok) return agencies;
  try {
    const known = await readSeed(dataDir);
    const seeded = known ?? (await seed(dataDir, agencies.value, (done) => say('조직과 인증서', done)));
    const server = await startServer(dataDir, port);
    if (!server.ok) return server;
    const published = await publishDirectory(server.value.url, seeded);
    if (published.ok) return server;
    await server.value.stop();
    return published;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      return err('READ_ONLY', `자료 폴더에 쓸 수 없습니다(${dataDir}). 아무것도 바뀌지 않았습니다. --data로 다른 폴더를 고르십시오.`);
    if (code === 'ENOSPC') return err('DISK_FULL', '디스크가 가득 찼습니다. 만든 것은 그대로 두었습니다. 공간을 비우고 다시 하십시오.');
    throw error;
  }
}

async function exportFiles(run: DemoRun, platform: Platform, story: { documentId: string; drafter: Backend }): Promise<Result<string[]>> {
  const { documentId, drafter } = story;
  const pdf = await drafter.handlers['preview.pdf']({ documentId });
  if (!pdf.ok) return pdf;
  const capsule = await drafter.handlers['export.capsule']({ documentId, reason: null });
  if (!capsule.ok) return capsule;
  const saved = await platform.saveFile('document.pdf', pdf.value.pdf);
  if (!saved.ok) return saved;
  await writeFile(join(run.out, 'root.pem'), await readFile(join(run.dataDir, 'root.pem')));
  return ok(['document.pdf', 'document.ongyeol', 'root.pem'].map((name) => join(run.out, name)));
}

/** Runs the story on a prepared folder. */
export async function runDemo(run: DemoRun, server: { current: ServerProcess }): Promise<Result<DemoResult>> {
  const agencies = await readOrganisation(run.organisation);
  if (!agencies.ok) return agencies;
  await mkdir(run.out, { recursive: true });
  const platform: Platform = {
    vault: null,
    notify: null,
    saveFile: (name, bytes, before) => writeAfter(join(run.out, name.endsWith('.ongyeol') ? 'document.ongyeol' : name), bytes, before),
  };
  const pdf = createPdf();
  const cast = createCast({ dataDir: run.dataDir, serverUrl: server.current.url, platform, pdf });
  try {
    const story = await runStory({ cast, dataDir: run.dataDir, agencies: agencies.value, input: run.input, server, say: run.say });
    if (!story.ok) return story;
    const files = await exportFiles(run, platform, story.value);
    return files.ok ? ok({ documentId: story.value.documentId, registration: story.value.registration, files: files.value }) : files;
  } catch (error) {
    // A story that stands still on a full disk waits in vain for something else: the disk is named.
    const disk = makeWritable(run.dataDir, '자료 폴더', '--data');
    if (error instanceof StoryFault) return disk.ok ? err(error.code, error.message) : disk;
    throw error;
  } finally {
    await cast.close();
    await pdf.close();
  }
}

function createSayer(json: boolean): { say: DemoRun['say']; steps: { title: string; detail: string; seconds: number }[] } {
  const began = performance.now();
  const steps: { title: string; detail: string; seconds: number }[] = [];
  return {
    steps,
    say(title, detail) {
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      steps.push({ title, detail, seconds });
      if (!json) process.stdout.write(`${String(steps.length).padStart(2)}. ${title} — ${detail} (${seconds.toFixed(1)}초)\n`);
    },
  };
}

const USAGE = 'ongyeol demo [--input FILE.md] [--organisation FILE.json] [--data DIR] [--out DIR] [--json]';

type Steps = readonly { title: string; detail: string; seconds: number }[];

/** `where` is the file or folder a refusal speaks of; a story that stopped names the step it had reached. */
function finish(result: Result<DemoResult>, steps: Steps, json: boolean, where?: string): number {
  if (json) {
    const checks = steps.map((step) => ({ code: 'STEP', state: 'ok', title: step.title, where: `${step.seconds}s`, message: step.detail }));
    const base = { v: 1, command: 'demo', checks };
    const whole = result.ok
      ? { ...base, verdict: 'valid', subject: result.value }
      : {
          ...base,
          verdict: 'cannot',
          firstFault: { code: result.code, where: where ?? `${steps.at(-1)?.title ?? '시작'} 다음`, message: result.message },
          subject: {},
        };
    process.stdout.write(`${JSON.stringify(whole)}\n`);
  } else if (result.ok) process.stdout.write(`마침: ${result.value.registration}\n${result.value.files.join('\n')}\n`);
  else process.stderr.write(`${result.message}\n`);
  return result.ok ? 0 : 2;
}

/** What hinders the story before anything is begun, and in which file or folder. */
async function hindrance(run: DemoRun): Promise<{ readonly refused: Err<string>; readonly where: string } | null> {
  const agencies = await readOrganisation(run.organisation);
  if (!agencies.ok) return { refused: agencies, where: run.organisation };
  const input = await readInput(run.input, agencies.value);
  if (!input.ok) return { refused: input, where: inputPlace(run.input, input.message) };
  const out = makeWritable(run.out, '결과 폴더', '--out');
  if (!out.ok) return { refused: out, where: run.out };
  const data = makeWritable(run.dataDir, '자료 폴더', '--data');
  return data.ok ? null : { refused: data, where: run.dataDir };
}

/** Runs the command; 0 done, 2 could not. */
export async function demo(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const option = { type: 'string' } as const;
  let values: { input?: string; organisation?: string; out?: string; data?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options: { input: option, organisation: option, out: option, data: option, json: { type: 'boolean' } } }));
  } catch {
    return finish(err('USAGE', `옵션을 알 수 없습니다. ${USAGE}`), [], json, '');
  }
  const { say, steps } = createSayer(json);
  const temporary = values.data === undefined ? await mkdtemp(join(tmpdir(), 'ongyeol-demo-')) : null;
  const dataDir = temporary ?? resolve(values.data ?? '');
  const run: DemoRun = {
    dataDir,
    input: resolve(values.input ?? join(DEMO_FOLDER, 'youth-jobs-joint.md')),
    organisation: resolve(values.organisation ?? join(DEMO_FOLDER, 'organisation.json')),
    out: resolve(values.out ?? 'demo-out'),
    say,
  };
  try {
    const hindered = await hindrance(run);
    if (hindered !== null) return finish(hindered.refused, steps, json, hindered.where);
    const server = await prepare(dataDir, run.organisation, 0, say);
    if (!server.ok) return finish(server, steps, json, dataDir);
    const holder = { current: server.value };
    try {
      return finish(await runDemo(run, holder), steps, json);
    } finally {
      await holder.current.stop();
    }
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}
