import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { safeFileName, writeWhole } from '../../../../electron/backend/platform.ts';
import { readOptions } from '../../../../electron/hosts/options.ts';
import { createWebPlatform } from '../../../../electron/hosts/web-platform.ts';

const temp = () => mkdtempSync(join(tmpdir(), 'ongyeol-platform-'));
const bytes = new Uint8Array([1, 2, 3]);

test('the web host never writes over a file, also when two of one name come at once', async () => {
  const folder = join(temp(), '내보내기');
  const platform = createWebPlatform({ folder });
  const saved = await Promise.all([platform.saveFile('문서.pdf', bytes), platform.saveFile('문서.pdf', bytes)]);
  expect(saved).toEqual([
    { ok: true, value: { path: join(folder, '문서.pdf') } },
    { ok: true, value: { path: join(folder, '문서 (2).pdf') } },
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['문서 (2).pdf', '문서.pdf']);
});

test('what must be done before a file leaves is done before a byte is written, and its refusal keeps the file in', async () => {
  const folder = temp();
  const platform = createWebPlatform({ folder });
  const refused = { ok: false as const, code: 'LOCKED', message: '잠김' };
  expect(await platform.saveFile('a.pdf', bytes, () => Promise.resolve(refused))).toEqual(refused);
  expect(readdirSync(folder)).toEqual([]);
  let seen: string[] | null = null;
  const look = (): Promise<{ ok: true; value: null }> => {
    seen = readdirSync(folder);
    return Promise.resolve({ ok: true, value: null });
  };
  expect(await platform.saveFile('a.pdf', bytes, look)).toMatchObject({ ok: true });
  expect([seen, readdirSync(folder)]).toEqual([[], ['a.pdf']]);
});

test('SAVE_FAILED says why and leaves nothing half written', async () => {
  const folder = temp();
  writeFileSync(join(folder, 'file'), '');
  expect(await createWebPlatform({ folder: join(folder, 'file', 'x') }).saveFile('a.pdf', bytes)).toMatchObject({
    ok: false,
    code: 'SAVE_FAILED',
    message: expect.stringMatching(/폴더를 만들지 못했습니다/),
  });
  expect(await writeWhole(join(folder, 'none', 'a.pdf'), bytes)).toMatchObject({
    ok: false,
    code: 'SAVE_FAILED',
    message: expect.stringMatching(/폴더가 없습니다/),
  });
  expect(readdirSync(folder)).toEqual(['file']);
});

test('writing over a file replaces it whole', async () => {
  const path = join(temp(), 'a.pdf');
  writeFileSync(path, 'older and longer');
  expect(await writeWhole(path, bytes)).toEqual({ ok: true, value: { path } });
  expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
});

test.each([
  ['청년고용 종합대책/2026: 안.pdf', '청년고용 종합대책_2026_ 안.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..', '문서'],
  ['\u0000', '_'],
  [`${'가'.repeat(300)}.ongyeol`, `${'가'.repeat(70)}.ongyeol`],
])('the file name of %j is safe', (name, safe) => {
  expect(safeFileName(name)).toBe(safe);
  expect(Buffer.byteLength(safeFileName(name))).toBeLessThan(256);
});

test('options: what is unknown is left alone, a bad port is a free port', () => {
  expect(readOptions(['--inspect=0', '.', '--data', '/tmp/a', '--server=ws://127.0.0.1:1', '--no-sandbox', '--port', '70000'])).toEqual({
    dataDir: '/tmp/a',
    serverUrl: 'ws://127.0.0.1:1',
    ca: null,
    pin: null,
    port: 0,
    tied: false,
  });
  expect(readOptions(['--ca', '/tmp/root.pem'])).toMatchObject({ ca: '/tmp/root.pem' });
  expect(readOptions(['--data'])).toMatchObject({ dataDir: null, serverUrl: null });
  expect(readOptions(['--port', '8080', '--tied'])).toMatchObject({ port: 8080, tied: true });
});
