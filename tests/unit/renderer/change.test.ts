import { Schema, type Node as ProseNode } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, it } from 'vitest';
import { changeOf, lineChangeOf } from '../../../renderer/editor/change.ts';
import { createRandom } from '../../support/sync-random.ts';
import { seedOf } from '../../support/seed.ts';

const schema = new Schema({ nodes: { doc: { content: 'block+' }, block: { content: 'text*' }, text: {} } });
const block = (text: string): ProseNode => schema.node('block', null, text === '' ? [] : [schema.text(text)]);

/** The whole sheet put in the place of itself, as the binding does with what comes from colleagues. */
function replaced(before: ProseNode, blocks: readonly ProseNode[]) {
  const { tr } = EditorState.create({ doc: before });
  return tr.replaceWith(0, before.content.size, [...blocks]).setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

const placeOf = (doc: ProseNode, block: ProseNode): number => {
  let found = -1;
  doc.forEach((node, place) => void (node === block && (found = place)));
  return found;
};

it('UNDO-2 a line nobody changed keeps its place in what is known of it, whatever a colleague changed in others', () => {
  const seed = seedOf();
  process.stdout.write(`change seed ${seed}\n`);
  const { int: random } = createRandom(seed);
  for (let run = 0; run < 300; run += 1) {
    const blocks = Array.from({ length: 1 + random(8) }, (_, at) => block('가'.repeat(random(4)) + (at % 3 === 0 ? '나' : '')));
    const before = schema.node('doc', null, blocks);
    const at = random(blocks.length);
    const gone = random(Math.min(3, blocks.length - at + 1));
    const put = Array.from({ length: Math.max(blocks.length === gone ? 1 : 0, random(3)) }, () => block('다'.repeat(random(3))));
    const tr = replaced(before, blocks.toSpliced(at, gone, ...put));
    const mapping = changeOf(tr);
    for (const [i, kept] of blocks.entries()) {
      if (i >= at && i < at + gone) continue;
      // Its inside is where it is found: what is marked there stays marked.
      expect(mapping.map(placeOf(before, kept) + 1), `run ${run}`).toBe(placeOf(tr.doc, kept) + 1);
    }
  }
});

it('UNDO-2 a letter doubled beside its like, nothing changed at all, and an own edit are seen as what they are', () => {
  const [first, last] = [block('가가'), block('끝')];
  const before = schema.node('doc', null, [first, last]);
  expect(changeOf(replaced(before, [block('가가가'), last])).map(placeOf(before, last) + 1)).toBe(placeOf(before, last) + 2);
  expect(changeOf(replaced(before, [first, last])).maps).toEqual([]);
  const own = EditorState.create({ doc: before }).tr.insertText('다', 1);
  expect(changeOf(own)).toBe(own.mapping);
});

it('UNDO-2 only a change within one line leaves the marks of all lines where they are', () => {
  const [first, last] = [block('가가'), block('끝')];
  const before = schema.node('doc', null, [first, last]);
  expect(lineChangeOf(replaced(before, [block('가나가'), last]))?.map(placeOf(before, last))).toBe(placeOf(before, last) + 1);
  for (const blocks of [[last], [block('다'), block('라')], [first, block('다'), last]]) expect(lineChangeOf(replaced(before, blocks))).toBeNull();
});
