import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withJosa } from '../../../shared/lib/josa.ts';
import { createFolders, createStage, type Stage } from '../../support/sync.ts';

let stage: Stage;
const folders = createFolders();
beforeEach(async () => void (stage = await createStage({}, false)));
afterEach(async () => {
  await stage.close();
  folders.clean();
});

const MAIN = join(import.meta.dirname, '..', '..', '..', 'sync-server', 'main.ts');

function configure(): string {
  const folder = folders.make();
  writeFileSync(join(folder, 'root.der'), stage.world.root);
  writeFileSync(join(folder, 'log.der'), stage.world.logKey.certificate);
  writeFileSync(join(folder, 'log.p8'), stage.world.logKey.pkcs8);
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ rootCertificate: 'root.der', logCertificate: 'log.der', logKey: 'log.p8' }));
  return file;
}

function run(...args: string[]): { status: number | null; error: string } {
  const done = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', timeout: 20_000 });
  return { status: done.status, error: done.stderr };
}

describe('server process', () => {
  it('M1 a taken port is exit 2 with a sentence', () => {
    const port = new URL(stage.url()).port;
    const { status, error } = run('--port', port, '--data', folders.make(), '--config', configure());
    expect(status).toBe(2);
    expect(error).toContain(`${withJosa(`포트 ${port}`, '을/를')} 다른 프로그램이 쓰고 있습니다`);
  });

  it('M2 a data folder that cannot be written is exit 2 with a sentence', () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'file'), '');
    const { status, error } = run('--data', join(folder, 'file'), '--config', configure());
    expect(status).toBe(2);
    expect(error).toContain('데이터 폴더에 쓸 수 없습니다');
  });

  it('M3 a damaged database is named and not touched', () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'server.db'), 'x'.repeat(8192));
    const { status, error } = run('--data', folder, '--config', configure());
    expect(status).toBe(2);
    expect(error).toContain('손상되었습니다');
  });

  it('M4 a missing or wrong configuration is exit 2 with a sentence', () => {
    expect(run('--data', folders.make()).error).toContain('--config');
    expect(run('--data', folders.make(), '--config', '/nonexistent/config.json').status).toBe(2);
    expect(run('--bogus').error).toContain('알 수 없는 옵션');
    expect(run('--port', '99999', '--data', 'x', '--config', 'y').error).toContain('65535');
  });
});
