import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { authorshipOf } from '../../../../shared/collab/authorship.ts';
import type { Block } from '../../../../shared/collab/content.ts';
import { readContent } from '../../../../shared/collab/read.ts';
import { NAMES } from '../../../../shared/collab/schema.ts';
import { appendBlocks } from '../../../../shared/collab/write.ts';
import { areSectionsSound, SECTION_LIMITS, sectionOrder, sectionsIn, withSections, type Section } from '../../../../shared/policy/sections.ts';
import { DIRECTORY } from '../../../support/rights-stages.ts';
import { written } from './contents.ts';

const line = (text: string): Block => ({ type: 'block', kind: 'item', level: 1, inlines: text === '' ? [] : [{ text }] });
const part = (id: string, agency: string | null = null, unit: string | null = null): Section => ({ id, name: '', agency, unit });

function section(...texts: string[]): Y.Doc {
  const doc = new Y.Doc();
  appendBlocks(doc, texts.map(line));
  return doc;
}

const saidIn = (order: readonly string[], sections: ReadonlyMap<string, Y.Doc>): string[] => {
  const read = readContent({ main: written().main, sections, order });
  return read.ok ? read.value.blocks.map((block) => (block.type === 'block' ? block.inlines.map(({ text }) => text).join('') : block.type)) : [read.code];
};

describe('맡은 부분 as one content', () => {
  test('SEC-1 the parts stand in the order of the trail, without the empty lines they close with; a room that is no part is no content', () => {
    const sections = new Map([
      ['s1', section('가', '', '나', '')],
      ['s2', section('', '')],
      ['s3', section('다', '')],
      ['s4', section('라')],
    ]);
    expect(saidIn(['s3', 's2', 's1'], sections)).toEqual(['다', '가', '', '나']);
    expect(saidIn(['s1', 's2', 's3', 's4'], sections)).toEqual(['가', '', '나', '다', '라']);
  });

  test('SEC-1 where the trail says nothing the main room does', () => {
    const made = written();
    made.main.getArray(NAMES.sections).delete(0, made.main.getArray(NAMES.sections).length);
    made.main.getArray(NAMES.sections).push(['s2', 's1']);
    const sections = new Map([
      ['s1', section('가')],
      ['s2', section('나')],
    ]);
    const read = readContent({ main: made.main, sections, order: [] });
    expect(read.ok && read.value.blocks).toEqual([line('나'), line('가')]);
  });

  test('SEC-1 a line of a kind nobody knows makes the content invalid, also where it is empty and closes a part', () => {
    const broken = section('가');
    const odd = new Y.XmlElement('block');
    odd.setAttribute('kind', 'heading');
    broken.getXmlFragment('body').push([odd]);
    expect(
      saidIn(
        ['s1', 's2'],
        new Map([
          ['s1', broken],
          ['s2', section('나')],
        ]),
      ),
    ).toEqual(['CONTENT_INVALID']);
  });

  test('SEC-1 AUT-4 who wrote which block is counted through the parts as the content counts them', () => {
    const sections = new Map([
      ['s1', section('가가', '')],
      ['s2', section('나', '')],
      ['s9', section('다른 글')],
    ]);
    const rooms = { main: written().main, sections, order: ['s2', 's1'] };
    const read = readContent(rooms);
    if (!read.ok) throw new Error(read.code);
    const authors = (id: string) =>
      [...(sections.get(id)?.store.clients.keys() ?? [])].map((client) => ({ client, person: `p-${id}`, at: '2026-11-30T00:00:00.000Z' }));
    const record = authorshipOf({ ...rooms, authors }, read.value);
    const blocks = record.texts.flatMap((text) =>
      'block' in text ? [[text.block, text.runs.map(([who, letters]) => [record.authors[who]?.person, letters])]] : [],
    );
    expect(blocks).toEqual([
      [0, [['p-s2', 1]]],
      [1, [['p-s1', 2]]],
    ]);
  });
});

describe('lists of 맡은 부분', () => {
  test('SEC-2 what a list leaves out is kept apart and comes back with its id; versions have lists of their own', () => {
    const first = withSections({ sections: [] }, 1, [part('s1'), part('s2')]);
    const without = withSections({ sections: first }, 1, [part('s1')]);
    expect(sectionsIn({ sections: without }, 1)).toEqual({ version: 1, list: [part('s1')], removed: [part('s2')] });
    const back = withSections({ sections: without }, 1, [part('s2'), part('s1')]);
    expect(sectionsIn({ sections: back }, 1).removed).toEqual([]);
    expect(sectionOrder({ sections: back }, 1)).toEqual(['s2', 's1']);
    expect(sectionOrder({ sections: back }, 2)).toEqual([]);
  });

  test('RT13 a list is sound where every owner is known and writes in the paper', () => {
    const paper = { lead: { agency: 'A' }, grants: [{ agency: 'B', unit: 'Bu', person: null, right: 'edit' as const }] };
    const sound = (...list: Section[]): boolean => areSectionsSound(list, paper, DIRECTORY);
    expect(sound()).toBe(true);
    expect(sound(part('s1'), part('s2', 'A', 'Au'), part('s3', 'B', 'Bu'), part('s4', 'B'))).toBe(true);
    expect(sound(part('s1'), part('s1'))).toBe(false);
    expect(sound(part('S1'))).toBe(false);
    expect(sound(part('s1', 'A', 'Zz'))).toBe(false);
    expect(sound(part('s1', 'Z'))).toBe(false);
    expect(sound(part('s1', null, 'Au'))).toBe(false);
    expect(sound({ ...part('s1'), name: 'ㄱ'.repeat(SECTION_LIMITS.name + 1) })).toBe(false);
    expect(sound({ ...part('s1'), name: '줄\n바꿈' })).toBe(false);
    expect(sound(...Array.from({ length: SECTION_LIMITS.count + 1 }, (_, i) => part(`s${i}`)))).toBe(false);
    expect(areSectionsSound([part('s1', 'B')], { ...paper, grants: [{ agency: 'B', unit: 'Bu', person: null, right: 'view' }] }, DIRECTORY)).toBe(false);
  });
});
