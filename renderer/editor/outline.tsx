/** 개요: items of the first two levels and the □ of reports, to jump to. */

import type { Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { useEditorState } from '@tiptap/react';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { outlineOf } from './item-marks.ts';

interface Line {
  readonly place: number;
  readonly level: number;
  readonly text: string;
  readonly here: boolean;
}

function linesOf(editor: Editor): Line[] {
  const { doc, selection } = editor.state;
  const blocks = outlineOf(doc).filter(
    ({ block, mark, text }) => block.type === 'block' && (block.kind === 'item' || block.kind === 'square') && block.level <= 2 && (mark !== '' || text !== ''),
  );
  return blocks.map(({ place, block, mark, text }, i) => ({
    place,
    level: block.level,
    text: `${mark} ${text}`.trim(),
    here: selection.from > place && selection.from <= (blocks[i + 1]?.place ?? doc.content.size),
  }));
}

/** Letters of the text without blanks, as officials count them; remembered for each line that did not change. */
const counted = new WeakMap<ProseNode, number>();
function lettersOf(editor: Editor): number {
  let sum = 0;
  editor.state.doc.forEach((node) => {
    const known = counted.get(node) ?? Array.from(node.textContent.replace(/\s/g, '')).length;
    counted.set(node, known);
    sum += known;
  });
  return sum;
}

/** The list beside the sheet. */
export function Outline({ editor, attachments }: { readonly editor: Editor; readonly attachments: number }) {
  const lines = useEditorState({ editor, selector: ({ editor: now }) => linesOf(now), equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  const letters = useEditorState({ editor, selector: ({ editor: now }) => lettersOf(now) });
  const go = (place: number): void => {
    editor
      .chain()
      .setTextSelection(place + 1)
      .focus()
      .scrollIntoView()
      .run();
  };
  return (
    <nav className="outline" aria-label={ko.editor.outline}>
      <p className="muted">{ko.editor.outline}</p>
      <ol>
        {lines.map((line) => (
          <li key={line.place}>
            <button
              type="button"
              className={line.here ? 'ell on' : 'ell'}
              data-deep={line.level > 1}
              aria-current={line.here ? 'location' : undefined}
              onClick={() => go(line.place)}
            >
              {line.text}
            </button>
          </li>
        ))}
        {attachments > 0 && (
          <li className="ell outline-attach">
            {ko.editor.attached} {attachments}
          </li>
        )}
      </ol>
      <p className="muted cap num" title={koFind.lettersNote}>
        {koFind.letters(letters)}
      </p>
    </nav>
  );
}
