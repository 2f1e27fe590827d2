/** The writing rules over a text: a pure look at each paragraph or cell, and one over the whole paper. */

import { ATTACHMENTS } from './attachment.ts';
import { COLONS } from './colon.ts';
import { DATES } from './date.ts';
import { ENDS } from './end.ts';
import { FOREIGN } from './foreign.ts';
import { ITEMS } from './items.ts';
import { MONEY } from './money.ts';
import { RANGES } from './range.ts';
import type { Finding, RuleCode, RuleText } from './rule.ts';
import { SPELLING } from './spelling.ts';
import { TIMES } from './time.ts';
import { coverVerbatim } from './verbatim.ts';

/** Where two families see the same letters, the one further up is right. */
const FAMILIES = [ATTACHMENTS, ENDS, RANGES, DATES, TIMES, MONEY, FOREIGN, SPELLING, COLONS, ITEMS] as const;

/** What is said about each fault. */
export const RULE_TEXTS: Readonly<Record<RuleCode, RuleText>> = {
  ...ATTACHMENTS.texts,
  ...ENDS.texts,
  ...RANGES.texts,
  ...DATES.texts,
  ...TIMES.texts,
  ...MONEY.texts,
  ...FOREIGN.texts,
  ...SPELLING.texts,
  ...COLONS.texts,
  ...ITEMS.texts,
};

function overlaps(a: Finding, b: Finding): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Findings that touch none before them, in the order of the text. */
export function apart(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings) if (!kept.some((other) => overlaps(other, finding))) kept.push(finding);
  return kept.toSorted((a, b) => a.start - b.start);
}

/** Nothing to say about texts without any of these. */
const WORTH_A_LOOK =
  /[\d(:：끝'’‘A-Za-z]|붙|첨|몇일|슴|됬|바램|바랍니디|려|되야|읍니|일히|곰히|끗히|틈히|번히|역활|희안|어의|왠만|오랫|댓가|갯수|촛점|싯점|칫과|휴계|계시판|[\u4e00-\u9fff]/;

/** Faults of one paragraph, line or cell. Pure and fast: the editor calls it at every keystroke. */
export function lintText(text: string): Finding[] {
  if (!WORTH_A_LOOK.test(text)) return [];
  const covered = coverVerbatim(text);
  const found = apart(FAMILIES.flatMap((family) => family.find(covered)));
  return covered === text ? found : found.map((finding) => ({ ...finding, found: text.slice(finding.start, finding.end) }));
}

/** The text with one fault mended. */
export function mend(text: string, finding: Finding): string {
  return finding.fix === null ? text : text.slice(0, finding.start) + finding.fix + text.slice(finding.end);
}

/** The text with every fault mended that a program can mend. */
export function mendAll(text: string): string {
  let mended = text;
  for (let round = 0; round < 5; round++) {
    const fixable = lintText(mended).filter((finding) => finding.fix !== null);
    if (fixable.length === 0) return mended;
    for (const finding of fixable.toReversed()) mended = mend(mended, finding);
  }
  return mended;
}
