/** AU11 of `shared/audit/SPEC.md`: 1,000 papers with each finding planted a known number of times. */

import { expect, it } from 'vitest';
import { audit, countByKind } from '../../shared/audit/audit.ts';
import { FINDING_KINDS, USUAL_RULES, type FindingKind } from '../../shared/audit/finding.ts';
import { createPapers } from '../support/audit-papers.ts';
import { foundIn } from '../support/found-in.ts';
import { plantedBundle } from '../support/planted-bundle.ts';

it('AU11 of 1,000 papers with findings planted exactly those are found', () => {
  const papers = createPapers();
  // Every ninth paper has a fault; the kinds take turns.
  const planted = Array.from({ length: 999 }, (_, i): FindingKind | null =>
    i % 9 === 4 ? (FINDING_KINDS[Math.floor(i / 9) % FINDING_KINDS.length] ?? null) : null,
  );
  const bundle = planted.map((kind) => papers.paper(kind));
  const last = papers.paper(null);
  const present = { ...last, entries: last.entries.map(({ index, entry }) => ({ index, entry: { ...entry, receivedAt: '2026-12-31T05:00:00.000Z' } })) };
  const began = performance.now();
  const report = audit([...bundle, present], { ...USUAL_RULES, unusualReading: true });
  console.log(`audit of ${report.papers} papers, ${report.entries} entries: ${Math.round(performance.now() - began)} ms`);
  const expected = bundle.flatMap(({ documentId }, i) => (planted[i] === null || planted[i] === undefined ? [] : [`${planted[i]} ${documentId}`]));
  expect(report.findings.map(({ kind, documentId }) => `${kind} ${documentId}`).toSorted()).toEqual(expected.toSorted());
  expect(countByKind(report.findings).every(({ count }) => count >= 11)).toBe(true);
});

it('AU11 the same of 1,001 signed capsules, opened and checked as an auditor opens them', async () => {
  const planted = plantedBundle(500);
  const { whole, files, findings } = await foundIn(planted);
  expect([whole, files]).toEqual([1001, 1001]);
  expect(planted.findings.length).toBeGreaterThan(300);
  expect(findings).toEqual(planted.findings);
});
