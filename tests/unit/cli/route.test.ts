import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFolders } from '../../support/sync.ts';

const ROOT = join(import.meta.dirname, '../../..');
const EXAMPLE = join(ROOT, 'tests/fixtures/route/AP5-return.json');
const folders = createFolders();
afterEach(() => folders.clean());

function ongyeol(...args: string[]): { status: number | null; out: string; said: string } {
  const done = spawnSync(process.execPath, [join(ROOT, 'electron/cli/main.ts'), 'route', ...args], { encoding: 'utf8', timeout: 20_000 });
  return { status: done.status, out: done.stdout, said: done.stderr };
}

describe('ongyeol route check', () => {
  it('prints acts, refusals with their article and the final state, exit 0 where all is as expected', () => {
    const { status, out } = ongyeol('check', EXAMPLE);
    expect(status).toBe(0);
    expect(out).toContain('DEAD_VERSION (영 제17조)');
    expect(out).toContain('마지막 상태: in-approval, 제2판, 다음: a3');
  });
  it('prints one envelope with --json', () => {
    const report = JSON.parse(ongyeol('check', EXAMPLE, '--json').out) as Record<string, unknown>;
    expect(report).toMatchObject({ v: 1, command: 'route check', verdict: 'valid', final: { version: 2, next: ['a3'] } });
  });
  it('exits 1 where an expectation failed, 2 where the file cannot be read or names nothing known', () => {
    const raw = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Record<string, unknown>;
    const organisation = JSON.parse(readFileSync(join(ROOT, 'tests/fixtures/route/organisation.json'), 'utf8')) as unknown;
    const file = join(folders.make(), 'other.json');
    writeFileSync(file, JSON.stringify({ ...raw, organisation, expect: { status: 'registered' } }));
    expect(ongyeol('check', file)).toMatchObject({ status: 1 });
    writeFileSync(file, JSON.stringify({ ...raw, organisation: 'nowhere.json' }));
    expect(ongyeol('check', file).status).toBe(2);
    writeFileSync(file, '{');
    const broken = ongyeol('check', file, '--json');
    expect(broken.status).toBe(2);
    expect(JSON.parse(broken.out)).toMatchObject({ verdict: 'cannot' });
    expect(ongyeol('tell').status).toBe(2);
  });
});
