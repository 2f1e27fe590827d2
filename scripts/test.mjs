// `npm test [-- --long]`: sets everything up and runs every check. The last line sums what passed and failed over all runners.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root, setUp, tool } from './setup.mjs';
import { typecheck } from './typecheck.mjs';

const long = process.argv.includes('--long');
const reports = join(root, 'test-results');
const totals = { passed: 0, failed: 0 };
/** Tests that did not run, with what was missing: told at the end, so that nobody takes them for passed. */
const skipped = [];
const children = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

/** Runs a tool. Output is shown only when `loud` or when it fails; what was made from a seed is always told. */
function runTool(name, args, { loud = false, env = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(tool(name), args, { cwd: root, env: { ...environment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    const keep = (chunk) => {
      output += chunk;
      if (loud) process.stdout.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ ok: false, output: String(error) }));
    child.on('close', (code) => {
      children.delete(child);
      for (const line of loud ? [] : output.split('\n')) if (line.includes('"seed":')) console.log(`  ${line.trim()}`);
      done({ ok: code === 0, output: loud ? '' : output });
    });
  });
}

function report(name, started, counts, output = '') {
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  if (counts.failed > 0 && output !== '') console.log(output);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${counts.failed > 0 ? '✗' : '✓'} ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
}

/** A check that only says yes or no counts as one. */
async function gate(name, check) {
  const started = Date.now();
  const { ok, output } = await check();
  report(name, started, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, output);
  return ok;
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** A runner that ends badly, writes no report or finds no test has failed, whatever it counted. */
async function runner(name, run, file, count, skippedIn) {
  const started = Date.now();
  rmSync(file, { force: true });
  const { ok, output } = await run();
  const found = readReport(file);
  const counts = found === null ? { passed: 0, failed: 0 } : count(found);
  if (found !== null) skipped.push(...skippedIn(found).map((title) => `${name}: ${title}`));
  if (counts.failed === 0 && (!ok || counts.passed === 0)) counts.failed = 1;
  report(name, started, counts, output);
}

/** The long run draws anew where the caller names no seed: what it finds becomes a test of its own, while the short one passes or fails the same way each time. */
const seeds = long ? { ONGYEOL_SEED: process.env.ONGYEOL_SEED ?? 'fresh' } : {};
const vitest = (args, file) => () => runTool('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], { env: seeds });
const countVitest = (found) => ({
  passed: found.numPassedTests,
  failed: found.numFailedTests + found.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0).length,
});
const skippedByVitest = (found) =>
  found.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status)).map(({ fullName }) => fullName),
  );
const skippedByPlaywright = ({ suites }) =>
  suites.flatMap((suite) => [
    ...(suite.specs ?? []).filter(({ tests }) => tests.some(({ status }) => status === 'skipped')).map(({ title }) => title),
    ...skippedByPlaywright({ suites: suite.suites ?? [] }),
  ]);
const countPlaywright = ({ stats, errors }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length });

async function all() {
  for (const { room, ok, output, ms } of await typecheck()) report(`types ${room}`, Date.now() - ms, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, output);
  await gate('lint', () => runTool('oxlint', ['--type-aware', '--deny-warnings']));
  await gate('format', () => runTool('oxfmt', ['--check']));
  // Built before the tests: one of them looks into the package that would be shipped.
  const built = await gate('build', () => runTool('electron-vite', ['build', '--logLevel', 'error']));
  const unit = join(reports, 'vitest.json');
  await runner('vitest', vitest([], unit), unit, countVitest, skippedByVitest);
  if (long) {
    const file = join(reports, 'vitest-long.json');
    await runner('vitest long', vitest(['--config', 'vitest.long.config.ts'], file), file, countVitest, skippedByVitest);
  }
  if (!built) return;
  const e2e = join(reports, 'playwright.json');
  await runner(
    'playwright',
    () => runTool('playwright', ['test', '--reporter=line,json'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2e } }),
    e2e,
    countPlaywright,
    skippedByPlaywright,
  );
}

const started = Date.now();
setUp();
mkdirSync(reports, { recursive: true });
await all();
if (skipped.length > 0) console.log(`${skipped.length} skipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`);
console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;
