/** Writing together: several people type into the same draft, each in their own replica. */

import * as Y from 'yjs';
import { bodyOf } from '../../../shared/collab/schema.ts';
import { canonical } from '../../../shared/trail/canonical.ts';
import { blockText } from '../../../shared/writing/amount.ts';
import type { Backend } from '../../backend/backend.ts';
import { StoryFault, until } from './cast.ts';

/** The text node of the first block whose text begins so. */
function findText(backend: Backend, documentId: string, begins: string): Y.XmlText {
  const section = backend.context.drafts.rooms(documentId)?.sections.get('s1');
  const texts =
    section === undefined
      ? []
      : bodyOf(section.doc)
          .toArray()
          .flatMap((node) => (node instanceof Y.XmlElement ? node.toArray() : []));
  const found = texts.find(
    (text): text is Y.XmlText =>
      text instanceof Y.XmlText &&
      text
        .toString()
        .replace(/<[^>]+>/g, '')
        .startsWith(begins),
  );
  if (found === undefined) throw new StoryFault('TEXT_NOT_FOUND', `함께 쓸 자리를 찾지 못했습니다: ${begins}`);
  return found;
}

/** Types text at the end of a block, letter by letter, giving way to the others between letters; the caret stays behind its own text. */
export async function typeInto(backend: Backend, documentId: string, begins: string, text: string): Promise<void> {
  const target = findText(backend, documentId, begins);
  let caret = Y.createRelativePositionFromTypeIndex(target, target.length, -1);
  for (const letter of text) {
    const at = target.doc === null ? null : Y.createAbsolutePositionFromRelativePosition(caret, target.doc);
    const index = at?.index ?? target.length;
    target.insert(index, letter);
    caret = Y.createRelativePositionFromTypeIndex(target, index + letter.length, -1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until the draft's text has come to this replica. */
export async function draftHere(backend: Backend, documentId: string): Promise<void> {
  await until(backend, '초안 도착', async () => {
    const content = await backend.context.drafts.content(documentId);
    return content.ok && content.value.blocks.length > 0;
  });
}

/** Canonical text of the draft in this replica. */
export async function draftText(backend: Backend, documentId: string): Promise<string> {
  const content = await backend.context.drafts.content(documentId);
  return content.ok ? canonical(content.value) : '';
}

/** Waits until all replicas hold the same content and everything is durable at the server. */
export async function converge(backends: readonly Backend[], documentId: string): Promise<void> {
  for (const backend of backends) {
    const rooms = backend.context.drafts.rooms(documentId);
    await Promise.all([rooms?.main.saved(), ...[...(rooms?.sections.values() ?? [])].map((room) => room.saved())]);
  }
  const [first] = backends;
  if (first === undefined) return;
  await until(first, '글이 같아짐', async () => {
    const texts = await Promise.all(backends.map((backend) => draftText(backend, documentId)));
    return new Set(texts).size === 1;
  });
}

/** Number of letters in the body, for the report. */
export async function letters(backend: Backend, documentId: string): Promise<number> {
  const content = await backend.context.drafts.content(documentId);
  return content.ok ? content.value.blocks.reduce((sum, block) => sum + blockText(block).length, 0) : 0;
}
