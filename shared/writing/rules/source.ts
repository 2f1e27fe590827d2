/** The writing rules over a Markdown or plain text file, line by line, with places in the file. */

import { looksDated, readMark } from '../item-mark.ts';
import { markOf } from '../numbering.ts';
import { singleNumber } from './attachment.ts';
import { endsWithMark } from './end.ts';
import { apart, lintText } from './lint.ts';
import type { Finding } from './rule.ts';

/** A finding with its line and column in the file, both from 1; `start` and `end` count within that line. */
export interface SourceFinding extends Finding {
  readonly line: number;
  readonly column: number;
}

interface Lines {
  readonly all: readonly string[];
  /** Index of the first line of the body. */
  readonly body: number;
}

function linesOf(source: string): Lines {
  const all = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const close = all[0] === '---' ? all.indexOf('---', 1) : -1;
  return { all, body: close + 1 };
}

function shift(finding: Finding, by: number): Finding {
  return by === 0 ? finding : { ...finding, start: finding.start + by, end: finding.end + by };
}

/** Signs of bold and underline are no text: they are left out, and the places are counted back in. */
function lintMarked(text: string): Finding[] {
  if (!/\*\*|__/.test(text)) return lintText(text);
  const places: number[] = [];
  let plain = '';
  for (let i = 0; i < text.length;) {
    const sign = text.startsWith('**', i) || text.startsWith('__', i);
    if (!sign) {
      places.push(i);
      plain += text[i] ?? '';
    }
    i += sign ? 2 : 1;
  }
  return lintText(plain).map((finding) => {
    const start = places[finding.start] ?? text.length;
    const end = finding.end === finding.start ? start : (places[finding.end - 1] ?? text.length - 1) + 1;
    // Signs inside the words make the fix a matter for the writer.
    return { ...finding, start, end, fix: text.slice(start, end) === finding.found ? finding.fix : null };
  });
}

/** Cells of a table row one by one; a row of dashes is none. */
function lintRow(line: string): Finding[] {
  const found: Finding[] = [];
  for (const match of line.matchAll(/(?:\\\||[^|])+/g)) {
    const lead = match[0].length - match[0].trimStart().length;
    found.push(...lintMarked(match[0].trim()).map((finding) => shift(finding, match.index + lead)));
  }
  return found;
}

/** Of the front matter, what is printed or read by people. */
function lintHead(line: string): Finding[] {
  const match = /^(?:title|summary|work|recordFile):\s*["']?/.exec(line);
  return match === null ? [] : lintMarked(line.slice(match[0].length)).map((finding) => shift(finding, match[0].length));
}

function lintBody(line: string, next: string): Finding[] {
  if (line.trimStart().startsWith('|')) return lintRow(line);
  const lead = line.length - line.trimStart().length;
  const text = line.trim();
  const single = endsWithMark(text) ? [] : singleNumber(text, next);
  return apart([...single, ...lintMarked(text)]).map((finding) => shift(finding, lead));
}

/** Marks out of order, in a document only: lines that are no document need not belong together. */
function orderFindings({ all, body }: Lines): SourceFinding[] {
  const counters = new Array<number>(9).fill(0);
  return all.slice(body).flatMap((line, i): SourceFinding[] => {
    const text = line.trim();
    const read = readMark(text);
    if (read === null) return [];
    const expected = (counters[read.level] ?? 0) + 1;
    if (read.n !== expected && looksDated(text)) return [];
    counters[read.level] = read.n;
    counters.fill(0, read.level + 1);
    if (read.n === expected) return [];
    const start = line.length - line.trimStart().length;
    const fix = markOf(read.level, expected);
    return [{ code: 'ITEM_ORDER', start, end: start + read.mark.length, found: read.mark, fix, line: body + i + 1, column: start + 1 }];
  });
}

/** 끝. with text behind it, where the document has one only: several are several papers in one file (일괄기안). */
function endFindings({ all, body }: Lines): SourceFinding[] {
  const marked = all.flatMap((line, i) => (i >= body && endsWithMark(line.trim()) ? [i] : []));
  const [at] = marked;
  if (at === undefined || marked.length > 1 || !all.slice(at + 1).some((line) => line.trim() !== '')) return [];
  const line = all[at] ?? '';
  const start = line.lastIndexOf('끝');
  return [{ code: 'END_NOT_LAST', start, end: start + 1, found: '끝', fix: null, line: at + 1, column: start + 1 }];
}

/** Every finding of a file in its order. With front matter it is read as one document, else as lines of text. */
export function lintSource(source: string): SourceFinding[] {
  const lines = linesOf(source);
  const { all, body } = lines;
  let fenced = false;
  const found = all.flatMap((line, i): SourceFinding[] => {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (fenced || /^\s*```/.test(line)) return [];
    const next = all.slice(i + 1, i + 4).find((other) => other.trim() !== '') ?? '';
    const findings = i < body ? lintHead(line) : lintBody(line, next);
    return findings.map((finding) => ({ ...finding, line: i + 1, column: finding.start + 1 }));
  });
  if (body === 0) return found;
  return [...found, ...orderFindings(lines), ...endFindings(lines)].toSorted((a, b) => a.line - b.line || a.start - b.start);
}
