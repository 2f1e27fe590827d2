/** Keys of the text. */

import { Extension } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { backAtStart, shiftLevel, splitItem } from './commands.ts';
import { lineBehindPicture } from './picture/node.ts';
import { breakCell, leaveTable, moveCell } from './table/moves.ts';

/** Tab and Shift-Tab change the level, or the cell inside a table, where a Tab in the last one adds a row; Enter splits a line, in a cell it breaks it as in Hangul; Backspace comes back a level first, Shift-Esc leaves the table. */
export const WritingKeys = Extension.create({
  name: 'writingKeys',
  priority: 1000,
  addKeyboardShortcuts() {
    const run =
      (...commands: readonly Command[]) =>
      (): boolean => {
        const { state, view } = this.editor;
        return commands.some((command) => command(state, view.dispatch));
      };
    const always = (act: () => boolean) => (): boolean => {
      act();
      return true;
    };
    return {
      Tab: always(run(moveCell(1, 'grow'), shiftLevel(1))),
      'Shift-Tab': always(run(moveCell(-1, 'leave'), shiftLevel(-1))),
      Enter: always(run(lineBehindPicture, breakCell, splitItem)),
      'Shift-Enter': always(run(breakCell, splitItem)),
      'Shift-Escape': run(leaveTable),
      Backspace: run(backAtStart),
    };
  },
});
