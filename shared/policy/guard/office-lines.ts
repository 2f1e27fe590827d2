/** Lines of text in the XML of a DOCX, HWPX or ODT, read roughly: enough to see a marking, wherever it stands. */

import { looseUtf8 } from '../../lib/decode.ts';

/** Ends of a paragraph in the three formats. */
const PARAGRAPH = /<\/(?:w:p|hp:p|text:p|text:h)>/;

/** The lines in their order; tags are left out, the five named entities and numbers are read. */
export function linesOfOffice(xml: Uint8Array): string[] {
  return looseUtf8(xml)
    .split(PARAGRAPH)
    .map((paragraph) =>
      paragraph
        .replace(/<[^>]*>/g, '')
        .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
        .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? ''),
    );
}
