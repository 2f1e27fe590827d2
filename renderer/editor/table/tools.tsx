/** Tools of the table with the caret: what cannot be done now is not shown. */

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { ko } from '../../i18n/ko.ts';
import type { IconName } from '../../ui/icons.tsx';
import { Tool } from '../tool.tsx';
import { addColumn, addRow, maySplit, mayMerge, mergeOr, removeColumn, removeRow, setWidths, splitCells, toggleHead } from './commands.ts';
import { selectedCells } from './grid.ts';
import { widthsOf } from './view.ts';
import { evenWidths } from './widths.ts';

const LINES = [
  ['rowPlus', ko.editor.rowAdd, 'Ctrl Enter', addRow('below')],
  ['rowMinus', ko.editor.rowRemove, 'F5, Ctrl Backspace', removeRow],
  ['columnPlus', ko.editor.columnAdd, 'Alt Insert', addColumn('right')],
  ['columnMinus', ko.editor.columnRemove, 'Alt Delete', removeColumn],
] as const satisfies readonly (readonly [IconName, string, string, Command])[];

/** Columns are as wide as their words ask again. */
const freeWidths: Command = (state, dispatch) => {
  const selected = selectedCells(state);
  return selected === null ? false : setWidths(selected.grid.place, null)(state, dispatch);
};

/** The tools. */
export function TableTools({
  editor,
  run,
  onSay,
}: {
  readonly editor: Editor;
  readonly run: (command: Command) => void;
  readonly onSay: (sentence: string) => void;
}) {
  const { head, merge, split, sized } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const table = selectedCells(state)?.grid.table;
      return {
        head: table?.attrs['header'] === true,
        merge: mayMerge(state),
        split: maySplit(state),
        sized: table !== undefined && widthsOf(table).some((width) => width > 0),
      };
    },
  });
  const words = ko.table;
  return (
    <>
      {LINES.map(([icon, label, keys, command]) => (
        <Tool key={icon} name={icon} label={label} keys={keys} onAct={() => run(command)} />
      ))}
      {merge && <Tool name="merge" label={words.merge} keys={words.mergeKeys} onAct={() => run(mergeOr(onSay))} />}
      {split && <Tool name="split" label={words.split} keys={words.splitKeys} onAct={() => run(splitCells)} />}
      <Tool name="headRow" label={words.head} on={head} onAct={() => run(toggleHead)} />
      <Tool name="evenWidths" label={words.even} onAct={() => run(evenWidths)} />
      {sized && <Tool name="freeWidths" label={words.free} onAct={() => run(freeWidths)} />}
    </>
  );
}
