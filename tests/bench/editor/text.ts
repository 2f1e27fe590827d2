/** The same text for both editors: papers of so many A4 pages, fifteen paragraphs of two lines each, as a Markdown draft and as a room of plain paragraphs. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';

/** Paragraphs on a page. */
export const PARAGRAPHS = 15;
const SENTENCE = '협업정원의 운영 방식과 절차를 다음과 같이 정하고, 관계기관은 그 내용을 확인한 뒤 의견을 회신한다.';

/** The lines of a paper of so many pages. */
export const linesOf = (pages: number): string[] => Array.from({ length: pages * PARAGRAPHS }, (_, at) => `${SENTENCE} ${at + 1}번째 줄이다.`);

/** A joint draft as the program imports it; its head is the demonstration's, without attachments. */
export function draftOf(pages: number): Buffer {
  const sample = readFileSync(join(import.meta.dirname, '../../../resources/demo/youth-jobs-joint.md'), 'utf8');
  const head = sample.slice(0, sample.indexOf('\n---\n') + 5).replace(/^attachment(s|Names):.*\n/gm, '');
  // A report: every line has its mark, and every page its heading in the outline.
  const body = linesOf(pages).map((line, at) => `${at % PARAGRAPHS === 0 ? '□' : 'ㅇ'} ${line}`);
  return Buffer.from(`${head.replace(/^title: .*$/m, `title: 재는 문서 ${pages}쪽`)}${body.join('\n')}\n`);
}

/** Fills the fragment a stock editor shows. */
export function fillStock(doc: Y.Doc, pages: number): void {
  const paragraphs = linesOf(pages).map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  doc.getXmlFragment('default').insert(0, paragraphs);
}
