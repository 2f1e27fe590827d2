import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contentOf, isInternal, type Content } from '../../../../shared/collab/content.ts';
import { contentDigest, contentParts } from '../../../../shared/collab/digest.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { setField, writeContent } from '../../../../shared/collab/write.ts';
import { parsePaperMarkdown, type ImportedPaper } from '../../../../shared/exchange/markdown/paper.ts';
import { toMarkdown } from '../../../../shared/exchange/markdown/write.ts';
import { toPlainText } from '../../../../shared/exchange/text/write.ts';
import { buildBriefPrint } from '../../../../shared/forms/brief.ts';
import { foreignFields, FORMS } from '../../../../shared/forms/forms.ts';
import { buildPaperPrint } from '../../../../shared/forms/paper.ts';
import type { Agency, AgencyRecord } from '../../../../shared/org/directory.ts';
import { contentSchema } from '../../../../shared/verify/content-schema.ts';
import * as Y from 'yjs';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const source = readFileSync(new URL('brief-report.md', SAMPLES), 'utf8');
const list = (JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] }).agencies;
const agencies = new Map(list.map((agency) => [agency.code, agency as unknown as AgencyRecord]));

function imported(text = source): ImportedPaper {
  const read = parsePaperMarkdown(text, list);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

function sample(): Content {
  const { fields, blocks } = imported();
  return contentOf(fields, blocks, []);
}

function print(content = sample(), approvedOn: string | null = '2026-11-20') {
  const step = {
    kind: 'approve',
    position: '정부혁신조직실장',
    marks: [],
    delegated: true,
    state: 'signed',
    name: '정넷',
    date: '2026-11-20',
    differs: false,
    reason: '',
  } as const;
  const registration = approvedOn === null ? null : { unitName: '협업정책과', number: 12 };
  const lanes = [{ agencyName: '행정안전부', steps: [step] }];
  return {
    content,
    agencies,
    lanes,
    showPending: false,
    registration,
    approvedOn,
    enforcedOn: null,
    createdAt: '2026-11-20T01:00:00Z',
    watermark: '',
    files: [],
  };
}

describe('form 2', () => {
  test('FORM-11 the sample is read: agency, unit, 작성일, 보고근거; it goes to nobody', () => {
    const { fields } = imported();
    expect(fields).toMatchObject({
      form: 'brief',
      lead: '1741000',
      leadUnit: '1741401',
      written: '2026-11-20',
      basis: '2026년 정부혁신 실행계획',
      recipients: [],
      via: '',
    });
    expect(isInternal(fields)).toBe(true);
    expect(sample().v).toBe(2);
  });

  test('FORM-11 the grid, the box, who writes and when; no 끝., no senders', () => {
    const made = buildBriefPrint(print());
    expect(made.grid.map(({ label, text }) => `${label} ${text}`)).toEqual([
      '생산등록번호 협업정책과-12',
      '등록일 2026. 11. 20.',
      '결재일 2026. 11. 20.',
      '공개 구분 공개',
    ]);
    expect(made.outline.map(({ label }) => label)).toEqual(['보고근거', '요지']);
    expect(made).toMatchObject({ writtenOn: '2026. 11. 20.', office: '행정안전부 협업정책과', senders: [], end: '' });
    expect(JSON.stringify(made.body)).not.toContain('끝.');
    expect(buildPaperPrint(print()).form).toBe('brief');
  });

  test('FORM-11 before it is decided the grid is empty but for 공개 구분', () => {
    expect(buildBriefPrint(print(sample(), null)).grid.map(({ text }) => text)).toEqual(['', '', '', '공개']);
  });

  test('FORM-11 붙임 of form 2 are not closed with 끝.', () => {
    const file = { name: 'a.pdf', label: '진단표 1부.', mediaType: 'application/pdf', size: 1, sha256: '0'.repeat(64) };
    const { fields, blocks } = imported();
    expect(buildBriefPrint(print(contentOf(fields, blocks, [file]))).attachmentLines).toEqual([{ label: '붙임', text: '진단표 1부.' }]);
    expect(toPlainText({ fields, blocks, attachments: [file] })).not.toContain('끝.');
  });

  test('MD-16 what is written of form 2 is read again as the same content', () => {
    const { fields, blocks } = imported();
    const again = imported(toMarkdown({ fields, blocks, attachments: [] }, list));
    expect(again.fields).toEqual(fields);
    expect(again.blocks).toEqual(blocks);
  });

  test.each([
    ['no day', 'WRITTEN_WRONG', 'written: 2026. 11. 20.', 'written: 2026. 2. 30.', '2026. 2. 30.'],
    ['a key of form 1', 'KEY_UNKNOWN', 'unit: 협업정책과', 'unit: 협업정책과\nrecipients: [교육부장관]', 'recipients'],
    ['no agency', 'KEY_MISSING', /agency: .*\n/, '', 'agency'],
    ['an agency nobody knows', 'AGENCY_UNKNOWN', 'agency: 1741000', 'agency: 9999999', '9999999'],
    ['another unit', 'UNIT_UNKNOWN', 'unit: 협업정책과', 'unit: 없는과', '없는과'],
  ] as const)('MD-16 %s is refused: %s', (_, code, from, to, told) => {
    const text = source.replace(from, to);
    expect(text).not.toBe(source);
    const read = parsePaperMarkdown(text, list);
    expect(read).toMatchObject({ ok: false, code });
    expect(read.ok ? '' : read.message).toContain(told);
  });

  test('COL-11 rooms keep the form; a content of form 2 has version 2, one of form 1 stays version 1', () => {
    const docs = { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
    writeContent(docs, sample());
    expect(readContent(docs)).toEqual({ ok: true, value: sample() });
    setField(docs.main, 'recipients', ['교육부장관']);
    expect(readContent(docs)).toMatchObject({ ok: false, code: 'CONTENT_INVALID' });
    expect(contentSchema.safeParse({ ...sample(), v: 1 }).success).toBe(false);
  });

  test('COL-11 작성일 and 보고근거 are parts of what is hashed', () => {
    const content = sample();
    const salts = contentParts(content).map((_, i) => i.toString(16).padStart(32, '0'));
    const other = contentOf({ ...content.fields, basis: '다른 근거' }, content.blocks, []);
    expect(contentDigest(other, salts)).not.toBe(contentDigest(content, salts));
  });

  test('COL-12 사유 and 관련 문서 make a paper of form 1 version 2; without them it stays version 1, byte for byte', () => {
    const docs = { main: new Y.Doc(), sections: new Map([['s1', new Y.Doc()]]) };
    const read = parsePaperMarkdown(readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8'), list);
    if (!read.ok) throw new Error(read.message);
    const plain = contentOf(read.value.fields, read.value.blocks, []);
    expect(plain.v).toBe(1);
    expect(contentOf({ ...plain.fields, disclosureReason: '', related: [] }, plain.blocks, [])).toEqual(plain);
    const related = [{ documentId: 'd1', registration: '협업정책과-12', title: '지침 통보' }];
    const full = contentOf({ ...plain.fields, disclosureReason: '검토 중인 정원', related }, plain.blocks, []);
    writeContent(docs, full);
    expect(readContent(docs)).toEqual({ ok: true, value: full });
    expect(full.v).toBe(2);
    for (const [name, value] of [
      ['disclosureReason', ''],
      ['related', []],
    ] as const)
      setField(docs.main, name, value);
    expect(readContent(docs)).toEqual({ ok: true, value: plain });
    expect(contentSchema.safeParse({ ...plain, v: 2 }).success).toBe(false);
    expect(contentSchema.safeParse({ ...full, v: 1 }).success).toBe(false);
  });

  test('FORM-12 every form asks for its own fields; others are told apart', () => {
    expect(foreignFields('official', ['summary', 'basis', 'title', 'recordFile'])).toEqual(['basis']);
    expect(foreignFields('brief', ['written', 'recipients', 'via'])).toEqual(['recipients', 'via']);
    expect(Object.values(FORMS).every(({ asked }) => asked.includes('summary') && asked.includes('keywords'))).toBe(true);
  });
});
