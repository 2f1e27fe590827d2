import { describe, expect, test } from 'vitest';
import { chosenOf, namedIn, withChosen, type ChosenFile } from '../../../renderer/drafts/chosen-files.ts';

const file = (name: string, text = ''): ChosenFile => ({ name, bytes: new TextEncoder().encode(text) });
const paper = file('기안.md', '---\nform: official\nattachments: [붙임/계획.md, 붙임/목록.csv]\n---\n1. 글');
const plan = file('계획.md', '# 계획');
const list = file('목록.csv', '가,나');

describe('files chosen for an import', () => {
  test('MD-15 a second choice is added to the first, in any order; the same name is the corrected file', () => {
    for (const [first, second] of [
      [[paper], [plan, list]],
      [[plan, list], [paper]],
    ] as const) {
      const chosen = chosenOf(withChosen(withChosen([], first), second));
      expect(chosen).toMatchObject({ kind: 'official', document: paper });
      expect(chosen.kind === 'official' ? chosen.others : []).toEqual([plan, list]);
    }
    const corrected = file('목록.csv', '고침');
    expect(withChosen([paper, list], [corrected])).toEqual([paper, corrected]);
  });

  test('MD-15 one document of another program is taken, several without a front matter are not yet anything', () => {
    expect(chosenOf([plan])).toEqual({ kind: 'foreign', document: plan });
    expect(chosenOf([plan, list])).toEqual({ kind: 'none' });
    expect(chosenOf([])).toEqual({ kind: 'none' });
    expect(chosenOf([file('틀린 울타리.md', '--\nform: official')]).kind).toBe('official');
  });

  test('MD-15 of a folder only what the paper names is sent', () => {
    const text = new TextDecoder().decode(paper.bytes);
    expect(namedIn(text, [plan, file('organisation.json'), list])).toEqual([plan, list]);
    expect(namedIn(text.normalize('NFD'), [plan])).toEqual([plan]);
  });
});
