import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackend, type Backend } from '../../../../electron/backend/backend.ts';
import { createIntake } from '../../../../electron/backend/intake/intake.ts';
import { sealKeyFile } from '../../../../electron/backend/keys/key-file.ts';
import { createPdf } from '../../../../electron/backend/pdf/pdf.ts';
import { readProfile, writeProfile } from '../../../../electron/backend/profile/profile.ts';
import { addThread, closeThread } from '../../../../shared/collab/comments.ts';
import { setField } from '../../../../shared/collab/write.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const PASSPHRASE = '열 글자가 넘는 암호';
const folders = createFolders();
const pdf = createPdf();
let stage: Stage;
let backend: Backend;

async function start(): Promise<Backend> {
  const { kim } = stage.world.people;
  const folder = join(folders.make(), 'profile');
  const base64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array(0)).toString('base64');
  const keys = await sealKeyFile({ privateKey: Uint8Array.from(kim.privateKey), databaseKey: randomBytes(32), sealKey: null }, PASSPHRASE);
  const { person, agency, unit, position } = kim.actor;
  const papers = { certificate: base64(kim.login.certificate.der), issuer: base64(kim.login.chain[0]), root: base64(stage.world.root), seal: null };
  const names = { agency: { code: agency, name: agency }, unit: unit === null ? null : { code: unit, name: unit } };
  await writeProfile(folder, { v: 1, personId: person, name: person, position, ...names, ...papers }, keys);
  const found = must(await readProfile(folder));
  const platform = { vault: null, notify: null, saveFile: async () => ({ ok: true as const, value: { path: null } }) };
  const { crypto } = stage.world;
  return must(await createBackend({ found, passphrase: PASSPHRASE, serverUrl: stage.url(), platform, pdf, crypto, now: () => new Date(), keyMinutes: 5 }));
}

beforeEach(async () => {
  stage = await createStage({});
  backend = await start();
  backend.start();
  const { replica } = backend.context;
  await until('the directory and a line', () => replica.directory().agencies.size > 0 && replica.status().connection === 'online');
});
afterEach(async () => {
  await backend.close();
  await stage.close();
  folders.clean();
});

const draft = async (title: string): Promise<string> =>
  must(await backend.handlers['documents.create']({ form: 'official', title, partners: [], recordFile: '', work: [] })).documentId;
const checks = async (documentId: string) => must(await backend.handlers['documents.get']({ documentId })).checks;

describe('guards of a draft', () => {
  it('SECRET-1 a marked draft is not put up and its check says why', async () => {
    const documentId = await draft('훈련 계획');
    setField(backend.context.drafts.open(documentId, 1).main.doc, 'title', '훈련 계획 "Ⅲ급비밀"');
    expect((await checks(documentId)).find(({ title }) => title === '비밀 표시')).toMatchObject({
      state: 'stop',
      detail: expect.stringMatching(/^있는 곳: 「제목」\. 이 프로그램은 비밀을 다루지 않습니다\./) as unknown,
    });
    const refused = await backend.handlers['approval.submit']({ documentId });
    expect(refused).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(refused.ok ? '' : refused.message).toContain('결재를 올리지 않았고 글은 그대로 있습니다');
    // FORM-17: what could never be printed stops it too, with the place to go to.
    setField(backend.context.drafts.open(documentId, 1).main.doc, 'title', '확인 ☑');
    expect((await checks(documentId)).find(({ title }) => title === '글꼴에 없는 글자 1가지')).toMatchObject({
      state: 'stop',
      places: [{ in: 'title', start: 3, end: 4, label: '제목 ☑ (U+2611)' }],
    });
    expect(await backend.handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'MISSING_GLYPHS' });
    expect(must(await backend.handlers['documents.get']({ documentId })).frozen).toBe(false);
  });

  it('SECRET-4 no way in takes a marking: title, draft info, import, file read into the text, name of an attachment', async () => {
    const { handlers } = backend;
    const bytes = strToU8('내용');
    const lists = async () => must(await handlers['home.list']({}));
    const open = await draft('글을 넣을 문서');
    const before = await lists();
    const titled = { partners: [], recordFile: '', work: [] };
    for (const title of ['훈련 계획 “Ⅱ급비밀”', 'Ⅱ급비밀 동원계획'])
      expect(await handlers['documents.create']({ form: 'official', ...titled, title })).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    const head = ['form: official', 'lead: A', 'leadUnit: 정보화담당관실', 'work: [정보화 운영]', 'recipients: [내부결재]', 'title: 훈련 계획 (I급 비밀)'];
    const rest = ['summary: 요지', 'keywords: [훈련]', 'disclosure: 공개', 'recordFile: 정보화 일반', 'originator: 과장', 'reporter: 주무관'];
    const markdown = ['---', ...head, ...rest, '---', '1. 글', ''].join('\n');
    expect(await handlers['documents.import']({ markdown, attachments: [] })).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(await handlers['documents.importFile']({ name: '훈련 계획(Ⅲ급비밀).txt', bytes })).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(await handlers['documents.readFile']({ documentId: open, name: '글.txt', bytes: strToU8('가\n[ 2급 비밀 ]\n나') })).toMatchObject({
      ok: false,
      code: 'FILE_SECRET',
    });
    expect(await lists()).toEqual(before);
    const documentId = await draft('알림');
    const fields = [
      { summary: 'Ⅰ급비밀' },
      { summary: 'Ⅲ급비밀 요지' },
      { summary: '첫 줄\nⅡ급비밀' },
      { keywords: ['훈련', '3급비밀'] },
      { originator: '(Ⅱ급비밀)' },
    ];
    for (const one of fields)
      expect([one, await handlers['documents.setFields']({ documentId, fields: one })]).toMatchObject([one, { ok: false, code: 'FILE_SECRET' }]);
    const add = (name: string, label: string) => handlers['attachments.add']({ documentId, name, label, bytes });
    expect(await add('계획 (Ⅱ급비밀).txt', '계획')).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(await add('2급비밀 계획.pdf', '계획')).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(await add('계획.txt', 'Ⅲ급비밀')).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    const view = must(await handlers['documents.get']({ documentId }));
    expect([view.fields.summary, view.fields.keywords, view.attachmentList]).toEqual(['', [], []]);
    must(await handlers['documents.setFields']({ documentId, fields: { summary: 'Ⅱ급비밀취급 인가를 받은 사람' } }));
  });

  it('COM-5 a draft with an open suggestion is not put up; an answered one stops nothing', async () => {
    const documentId = await draft('알림');
    const comments = backend.context.drafts.open(documentId, 1).comments();
    const by = { agency: 'A', position: '과장', name: '이둘' };
    const at = '2026-11-23T01:00:00.000Z';
    const anchor = { section: 's1', start: '', end: '', quote: '글' };
    addThread(comments.doc, 'x', { kind: 'suggestion', anchor, by, at, text: '', proposal: '말', calls: [] });
    expect((await checks(documentId)).find(({ title }) => title === '정하지 않은 수정 제안 1건')).toMatchObject({ state: 'stop' });
    expect(await backend.handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'SUGGESTION_OPEN' });
    closeThread(comments.doc, 'x', { state: 'rejected', by, at });
    expect(await backend.handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'LANE_NOT_DESIGNED' });
  });

  it('PERS-2 PERS-4 개인정보 is asked about with places to go to and refuses nothing', async () => {
    const documentId = await draft('알림 010-1234-5678');
    const [asked] = (await checks(documentId)).filter(({ places }) => places !== undefined);
    expect(asked).toMatchObject({
      state: 'warn',
      title: '개인정보로 보이는 글 1곳',
      places: [{ in: 'title', start: 3, end: 16, label: '제목 휴대전화번호 010-123*-****' }],
    });
    expect(await backend.handlers['approval.submit']({ documentId })).toMatchObject({ ok: false, code: 'LANE_NOT_DESIGNED' });
  });

  it('FILE-1 SECRET-3 attachments and imports are looked at by content, in a thread of their own; nothing is kept of what is refused', async () => {
    const documentId = await draft('알림');
    const add = (name: string, bytes: Uint8Array) => backend.handlers['attachments.add']({ documentId, name, label: name, bytes });
    expect(await add('사진.png', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]))).toMatchObject({ ok: false, code: 'FILE_RUNS' });
    expect(await add('자료.zip', zipSync({ '가.txt': strToU8('Ⅱ급비밀\n내용') }))).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(must(await backend.handlers['documents.get']({ documentId })).attachmentList).toEqual([]);
    must(await add('계획.txt', strToU8('계획')));
    const markdown = '---\ntitle: 계획\n---\nⅡ급비밀\n';
    expect(await backend.handlers['documents.import']({ markdown, attachments: [] })).toMatchObject({ ok: false, code: 'FILE_SECRET' });
  });
});

describe('files of other programs', () => {
  it('IMP-1 IMP-3 a DOCX becomes a draft of its own with its title, and what was lost is told', async () => {
    const body = '<w:p><w:r><w:t>제목  협업 계획</w:t></w:r></w:p><w:p><w:r><w:t>1. 첫째</w:t></w:r><w:r><w:drawing/></w:r></w:p>';
    const bytes = zipSync({ 'word/document.xml': strToU8(`<w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`) });
    const made = must(await backend.handlers['documents.importFile']({ name: '계획.docx', bytes }));
    expect(made.notes).toEqual([
      '그림 1개를 가져오지 못했습니다(PNG·JPEG가 아니거나, 너무 크거나, 각주에 든 그림). 필요하면 「그림 넣기」나 붙임으로 넣으십시오.',
    ]);
    const content = must(await backend.context.drafts.content(made.documentId));
    expect(content.fields.title).toBe('협업 계획');
    expect(content.blocks).toEqual([{ type: 'block', kind: 'item', level: 1, inlines: [{ text: '첫째' }] }]);
    const read = must(await backend.handlers['documents.readFile']({ documentId: made.documentId, name: '계획.docx', bytes }));
    expect(read.blocks).toHaveLength(2);
  });

  it('IMP-6 IMP-7 what may not come in or cannot be read makes no document', async () => {
    const before = must(await backend.handlers['home.list']({}));
    const ask = (name: string, bytes: Uint8Array) => backend.handlers['documents.importFile']({ name, bytes });
    expect(await ask('a.hwp', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatchObject({ ok: false, code: 'FILE_KIND' });
    expect(await ask('a.txt', strToU8('Ⅱ급비밀'))).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(must(await backend.handlers['home.list']({}))).toEqual(before);
  });
});

it('FILE-4 a bomb ends in a sentence, and the next file is looked at as ever', async () => {
  const intake = createIntake();
  const bomb = zipSync({ 'in.zip': zipSync({ 'a.docx': new Uint8Array(90_000_000) }, { level: 9 }) });
  expect(await intake.guard([{ name: 'a.zip', bytes: bomb }])).toMatchObject({ ok: false, code: 'FILE_BOMB' });
  expect(await intake.guard([{ name: 'a.txt', bytes: strToU8('안녕') }])).toMatchObject({ ok: true });
});
