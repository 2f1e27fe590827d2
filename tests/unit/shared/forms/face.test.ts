import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { glyphChecks } from '../../../../electron/backend/approval/glyph-checks.ts';
import { linesOf } from '../../../../electron/backend/documents/compare.ts';
import { contentOf, faceOf, FORM_IDS, type Block, type Content, type Fields } from '../../../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../../../shared/collab/digest.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { setField, writeContent } from '../../../../shared/collab/write.ts';
import { partWords } from '../../../../shared/exchange/capsule/part-words.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import { toMarkdown } from '../../../../shared/exchange/markdown/write.ts';
import { foreignFields } from '../../../../shared/forms/forms.ts';
import { buildPaperPrint } from '../../../../shared/forms/paper.ts';
import type { Agency, AgencyRecord } from '../../../../shared/org/directory.ts';
import { contentSchema } from '../../../../shared/verify/content-schema.ts';
import { diffLines } from '../../../../shared/writing/diff.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const list = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;
const source = readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8');
const agencies = new Map(list.map((agency) => [agency.code, agency as unknown as AgencyRecord]));

function read(text = source): Content {
  const paper = parsePaperMarkdown(text, list);
  if (!paper.ok) throw new Error(paper.message);
  return contentOf(paper.value.fields, paper.value.blocks, []);
}

const plain = read();
const inSerif = (change: Partial<Fields> = {}, blocks: readonly Block[] = plain.blocks): Content =>
  contentOf({ ...plain.fields, face: 'serif', ...change }, blocks, []);

test('COL-13 명조 makes a paper version 6, is read back as it was written, and 고딕 chosen again leaves the content what it was', () => {
  const docs = { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
  writeContent(docs, inSerif());
  expect([inSerif().v, inSerif().schemaVersion, plain.v]).toEqual([6, 1, 1]);
  expect(readContent(docs)).toEqual({ ok: true, value: inSerif() });
  setField(docs.main, 'face', 'sans' as never);
  expect(readContent(docs)).toEqual({ ok: true, value: plain });
  setField(docs.main, 'face', 'comic' as never);
  expect(readContent(docs)).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
});

test('COL-13 of two who choose at once both read the same face', () => {
  const [left, right] = [new Y.Doc(), new Y.Doc()];
  const docs = { main: left, sections: new Map([['s1', new Y.Doc()]]) };
  writeContent(docs, plain);
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  setField(left, 'face', 'serif');
  setField(right, 'face', 'sans' as never);
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  const [here, there] = [left, right].map((main) => readContent({ ...docs, main }));
  expect(here).toEqual(there);
  expect(here?.ok).toBe(true);
});

test('COL-13 version 6 is every form and whatever else it holds, and is read only where a face is said', () => {
  const noted: Block[] = [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '글', note: '각주' }] }];
  const papers = [
    inSerif({ sealOmitted: 'liaison' }),
    inSerif({ disclosureReason: '협의 중' }, noted),
    inSerif({ form: 'unit-letter', partners: [], via: '' }),
    contentOf({ ...inSerif().fields, form: 'brief', partners: [], recipients: [], via: '', written: '2026-11-20', basis: '' }, noted, []),
  ];
  expect(papers.map((paper) => [paper.v, paper.schemaVersion, contentSchema.safeParse(paper).success])).toEqual([
    [6, 1, true],
    [6, 2, true],
    [6, 1, true],
    [6, 2, true],
  ]);
  for (const v of [1, 2, 3, 4, 5]) expect(contentSchema.safeParse({ ...inSerif(), v }).success).toBe(false);
  expect(contentSchema.safeParse({ ...plain, v: 6 }).success).toBe(false);
  expect(contentSchema.safeParse({ ...inSerif(), schemaVersion: 2 }).success).toBe(false);
  expect(contentSchema.safeParse({ ...inSerif(), fields: { ...inSerif().fields, face: 'sans' } }).success).toBe(false);
  expect(
    contentSchema.safeParse({ ...inSerif({ sealOmitted: 'notice' }), fields: { ...inSerif({ sealOmitted: 'notice' }).fields, recipients: [] } }).success,
  ).toBe(false);
  expect(FORM_IDS.map((form) => foreignFields(form, ['face']))).toEqual([[], [], []]);
});

test('COL-13 the face is a part of what is signed, with words of its own', () => {
  const salts = (content: Content): string[] => contentParts(content).map((_, i) => i.toString(16).padStart(32, '0'));
  expect(contentDigest(inSerif(), salts(inSerif()))).not.toBe(contentDigest(plain, salts(plain)));
  const part = contentParts(inSerif()).find((one) => one.part === 'field' && one.name === 'face');
  expect(part === undefined ? null : partWords(part)).toEqual({ label: '글꼴', text: '명조' });
});

test('FORM-26 Markdown names the face and refuses any other; a paper of before names none', () => {
  expect(toMarkdown(plain, list)).not.toContain('face');
  expect(toMarkdown(inSerif(), list)).toContain('\nface: 명조\n');
  expect(read(toMarkdown(inSerif({ sealOmitted: 'order' }), list)).fields).toEqual(inSerif({ sealOmitted: 'order' }).fields);
  expect(faceOf(read(source.replace('title:', 'face: 고딕\ntitle:')).fields)).toBe('sans');
  const wrong = parsePaperMarkdown(source.replace('title:', 'face: 궁서\ntitle:'), list);
  expect(wrong).toMatchObject({ ok: false, code: 'KEY_MISSING' });
  expect(wrong.ok ? '' : wrong.message).toContain('face');
});

test('FORM-26 변경 전후 대비표 shows a changed face as one line, and none where both are set in 고딕', () => {
  const told = (before: Content, after: Content): string[] =>
    diffLines(linesOf(before, after), linesOf(after, before)).flatMap(({ kind, pieces }) =>
      kind === 'same' ? [] : pieces.map((one) => `${one.kind} ${one.text}`),
    );
  expect(told(plain, inSerif()).join('|')).toBe('removed 글꼴  고딕|added 글꼴  명조');
  expect(told(plain, plain)).toEqual([]);
  expect(linesOf(plain, plain).some((line) => line.startsWith('글꼴'))).toBe(false);
  expect(linesOf(inSerif()).filter((line) => line.startsWith('글꼴'))).toEqual(['글꼴  명조']);
});

test('FORM-26 the print names the face, and one that is set in 고딕 is the print it was', () => {
  const printed = (content: Content) =>
    buildPaperPrint({
      ...{ content, agencies, lanes: [], showPending: false, registration: null, approvedOn: null, enforcedOn: null },
      ...{ createdAt: '2026-11-30T00:00:00Z', watermark: '', files: [] },
    });
  expect(printed(inSerif()).face).toBe('serif');
  expect('face' in printed(plain)).toBe(false);
});

test('FORM-17 what the face of the paper does not draw stops it, and the other face is offered where it helps', () => {
  const titled = (title: string, face: 'sans' | 'serif', via = ''): Content => {
    const told = { ...plain.fields, title, via };
    return contentOf(face === 'serif' ? { ...told, face } : told, plain.blocks, []);
  };
  expect(glyphChecks(titled('間隙 메우기', 'serif'))).toEqual([]);
  expect(glyphChecks(titled('間隙 메우기', 'sans'))).toMatchObject([
    {
      state: 'stop',
      detail: expect.stringContaining('글꼴을 명조로 바꾸거나') as unknown,
      places: [{ reason: '이 문서의 글꼴(고딕)에 없는 글자는 그릴 수 없습니다.' }],
    },
  ]);
  expect(glyphChecks(titled('尢', 'serif'))).toMatchObject([{ detail: expect.stringContaining('글꼴을 고딕으로 바꾸거나') as unknown }]);
  // 경유 stands in the head, which keeps the form's face.
  expect(glyphChecks(titled('제목', 'serif', '間隙장관'))).toMatchObject([{ detail: expect.stringMatching(/^隙 \(U\+9699\)\. 다른 글자로/) as unknown }]);
});
