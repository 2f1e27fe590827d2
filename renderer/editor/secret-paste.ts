/** Pasted text with a 비밀 marking does not come in (shared/policy/guard/SPEC.md, SECRET-4): nothing of it is put down, and the screen says why. */

import { Extension } from '@tiptap/core';
import type { Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { secretSentence } from '../../shared/policy/guard/attachment-guard.ts';
import { secretMarkIn } from '../../shared/policy/guard/secret-grade.ts';
import { ko } from '../i18n/ko.ts';

/** Lines of pasted content: every block or cell one, and the plain text beside it. */
function linesOf(slice: Slice, plain: string): string[] {
  const lines = plain.split(/\r\n|\r|\n/);
  slice.content.descendants((node) => {
    if (!node.isTextblock) return true;
    lines.push(node.textContent);
    return false;
  });
  return lines;
}

/** The extension. `tell` shows a sentence. Before every other that takes pasted text. */
export function secretPaste(tell: (sentences: readonly string[]) => void): Extension {
  return Extension.create({
    name: 'secretPaste',
    priority: 1000,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handlePaste(_view, event, slice) {
            const mark = secretMarkIn(linesOf(slice, event.clipboardData?.getData('text/plain') ?? ''));
            if (mark === null) return false;
            tell([secretSentence(mark.grade, ko.editor.pasted, ko.editor.pastedNot)]);
            return true;
          },
        },
      }),
    ],
  });
}
