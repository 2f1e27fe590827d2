/** AU13–AU18 of `shared/audit/SPEC.md`: the auditor's workspace through the application, with no profile, no server and no key. */

import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CommandName, Input, Output } from '../../../../shared/api/contract.ts';
import { filesAtOnce } from '../../../../electron/backend/audit/judges.ts';
import { createApp, type App, type AppConnection } from '../../../../electron/backend/app.ts';
import { ok } from '../../../../shared/lib/result.ts';
import { VECTOR_FOLDER, VECTORS, vectorBytes } from '../../../support/capsule-vectors.ts';

const CAPSULE = new Uint8Array(readFileSync(join(VECTOR_FOLDER, 'valid/document.ongyeol')));
const ROOT = { name: 'root.pem', bytes: new Uint8Array(readFileSync(join(VECTOR_FOLDER, 'root.pem'))) };
const saved = new Map<string, Uint8Array>();

let folder = '';
let app: App;
let window: AppConnection;

async function call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
  const reply = await window.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message}`);
  return reply.value as Output<N>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ongyeol-audit-'));
  const saveFile = (name: string, bytes: Uint8Array) => {
    saved.set(name, bytes);
    return Promise.resolve(ok({ path: name }));
  };
  app = createApp({ dataDir: folder, platform: { vault: null, notify: null, saveFile }, serverUrl: null, version: '0', host: 'web' });
  window = app.connect({ connectionId: 'one', resume: null });
});

afterAll(async () => {
  window.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

it('AU16 nothing is open before a bundle is begun, and what is no trust file begins none', async () => {
  expect(await call('audit.overview', { unusual: false })).toEqual({ overview: null });
  expect(await window.call('audit.add', { name: 'x', bytes: CAPSULE })).toMatchObject({ ok: false, error: { code: 'AUDIT_CLOSED' } });
  const wrong = { name: 'root.pem', bytes: new Uint8Array([1]) };
  expect(await window.call('audit.begin', { trust: wrong })).toMatchObject({ ok: false, error: { code: 'TRUST_EMPTY' } });
  expect(await call('audit.begin', { trust: null })).toEqual({ trust: 'none', atOnce: filesAtOnce() });
  expect(await call('audit.add', { name: 'a.ongyeol', bytes: CAPSULE })).toMatchObject({ files: 1, unknown: 1, fault: 0 });
});

it('AU17 every file is told by how it stands and why; a false one is not audited', async () => {
  await call('audit.begin', { trust: ROOT });
  const changed = VECTORS.find(({ name }) => name === 'content-changed');
  await call('audit.add', { name: '가/공동.ongyeol', bytes: CAPSULE });
  if (changed !== undefined) await call('audit.add', { name: '가/바뀜.ongyeol', bytes: vectorBytes(changed) });
  expect(await call('audit.add', { name: '아님.ongyeol', bytes: new Uint8Array([1, 2, 3]) })).toEqual({ files: 3, whole: 1, partial: 0, unknown: 0, fault: 2 });
  const { overview } = await call('audit.overview', { unusual: false });
  expect(overview).toMatchObject({ papers: 1, fork: null, trust: 'file', standardDays: 2 });
  expect(overview?.why.map(({ words }) => words).join()).toContain('내용이 바뀌었습니다');
  expect(overview?.agencies.map(({ name }) => name)).toEqual(['교육부', '산업통상부', '고용노동부']);
  expect(overview?.hours).toHaveLength(24);
  expect(overview?.delays.length).toBeGreaterThan(3);
  const ask = { text: '', agency: '', state: '', kind: '', from: 0 } as const;
  const faults = await call('audit.papers', { ...ask, state: 'fault' });
  expect(faults.rows.map(({ file, documentId }) => [file, documentId === null])).toEqual([
    ['가/바뀜.ongyeol', false],
    ['아님.ongyeol', true],
  ]);
  expect((await call('audit.papers', { ...ask, text: '협업정원 파견' })).rows.map(({ file, state }) => [file, state])).toContainEqual([
    '가/공동.ongyeol',
    'whole',
  ]);
  expect((await call('audit.papers', { ...ask, text: '없는 말' })).total).toBe(0);
  const { checks } = await call('audit.checks', { file: '가/바뀜.ongyeol' });
  expect(checks.find(({ state }) => state === 'fault')?.title).toBe('내용');
});

it('AU18 a story tells every step, and each moment has the text as it stood then', async () => {
  const { rows } = await call('audit.papers', { text: '', agency: '', state: 'whole', kind: '', from: 0 });
  const documentId = rows[0]?.documentId ?? '';
  const story = await call('audit.story', { documentId });
  expect(story.steps[0]).toMatchObject({ what: '기안 시작', version: null });
  expect(story.steps.at(-1)?.version).toBe(1);
  expect(story.readers.length).toBeGreaterThan(0);
  const begun = await call('audit.moment', { documentId, seq: 0 });
  expect(begun).toMatchObject({ status: '초안', version: null, text: null });
  const frozen = story.steps.findIndex(({ what }) => what === '내용 확정');
  const fixed = await call('audit.moment', { documentId, seq: frozen });
  expect(fixed).toMatchObject({ status: '결재 중', version: 1 });
  expect(fixed.text?.lines[0]?.pieces[0]?.text).toContain('제목');
  expect(fixed.lanes[0]?.steps.some(({ state }) => state === 'now')).toBe(true);
  const last = await call('audit.moment', { documentId, seq: story.steps.length - 1 });
  expect(last.lanes.flatMap(({ steps }) => steps).every(({ state }) => state === 'signed' || state === 'skipped')).toBe(true);
  expect(await window.call('audit.story', { documentId: 'none' })).toMatchObject({ ok: false, error: { code: 'NO_DOCUMENT' } });
});

it('AU16 the report leaves by the save dialog alone; nothing else is written, and closing forgets all', async () => {
  expect((await call('audit.report', { format: 'csv' })).path).toMatch(/^감사 결과 보고 .*\.csv$/);
  expect((await call('audit.report', { format: 'pdf' })).path).toMatch(/\.pdf$/);
  expect([...saved.values()].map((bytes) => Buffer.from(bytes.subarray(0, 5)).toString('latin1'))).toContain('%PDF-');
  await call('audit.close', {});
  expect(await call('audit.overview', { unusual: false })).toEqual({ overview: null });
  expect(await readdir(folder)).toEqual([]);
});
