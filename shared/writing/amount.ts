/** Amounts of money and dates as official documents write them (규칙 §2②, 영 §7⑤). */

import type { Block } from '../collab/content.ts';
import { inlinesIn, pictureWords } from './plain-blocks.ts';

/** Plain text of a block with its footnotes; a picture is told by its words. */
export function blockText(block: Block): string {
  if (block.type === 'picture') return pictureWords(block);
  const texts = inlinesIn(block).map((inlines) => inlines.map(({ text }) => text).join(''));
  const notes = inlinesIn(block).flatMap((inlines) => inlines.flatMap(({ note }) => note ?? []));
  return [...texts, ...notes].join('\t');
}

/** The largest `금113,560,000원` in the text, in won; null where there is none. */
export function largestAmount(blocks: readonly Block[]): number | null {
  const found = blocks.flatMap((block) => [...blockText(block).matchAll(/금\s?([\d,]{1,20})원/g)].map((match) => Number((match[1] ?? '').replaceAll(',', ''))));
  const sane = found.filter((amount) => Number.isSafeInteger(amount));
  return sane.length === 0 ? null : Math.max(...sane);
}

const DAYS = ['일', '월', '화', '수', '목', '금', '토'] as const;

/** `2026. 11. 23.` from `2026-11-23`. */
export function koreanDate(isoDate: string): string {
  const [year = '', month = '', day = ''] = isoDate.slice(0, 10).split('-');
  return `${Number(year)}. ${Number(month)}. ${Number(day)}.`;
}

/** `2026. 11. 23.(월)` from `2026-11-23`. */
export function koreanDateWithDay(isoDate: string): string {
  const day = new Date(`${isoDate.slice(0, 10)}T00:00:00Z`).getUTCDay();
  return `${koreanDate(isoDate)}(${DAYS[day] ?? ''})`;
}

/** `2026. 11. 23. 10:27` in Korea of an instant. */
export function koreanDateTime(instant: string): string {
  const there = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();
  return `${koreanDate(there)} ${there.slice(11, 16)}`;
}

/** Calendar day in Korea (UTC+9, no summer time) of an instant, `YYYY-MM-DD`. */
export function seoulDate(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(0, 10);
}
