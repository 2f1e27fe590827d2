import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createFolders } from '../../support/sync.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folders = createFolders();
afterEach(() => folders.clean());

function lint(...args: string[]): { status: number | null; out: string; said: string } {
  const done = spawnSync(process.execPath, [join(ROOT, 'electron/cli/main.ts'), 'lint', ...args], { encoding: 'utf8', timeout: 30_000 });
  return { status: done.status, out: done.stdout, said: done.stderr };
}

/** A file with the text left of the arrows. */
function faults(): { file: string; expected: string[] } {
  const lines = readFileSync(join(ROOT, 'tests/fixtures/samples/writing-faults.md'), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.includes(' → '))
    .map((line) => line.split(' → '));
  const file = join(folders.make(), 'faults.md');
  writeFileSync(file, lines.map(([text]) => text).join('\n'));
  return { file, expected: lines.map(([, expected = '']) => expected) };
}

describe('ongyeol lint', () => {
  test('LINT-1 --json: one finding in each faulty line, none in the others, exit 1', () => {
    const { file, expected } = faults();
    const { status, out } = lint(file, '--json');
    const report = JSON.parse(out) as {
      command: string;
      verdict: string;
      firstFault: { code: string; where: string };
      findings: { line: number; fix: string | null; article: string }[];
    };
    expect([status, report.command, report.verdict, report.firstFault.code]).toEqual([1, 'lint', 'fault', 'DATE_SPACE']);
    const counts = expected.map((_, i) => report.findings.filter(({ line }) => line === i + 1).length);
    expect(counts).toEqual(expected.map((words) => (words.startsWith('ok') ? 0 : 1)));
    expect(report.findings.every(({ article }) => article !== '')).toBe(true);
  });

  test('LINT-2 a paper in order is exit 0', () => {
    const { status, out } = lint(join(ROOT, 'tests/fixtures/samples/youth-jobs-joint.md'), '--json');
    expect([status, (JSON.parse(out) as { verdict: string }).verdict]).toEqual([0, 'valid']);
  });

  test('LINT-7 what cannot be read is exit 2 with a sentence', () => {
    const binary = join(folders.make(), 'a.md');
    writeFileSync(binary, new Uint8Array([0xff, 0xfe, 0x00, 0xc3]));
    for (const args of [['/없는/파일.md'], [binary], [], ['a', 'b'], ['--모름']]) {
      const { status, said } = lint(...args);
      expect([status, said.endsWith('\n'), said.includes(' at ')]).toEqual([2, true, false]);
    }
  });

  test('SECRET-1 PERS-2 a 비밀 marking is a fault, 개인정보 alone a warning and exit 0; both with their line', () => {
    const file = join(folders.make(), 'a.md');
    writeFileSync(file, '계획을 알립니다.\n| 이름 | 900101-1234567 |\n');
    const asked = lint(file, '--json');
    const report = JSON.parse(asked.out) as { verdict: string; warnings: { line: number; column: number; code: string; masked: string }[] };
    expect([asked.status, report.verdict]).toEqual([0, 'valid']);
    expect(report.warnings).toMatchObject([{ code: 'PERSONAL_DATA', line: 2, column: 8, masked: '900101-1******' }]);
    expect(lint(file).out).toContain('개인정보로 보이는 글 1곳');
    writeFileSync(file, '---\ntitle: 훈련 계획 "Ⅱ급비밀"\n---\n본문입니다.\n');
    const refused = lint(file, '--json');
    expect([refused.status, (JSON.parse(refused.out) as { firstFault: object }).firstFault]).toMatchObject([1, { code: 'SECRET_MARK', where: `${file}:2` }]);
  });
});
