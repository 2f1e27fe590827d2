/** Templates: those the program brings, and those an agency's administrator signs into its directory. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../electron/backend/backend.ts';
import { toHwpx } from '../../../../shared/exchange/hwpx/write.ts';
import { TEMPLATES } from '../../../../shared/forms/templates/index.ts';
import { blocksSchema } from '../../../../shared/verify/content-schema.ts';
import { sample } from '../../shared/collab/contents.ts';
import { createMachines, type Machines } from '../../../support/machines.ts';
import { createFolders, createStage, must, until, type Stage } from '../../../support/sync.ts';

const folders = createFolders();
let stage: Stage;
let machines: Machines;
let admin: Backend;
let kim: Backend;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const PAPER = '---\nform: official\n---\n1. 점검 대상\n2. 점검 결과\n   가. 이상 유무\n   나. 조치 사항\n';
const told = (name: string, text = PAPER, file = '점검.md') =>
  ({ name, use: '분기마다 하는 점검', title: '정보시스템 점검 결과', form: 'brief', file: { name: file, bytes: utf8(text) } }) as const;
const names = async (who: Backend) => must(await who.handlers['templates.list']({})).templates.map(({ name, own }) => `${name}${own ? '*' : ''}`);
const textOf = async (documentId: string) => {
  const content = must(await kim.context.drafts.content(documentId));
  return content.blocks.map((block) =>
    block.type !== 'block' ? '표' : `${block.kind}${block.level} ${block.inlines.map(({ text }) => text).join('')}`.trim(),
  );
};

beforeAll(async () => {
  stage = await createStage({ freeDevices: 5 });
  machines = createMachines(stage);
  [admin, kim] = [await machines.open(stage.world.people.admin), await machines.open(stage.world.people.kim)];
});
afterAll(async () => {
  await machines.close();
  await stage.close();
  folders.clean();
});

describe('templates', () => {
  it('TPL1 those the program brings are blocks a paper may have, each with a name of its own', () => {
    expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length);
    expect(TEMPLATES.filter(({ blocks }) => !blocksSchema.safeParse(blocks).success)).toEqual([]);
    expect(TEMPLATES.map(({ name }) => name)).toEqual(['회의록', '계획서', '보도자료', '공고', '부서 간 협조 요청']);
  });

  it('TPL2 a new paper begins with its template and has the template’s form', async () => {
    const made = must(
      await kim.handlers['documents.create']({ form: 'official', template: 'minutes', title: '9월 회의록', partners: [], recordFile: '정보화 일반', work: [] }),
    );
    expect((await textOf(made.documentId)).slice(0, 3)).toEqual(['square1 회의 명칭:', 'square1 개최기관:', 'square1 일시와 장소:']);
    expect(must(await kim.handlers['documents.get']({ documentId: made.documentId })).fields).toMatchObject({ form: 'brief', title: '9월 회의록' });
  });

  it('RT2 who serves in no 처리과 is told so before anything is made, in words of the form and not of a file', async () => {
    const input = { form: 'official', title: '처리과 없는 기안', partners: [], recordFile: '', work: [] } as const;
    const made = await admin.handlers['documents.create']({ ...input, partners: [], work: [] });
    expect(made).toMatchObject({ ok: false, code: 'NOT_ALLOWED', message: expect.stringMatching(/^기안은 처리과에 있는 사람이 합니다/) });
  });

  it('TPL3 the administrator’s template reaches everybody of the agency and is taken out again; papers made with it stay', async () => {
    must(await admin.handlers['templates.keep'](told('점검 보고')));
    await until('the template', async () => (await names(kim)).includes('점검 보고*'));
    const { templates } = must(await kim.handlers['templates.list']({}));
    const template = templates.find(({ own }) => own)?.id ?? '';
    const input = { form: 'official', template, title: '3분기 점검', partners: [], recordFile: '정보화 일반', work: [] } as const;
    const made = must(await kim.handlers['documents.create']({ ...input, partners: [], work: [] }));
    expect(await textOf(made.documentId)).toEqual(['item1 점검 대상', 'item1 점검 결과', 'item2 이상 유무', 'item2 조치 사항']);
    must(await admin.handlers['templates.keep'](told('점검 보고', '다른 틀', '틀.txt')));
    expect(await names(admin)).toEqual(['점검 보고*', '회의록', '계획서', '보도자료', '공고', '부서 간 협조 요청']);
    const [own] = must(await admin.handlers['templates.list']({})).templates;
    must(await admin.handlers['templates.drop']({ id: own?.id ?? '' }));
    await until('gone', async () => !(await names(kim)).includes('점검 보고*'));
    expect(await kim.handlers['documents.create']({ ...input, partners: [], work: [] })).toMatchObject({ ok: false, code: 'NO_TEMPLATE' });
    expect(await textOf(made.documentId)).toHaveLength(4);

    // FORM-26: a template in 명조 begins papers in it.
    must(await admin.handlers['templates.keep'](told('명조 보고', '---\nface: 명조\n---\n1. 점검 대상\n')));
    await until('the template in 명조', async () => (await names(kim)).includes('명조 보고*'));
    const serif = must(await kim.handlers['templates.list']({})).templates.find(({ own: mine }) => mine);
    expect(serif).toMatchObject({ name: '명조 보고', face: 'serif' });
    const begun = must(await kim.handlers['documents.create']({ ...input, template: serif?.id ?? '', partners: [], work: [] }));
    expect(must(await kim.handlers['documents.get']({ documentId: begun.documentId })).fields.face).toBe('serif');
    must(await admin.handlers['templates.drop']({ id: serif?.id ?? '' }));
    // IMP-13: and so does a file of Hangul that stands in 바탕.
    const paper = { ...sample, fields: { ...sample.fields, face: 'serif' as const } };
    const file = toHwpx({ content: paper, agency: '', senders: [] }, '2026-11-30');
    const imported = must(await kim.handlers['documents.importFile']({ name: '보고.hwpx', bytes: file }));
    expect(imported.notes).toEqual([expect.stringContaining('글꼴을 명조로 두었습니다') as unknown]);
    expect(must(await kim.handlers['documents.get']({ documentId: imported.documentId })).fields.face).toBe('serif');
    expect(await admin.handlers['templates.keep'](told('궁서', '---\nface: 궁서\n---\n1. 글\n'))).toMatchObject({ ok: false, code: 'KEY_MISSING' });
  });

  it('TPL4 refused: who is no administrator, an empty file, a long one, a 비밀 marking, a broken list of items', async () => {
    expect(await kim.handlers['templates.keep'](told('내 서식'))).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    expect(await kim.handlers['templates.drop']({ id: 'minutes' })).toMatchObject({ ok: false, code: 'NOT_ADMIN' });
    expect(await admin.handlers['templates.keep'](told('빈 틀', '---\nform: official\n---\n'))).toMatchObject({ ok: false, code: 'TEMPLATE_EMPTY' });
    expect(await admin.handlers['templates.keep'](told('긴 틀', '가'.repeat(60_000), '긴.txt'))).toMatchObject({ ok: false, code: 'TEMPLATE_TOO_LONG' });
    expect(await admin.handlers['templates.keep']({ ...told('비밀'), title: '훈련 계획 “Ⅱ급비밀”' })).toMatchObject({ ok: false, code: 'FILE_SECRET' });
    expect(await admin.handlers['templates.keep'](told('순서', '---\nform: official\n---\n1. 하나\n3. 셋\n'))).toMatchObject({ ok: false, code: 'BODY_LINE' });
    expect(await names(admin)).toEqual(['회의록', '계획서', '보도자료', '공고', '부서 간 협조 요청']);
  });
});
