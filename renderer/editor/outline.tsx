/** 개요: items of the first two levels and the □ of reports, to jump to. */

import type { Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { outlineOf, type OutlineBlock } from './item-marks.ts';

interface Line {
  readonly level: number;
  readonly text: string;
}

interface Outlined {
  readonly lines: readonly Line[];
  /** The line the caret stands in or under, −1 above the first. */
  readonly here: number;
  readonly letters: number;
}

const LOOK_MS = 200;

const listed = (doc: ProseNode): OutlineBlock[] =>
  outlineOf(doc).filter(
    ({ block, mark, text }) => block.type === 'block' && (block.kind === 'item' || block.kind === 'square') && block.level <= 2 && (mark !== '' || text !== ''),
  );

/** Letters of the text without blanks, as officials count them; remembered for each line that did not change. */
const counted = new WeakMap<ProseNode, number>();
function lettersOf(doc: ProseNode): number {
  return doc.children.reduce((sum, node) => {
    const known = counted.get(node) ?? Array.from(node.textContent.replace(/\s/g, '')).length;
    counted.set(node, known);
    return sum + known;
  }, 0);
}

function look({ state: { doc, selection } }: Editor, before: Outlined | null): Outlined {
  const blocks = listed(doc);
  const lines = blocks.map(({ block, mark, text }, at): Line => {
    const [known, now] = [before?.lines[at], `${mark} ${text}`.trim()];
    return known?.text === now && known.level === block.level ? known : { level: block.level, text: now };
  });
  return { lines, here: blocks.findLastIndex(({ place }) => selection.from > place), letters: lettersOf(doc) };
}

/** The outline as it was a moment ago: a long one is not made anew between two keys. */
function useOutlined(editor: Editor): Outlined {
  const [outlined, set] = useState(() => look(editor, null));
  useEffect(() => {
    let timer = 0;
    const now = (): void => {
      timer = 0;
      set((before) => look(editor, before));
    };
    const soon = (): void => {
      if (timer === 0) timer = window.setTimeout(now, LOOK_MS);
    };
    editor.on('transaction', soon);
    return () => {
      window.clearTimeout(timer);
      editor.off('transaction', soon);
    };
  }, [editor]);
  return outlined;
}

/** One line, drawn again only where it changed. */
const Row = memo(function Row({
  line,
  at,
  here,
  onGo,
}: {
  readonly line: Line;
  readonly at: number;
  readonly here: boolean;
  readonly onGo: (at: number) => void;
}) {
  return (
    <li>
      <button
        type="button"
        className={here ? 'ell on' : 'ell'}
        data-deep={line.level > 1}
        aria-current={here ? 'location' : undefined}
        onClick={() => onGo(at)}
      >
        {line.text}
      </button>
    </li>
  );
});

/** Brings the row of the caret into the list's own window, and moves nothing else. */
function showRow(box: HTMLElement | null): void {
  const row = box?.querySelector<HTMLElement>('[aria-current]')?.parentElement ?? null;
  if (box === null || row === null) return;
  const [top, end] = [row.offsetTop - box.offsetTop, row.offsetTop - box.offsetTop + row.offsetHeight];
  if (top < box.scrollTop || end > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
}

/** The list beside the sheet. */
export function Outline({ editor, attachments }: { readonly editor: Editor; readonly attachments: number }) {
  const { lines, here, letters } = useOutlined(editor);
  const go = useCallback(
    (at: number): void => {
      const place = listed(editor.state.doc)[at]?.place;
      if (place === undefined) return;
      editor
        .chain()
        .setTextSelection(place + 1)
        .focus()
        .scrollIntoView()
        .run();
    },
    [editor],
  );
  const box = useRef<HTMLElement>(null);
  useEffect(() => showRow(box.current), [here]);
  return (
    <nav className="outline" aria-label={ko.editor.outline} ref={box}>
      <p className="muted">{ko.editor.outline}</p>
      <ol>
        {lines.map((line, at) => (
          <Row key={at} line={line} at={at} here={at === here} onGo={go} />
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
