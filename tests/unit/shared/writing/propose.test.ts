import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../shared/collab/content.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import type { Agency } from '../../../../shared/org/directory.ts';
import { proposeKeywords, proposeSummary } from '../../../../shared/writing/propose.ts';

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);
const { agencies } = JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] };
const line = (text: string): Block => ({ type: 'block', kind: 'item', level: 1, inlines: [{ text }] });

describe('proposals', () => {
  test('PRO-1 a sample gives a 요지 in its own words, and keywords of its title', () => {
    const read = parsePaperMarkdown(readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8'), agencies);
    if (!read.ok) throw new Error(read.message);
    const { fields, blocks } = read.value;
    expect(proposeSummary(blocks)).toMatch(/^청년일자리 정책의 .*협업정원을 운영/);
    expect(proposeKeywords(fields.title, blocks)).toEqual(expect.arrayContaining(['협업정원']));
    expect(proposeKeywords(fields.title, blocks)).not.toContain('통보');
  });

  test.each([
    ['행사 일정을 다음과 같이 알려 드립니다.', '행사 일정을 알림'],
    ['사업을 두 부처가 함께 운영하고자 합니다.', '사업을 두 부처가 함께 운영하고자 함'],
    ['점검 결과를 보고합니다.', '점검 결과를 보고함'],
    ['자료를 제출하여 주시기 바랍니다.', '자료를 제출하여 주시기 바람'],
  ])('PRO-2 %s → %s', (sentence, summary) => {
    expect(proposeSummary([line('관련: 협업정책과-12'), line(sentence)])).toBe(summary);
  });

  test('PRO-3 nothing written, nothing proposed; whatever is written, it is short and taken from the text', () => {
    expect(proposeSummary([])).toBe('');
    expect(proposeKeywords('', [])).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'grapheme' }), (text, title) => {
        expect(Array.from(proposeSummary([line(text)])).length).toBeLessThanOrEqual(120);
        expect(proposeKeywords(title, [line(text)]).length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
