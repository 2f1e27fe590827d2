import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { omissionChecks } from '../../../../electron/backend/approval/omission-checks.ts';
import { contentOf, OMISSION_GROUNDS, type Content, type Fields } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { setField, writeContent } from '../../../../shared/collab/write.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import { toMarkdown } from '../../../../shared/exchange/markdown/write.ts';
import { foreignFields } from '../../../../shared/forms/forms.ts';
import { senderLines } from '../../../../shared/forms/official.ts';
import { mayOmitSeal, omissionTooWeighty } from '../../../../shared/forms/seal-omission.ts';
import type { Agency, AgencyRecord, Directory } from '../../../../shared/org/directory.ts';
import { contentSchema } from '../../../../shared/verify/content-schema.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const list = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;
const source = readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8');
const agencies = new Map(list.map((agency) => [agency.code, agency as unknown as AgencyRecord]));

function plain(text = source): Content {
  const read = parsePaperMarkdown(text, list);
  if (!read.ok) throw new Error(read.message);
  return contentOf(read.value.fields, read.value.blocks, []);
}

const omitting = (change: Partial<Fields> = {}): Content => {
  const { fields, blocks } = plain();
  return contentOf({ ...fields, sealOmitted: 'liaison', ...change }, blocks, []);
};

test('FORM-19 관인생략 makes a paper version 5, is read back as it was written, and leaves one that does not say it as it was', () => {
  const docs = { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
  writeContent(docs, omitting());
  expect(omitting().v).toBe(5);
  expect(readContent(docs)).toEqual({ ok: true, value: omitting() });
  setField(docs.main, 'sealOmitted', '' as never);
  expect(readContent(docs)).toEqual({ ok: true, value: plain() });
  setField(docs.main, 'sealOmitted', 'whim' as never);
  expect(readContent(docs)).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
});

test('FORM-19 a paper that goes to nobody leaves out nothing, and version 5 is read only where it is needed', () => {
  const internal = omitting({ recipients: [] });
  expect([internal.v, internal.fields.sealOmitted]).toEqual([1, undefined]);
  expect(contentSchema.safeParse({ ...plain(), v: 5 }).success).toBe(false);
  expect(contentSchema.safeParse({ ...omitting(), v: 1 }).success).toBe(false);
  expect(contentSchema.safeParse({ ...omitting(), schemaVersion: 2 }).success).toBe(false);
  const noted = contentOf(omitting().fields, [{ type: 'block', kind: 'plain', level: 1, inlines: [{ text: '글', note: '각주' }] }], []);
  expect([noted.v, noted.schemaVersion, contentSchema.safeParse(noted).success]).toEqual([5, 2, true]);
});

test('FORM-19 every 발신명의 bears the mark; forms without the seal of a head know none', () => {
  const marked = senderLines(omitting().fields, agencies);
  expect(marked.map(({ omitted }) => omitted)).toEqual(['관인생략', '관인생략', '관인생략']);
  expect(marked.every(({ field }) => field.startsWith('관인-'))).toBe(true);
  expect(senderLines(plain().fields, agencies).every(({ omitted }) => omitted === undefined)).toBe(true);
  const forms = ['official', 'brief', 'unit-letter'] as const;
  expect(forms.map((form) => [mayOmitSeal({ form }), foreignFields(form, ['sealOmitted'])])).toEqual([
    [true, []],
    [false, ['sealOmitted']],
    [false, ['sealOmitted']],
  ]);
});

test('FORM-19 an important paper or a major policy may not do without the seal', () => {
  const { fields } = omitting();
  expect([omissionTooWeighty(fields, {}), omissionTooWeighty(fields, { important: true }), omissionTooWeighty(fields, { majorPolicy: true })]).toEqual([
    false,
    true,
    true,
  ]);
  expect(omissionTooWeighty(plain().fields, { important: true })).toBe(false);
});

test('FORM-19 recipients the directory does not know are asked about, except for an order', () => {
  const directory = { agencies } as unknown as Directory;
  const stateOf = (change: Partial<Fields>): string[] => omissionChecks(omitting(change).fields, directory).map(({ state }) => state);
  expect(stateOf({ recipients: ['교육부장관'] })).toEqual(['ok']);
  expect(stateOf({ recipients: ['교육부장관', '홍길동'] })).toEqual(['warn']);
  expect(stateOf({ recipients: ['홍길동'], sealOmitted: 'order' })).toEqual(['ok']);
  expect(omissionChecks(plain().fields, directory)).toEqual([]);
});

test('FORM-19 Markdown carries the ground in words and refuses any other', () => {
  for (const sealOmitted of OMISSION_GROUNDS) expect(plain(toMarkdown(omitting({ sealOmitted }), list)).fields.sealOmitted).toBe(sealOmitted);
  const wrong = parsePaperMarkdown(source.replace('title:', 'sealOmitted: 귀찮음\ntitle:'), list);
  expect(wrong).toMatchObject({ ok: false, code: 'KEY_MISSING' });
  expect(wrong.ok ? '' : wrong.message).toContain('sealOmitted');
});
