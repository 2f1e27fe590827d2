/** Rules AU1–AU12 of `shared/audit/SPEC.md`: what is planted is found, as often as it was planted, and nothing else. */

import { describe, expect, it } from 'vitest';
import { audit, countByKind } from '../../../../shared/audit/audit.ts';
import { FINDING_KINDS, KINDS, USUAL_RULES, type AuditPaper, type FindingKind } from '../../../../shared/audit/finding.ts';
import { newestOfEach } from '../../../../shared/audit/paper.ts';
import { auditContent, auditCsv } from '../../../../shared/audit/report.ts';
import { createPapers } from '../../../support/audit-papers.ts';

const RULES = { ...USUAL_RULES, unusualReading: true };
/** The newest paper of the bundle is the present: the others are a month old by then. */
function withPresent(papers: AuditPaper[], last: AuditPaper): AuditPaper[] {
  const entries = last.entries.map(({ index, entry }) => ({ index, entry: { ...entry, receivedAt: '2026-12-31T05:00:00.000Z' } }));
  return [...papers, { ...last, entries }];
}
const kindsIn = (papers: readonly AuditPaper[]): FindingKind[] => audit(papers, RULES).findings.map(({ kind }) => kind);

describe('an audit', () => {
  it('AU11 honest papers have no finding', () => {
    const papers = createPapers();
    const all = Array.from({ length: 20 }, () => papers.paper(null));
    expect(audit(all, RULES).findings).toEqual([]);
    expect(audit([], RULES)).toMatchObject({ papers: 0, entries: 0, from: null, findings: [] });
  });

  it.each(FINDING_KINDS.map((kind, i) => [`AU${i + 1}`, kind] as const))(
    '%s %s is found where it was planted, with its evidence, and nothing else',
    (_id, kind) => {
      const papers = createPapers();
      const bundle = [papers.paper(null), papers.paper(kind), papers.paper(null)];
      const present = papers.paper(null);
      const { findings } = audit(withPresent(bundle, present), RULES);
      expect(findings.map((one) => [one.kind, one.documentId])).toEqual([[kind, bundle[1]?.documentId]]);
      const [finding] = findings;
      expect(finding?.message).toMatch(/[가-힣]/);
      const shown = finding?.evidence[0];
      expect(bundle[1]?.entries[shown?.seq ?? -1]?.index).toBe(shown?.index);
    },
  );

  it('AU10 reading at night is told only where the house asks for it', () => {
    expect(audit([createPapers().paper('unusual-reading')]).findings).toEqual([]);
  });

  it('AU5 one person who keeps many papers on a day is told once', () => {
    const papers = createPapers();
    const all = Array.from({ length: 5 }, () => papers.paper('off-duty'));
    const found = audit(all, { ...RULES, downloadsADay: 3 }).findings.filter(({ message }) => message.includes('하루에'));
    expect(found.map(({ documentId, message }) => [documentId, message])).toEqual([[all[3]?.documentId, '장관이 하루에 문서 5건을 파일로 저장. 기준 3건']]);
  });

  it('AU7 a drafter who decides as the deputy of the decider is told, whatever the table says', () => {
    const honest = createPapers().paper(null);
    const drafter = honest.entries.find(({ entry }) => entry.kind === 'statement')?.entry;
    if (drafter?.kind !== 'statement') throw new Error('a paper begins with its creation');
    const { actor } = drafter.body.statement;
    const capacity = { kind: 'acting', forPosition: '실장', forUnit: null, ground: '출장', from: '2026-11-01', until: '2026-12-31' } as const;
    const entries = honest.entries.map(({ index, entry }) => {
      if (entry.kind !== 'statement' || entry.body.statement.stepId !== 'A-3') return { index, entry };
      return { index, entry: { ...entry, body: { ...entry.body, statement: { ...entry.body.statement, actor, capacity } } } };
    });
    expect(audit([{ ...honest, entries }], RULES).findings.map(({ kind, message }) => [kind, message])).toEqual([
      ['self-approval', '기안한 사람(사무관)이 실장 직무대리로 스스로 결재'],
    ]);
  });

  it('AU8 a number given twice is told', () => {
    const [one, other] = [createPapers(), createPapers()];
    one.paper(null);
    const twice = [one.paper(null), other.paper(null), other.paper(null)].map((paper, i) => ({ ...paper, documentId: `d${i}` }));
    expect(audit(twice, RULES).findings.map(({ message }) => message)).toEqual(['가과-2이 두 번 쓰임']);
  });

  it('AU12 of several capsules of one paper the fullest counts; the report and the sheet hold every finding', () => {
    const papers = createPapers();
    const whole = papers.paper('unopened');
    const early = { ...whole, file: 'early', entries: whole.entries.slice(0, 5) };
    expect(newestOfEach([early, whole, early])).toEqual([whole]);
    const report = audit([whole, papers.paper('delegation')], RULES);
    expect(countByKind(report.findings).filter(({ count }) => count > 0)).toEqual([
      { kind: 'delegation', count: 1 },
      { kind: 'unopened', count: 1 },
    ]);
    const text = JSON.stringify(auditContent(report, { files: 3, bad: [{ file: 'x', where: 'y', message: 'z' }] }, '2026-12-31').blocks);
    for (const piece of ['전결권 위·아래로 올림', '열지 않고 결재', '3개 가운데 2개', '맞지 않음: x y z', '가', '처리 이력']) expect(text).toContain(piece);
    const csv = auditCsv({ ...report, findings: report.findings.map((one) => ({ ...one, title: '=HYPERLINK("x"), "따옴표"' })) });
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain(`"'=HYPERLINK(""x""), ""따옴표"""`);
    expect(csv.startsWith('\uFEFF종류,')).toBe(true);
    expect(Object.keys(KINDS)).toEqual([...FINDING_KINDS]);
  });

  it('AU11 a hundred papers with every kind planted: exactly those found', () => {
    const papers = createPapers();
    const planted = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? (FINDING_KINDS[(i / 4) % FINDING_KINDS.length] ?? null) : null));
    const bundle = planted.map((kind) => papers.paper(kind));
    const expected = planted.filter((kind) => kind !== null).toSorted();
    expect(kindsIn(withPresent(bundle, papers.paper(null))).toSorted()).toEqual(expected);
  });
});
