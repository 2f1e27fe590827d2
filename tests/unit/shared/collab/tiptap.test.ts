import { readFileSync } from 'node:fs';
import { Schema, type Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Block, Content } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { bodyOf, MARKS, NODES } from '../../../../shared/collab/schema.ts';
import { writeContent } from '../../../../shared/collab/write.ts';
import { parsePaperMarkdown } from '../../../../shared/exchange/markdown/paper.ts';
import type { Agency } from '../../../../shared/org/directory.ts';

/** The editor's schema by the names of `shared/collab/schema.ts`. */
const schema = new Schema({
  nodes: {
    doc: { content: `(${NODES.block}|${NODES.table})+` },
    text: { group: 'inline' },
    [NODES.block]: { content: 'inline*', attrs: { kind: { default: 'plain' }, level: { default: 1 } } },
    [NODES.table]: { content: `${NODES.row}+`, attrs: { level: { default: 1 }, header: { default: false } } },
    [NODES.row]: { content: `${NODES.cell}+` },
    [NODES.cell]: { content: 'inline*' },
  },
  marks: { [MARKS.bold]: {}, [MARKS.underline]: {} },
});

const SAMPLES = new URL('../../../fixtures/samples/', import.meta.url);

function sample(): Content {
  const { agencies } = JSON.parse(readFileSync(new URL('organisation.json', SAMPLES), 'utf8')) as { agencies: Agency[] };
  const draft = parsePaperMarkdown(readFileSync(new URL('youth-jobs-joint.md', SAMPLES), 'utf8'), agencies);
  if (!draft.ok) throw new Error(draft.message);
  const marked: Block = {
    type: 'block',
    kind: 'note',
    level: 2,
    inlines: [{ text: '가' }, { text: '나', bold: true }, { text: '다', bold: true, underline: true }, { text: '라', underline: true }],
  };
  return { v: 1, schemaVersion: 1, fields: draft.value.fields, blocks: [...draft.value.blocks, marked], attachments: [] };
}

function rooms(content: Content): { main: Y.Doc; sections: Map<string, Y.Doc>; body: Y.XmlFragment } {
  const section = new Y.Doc();
  const made = { main: new Y.Doc(), sections: new Map([['s1', section]]) };
  writeContent(made, content);
  return { ...made, body: bodyOf(section) };
}

function kinds(root: Node): string[] {
  return root.children.map((node) => `${node.type.name}:${String(node.attrs['kind'] ?? node.attrs['header'])}:${String(node.attrs['level'])}`);
}

describe('rooms and the editor', () => {
  test('COL-10 the editor sees every block of a written room, valid by its schema, and changes nothing by opening it', () => {
    const content = sample();
    const { body, ...docs } = rooms(content);
    const before = body.toString();
    const root = yXmlFragmentToProseMirrorRootNode(body, schema);
    root.check();
    expect(kinds(root)).toEqual(
      content.blocks.map((block) =>
        block.type === 'block' ? `block:${block.kind}:${block.level}` : `${block.type}:${String(block.type === 'table' && block.header)}:${block.level}`,
      ),
    );
    expect(body.toString()).toBe(before);
    expect(readContent(docs)).toEqual({ ok: true, value: content });
  });

  test('COL-10 what the editor writes is read as the same content', () => {
    const content = sample();
    const { body, main } = rooms(content);
    const root = yXmlFragmentToProseMirrorRootNode(body, schema);
    const section = new Y.Doc();
    prosemirrorToYXmlFragment(root, bodyOf(section));
    expect(readContent({ main, sections: new Map([['s1', section]]) })).toEqual({ ok: true, value: content });
  });

  test('COL-10 an empty document of the editor is an empty body', () => {
    const { main } = rooms(sample());
    const section = new Y.Doc();
    prosemirrorToYXmlFragment(schema.nodeFromJSON({ type: 'doc', content: [{ type: 'block' }] }), bodyOf(section));
    const read = readContent({ main, sections: new Map([['s1', section]]) });
    expect(read.ok && read.value.blocks).toEqual([]);
  });
});
