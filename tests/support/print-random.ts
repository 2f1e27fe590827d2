/** Papers out of a seed: texts, tables, boxes and lists that no official would write, but that must be drawn whole. */

import { coveredBy, spansInEffect } from '../../shared/collab/table.ts';
import type { Inline } from '../../shared/collab/content.ts';
import type { OfficialPrint, PrintParagraph } from '../../shared/forms/print-model.ts';
import { aPrint } from './print-sample.ts';

const POOL = [
  '가나다라 ',
  '정책(안) ',
  'https://x.y/z?a=b&c=d ',
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  '∼',
  '大韓民國',
  '\n',
  ' ',
  '  ',
  'fi ffl office ',
  '“인용”',
  '「법」',
  '·',
  '①',
  '㎡',
  '½ ',
  '1/2 ',
  '\t',
  'ㆍ',
  '‧',
  '–—',
  '...',
  '★⊙',
  'ᄒᆞᆫ글',
  'Å',
  'Ⅳ',
  '⼀',
  '㈜',
  '₩1,000',
  '\u00a0',
  '\u3000',
];

/** mulberry32: the same papers for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The same paper for the same seed. */
export function aRandomPrint(seed: number): OfficialPrint {
  const random = randomOf(seed);
  const list = <T>(below: number, make: (index: number) => T): T[] => Array.from({ length: random(below) }, (_, index) => make(index));
  const text = (most: number): string => list(most + 1, () => POOL[random(POOL.length)] ?? '').join('');
  const inlines = (): Inline[] =>
    list(4, () => ({ text: text(30), ...(random(3) === 0 ? { bold: true as const } : {}), ...(random(3) === 0 ? { underline: true as const } : {}) }));
  const table = (): OfficialPrint['body'][number] => {
    const given = list(30, () => list(8, inlines));
    const columns = Math.max(0, ...given.map((row) => row.length));
    const size = { rows: given.length, columns, filled: () => false };
    const asked = list(4, () => ({ row: random(30), column: random(8), rows: 1 + random(5), columns: 1 + random(3) }));
    const inside = asked.filter(({ row, column }) => row < given.length && column < columns);
    const spans = spansInEffect(inside, size);
    const rows = given.map((row, r) => row.map((cell, column) => (coveredBy(spans, r, column) === undefined ? cell : [])));
    const widths = random(2) === 0 ? [] : Array.from({ length: columns }, () => random(3) * random(400));
    return { type: 'table', indent: random(15), head: random(3), rows, spans, widths, notes: [] };
  };
  let notes = 0;
  const noted = (): Pick<PrintParagraph, 'inlines' | 'notes'> => {
    if (random(4) > 0) return { inlines: inlines(), notes: [] };
    const mark = `${(notes += 1)})`;
    return { inlines: [...inlines(), { text: mark, raised: true }], notes: [{ mark, text: text(40).replace(/\s+/g, ' ') }] };
  };
  const item = (): OfficialPrint['body'][number] =>
    random(4) === 0 ? table() : { type: 'paragraph', mark: ['', '1.', '가.', '(1)', '㉮'][random(5)] ?? '', indent: random(15), ...noted() };
  const box = () => ({ marks: ['', '★', '⊙★'][random(3)] ?? '', position: text(3), differs: random(2) === 0, lines: list(4, () => text(6)) });
  return aPrint({
    title: text(10),
    recipientLine: text(6),
    via: text(3),
    recipientList: text(60),
    body: list(12, item),
    attachmentLines: list(4, (index) => ({ label: index === 0 ? '붙임' : '', text: `${index + 1}. ${text(9)}` })),
    senders: list(14, (index) => ({ agency: `${index}`, name: text(3).replaceAll('\n', ''), field: `f${index}` })),
    approvals: list(9, () => ({ agency: text(2), boxes: list(14, box), concurrers: list(3, box) })),
  });
}
