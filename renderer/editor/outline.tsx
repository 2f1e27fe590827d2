/** 개요: items of the first two levels and the □ of reports, to jump to. */

import type { Editor } from '@tiptap/core';
import type { Node as ProseNode } from '@tiptap/pm/model';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { outlineOf, type OutlineBlock } from './item-marks.ts';
import { linesOf } from './parts/joined.ts';
import { useLast } from './parts/use-last.ts';

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

/** The list follows in the pause, and in a text that is typed without one from time to time. */
const PAUSE_MS = 200;
const LONGEST_MS = 1000;

/** A listed line and the editor it stands in. */
interface Listed extends OutlineBlock {
  readonly editor: Editor;
}

/** Lines of all parts in their order, each numbered as the whole paper numbers it. */
function listed(editors: readonly Editor[]): Listed[] {
  const lines = editors.length < 2 ? [] : editors.map(({ state }) => linesOf(state.doc));
  return editors.flatMap((editor, i) => {
    const around = { before: lines.slice(0, i).flat(), after: lines.slice(i + 1).flat() };
    return outlineOf(editor.state.doc, around)
      .filter(
        ({ block, mark, text }) =>
          block.type === 'block' && (block.kind === 'item' || block.kind === 'square') && block.level <= 2 && (mark !== '' || text !== ''),
      )
      .map((one) => ({ ...one, editor }));
  });
}

/** Letters of the text without blanks, as officials count them; remembered for each line that did not change. */
const counted = new WeakMap<ProseNode, number>();
function lettersOf(doc: ProseNode): number {
  return doc.children.reduce((sum, node) => {
    const known = counted.get(node) ?? Array.from(node.textContent.replace(/\s/g, '')).length;
    counted.set(node, known);
    return sum + known;
  }, 0);
}

function look(editors: readonly Editor[], active: Editor | null, before: Outlined | null): Outlined {
  const blocks = listed(editors);
  const lines = blocks.map(({ block, mark, text }, at): Line => {
    const [known, now] = [before?.lines[at], `${mark} ${text}`.trim()];
    return known?.text === now && known.level === block.level ? known : { level: block.level, text: now };
  });
  const caret = active?.state.selection.from ?? 0;
  const at = active === null ? -1 : editors.indexOf(active);
  const here = blocks.findLastIndex(({ editor, place }) => (editor === active ? caret > place : editors.indexOf(editor) < at));
  return { lines, here, letters: editors.reduce((sum, { state }) => sum + lettersOf(state.doc), 0) };
}

/** The outline as it was a moment ago: a long one is not made anew between two keys. */
function useOutlined(editors: readonly Editor[], active: Editor | null): Outlined {
  const [outlined, set] = useState(() => look(editors, active, null));
  const here = useLast(active);
  useEffect(() => {
    let [timer, since] = [0, 0];
    const now = (): void => {
      timer = 0;
      set((before) =>
        look(
          editors.filter(({ isDestroyed }) => !isDestroyed),
          here.current,
          before,
        ),
      );
    };
    const soon = (): void => {
      if (timer === 0) since = performance.now();
      else window.clearTimeout(timer);
      timer = window.setTimeout(now, Math.min(PAUSE_MS, Math.max(0, since + LONGEST_MS - performance.now())));
    };
    for (const editor of editors) editor.on('transaction', soon);
    now();
    return () => {
      window.clearTimeout(timer);
      for (const editor of editors) editor.off('transaction', soon);
    };
  }, [editors, here]);
  return outlined;
}

/** One line, drawn again only where it changed. */
const Row = memo(function Row({
  line,
  at,
  of,
  here,
  onGo,
}: {
  readonly line: Line;
  readonly at: number;
  readonly of: number;
  readonly here: boolean;
  readonly onGo: (at: number) => void;
}) {
  return (
    <li aria-setsize={of} aria-posinset={at + 1}>
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

/** Pixels from row to row (`editor.css`), and rows that stand ready above and below those in sight. */
const PITCH = 26;
const READY = 30;

/** Rows that are in the page: those in sight and some around them. A paper may have thousands, and every one costs at each key. */
function useWindow(count: number): {
  readonly first: number;
  readonly end: number;
  readonly box: React.RefObject<HTMLElement | null>;
  readonly look: () => void;
} {
  const box = useRef<HTMLElement>(null);
  const [seen, set] = useState({ top: 0, height: 0 });
  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    // In steps: a small move draws nothing.
    const [top, height] = [Math.floor(scrollTop / PITCH / 10) * 10, Math.ceil(clientHeight / PITCH / 10) * 10];
    set((before) => (before.top === top && before.height === height ? before : { top, height }));
  }, []);
  useLayoutEffect(look, [look, count]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [look]);
  const end = Math.min(count, seen.top + seen.height + READY);
  return { first: Math.min(Math.max(0, seen.top - READY), Math.max(0, end - 1)), end, box, look };
}

/** Brings the row of the caret into the list's own window, and moves nothing else. */
function showRow(box: HTMLElement | null, list: HTMLElement | null, here: number): void {
  if (box === null || list === null || here < 0) return;
  // The box sticks to the window: its own place in the page says nothing of its rows.
  const top = list.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop + here * PITCH;
  if (top < box.scrollTop || top + PITCH > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
}

/** The list beside the sheet. */
export function Outline({
  editors,
  active,
  attachments,
}: {
  readonly editors: readonly Editor[];
  readonly active: Editor | null;
  readonly attachments: number;
}) {
  const { lines, here, letters } = useOutlined(editors, active);
  const go = useCallback(
    (at: number): void => {
      const line = listed(editors)[at];
      line?.editor
        .chain()
        .setTextSelection(line.place + 1)
        .focus()
        .scrollIntoView()
        .run();
    },
    [editors],
  );
  const { first, end, box, look: lookAgain } = useWindow(lines.length);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => showRow(box.current, list.current, here), [here, box]);
  return (
    <nav className="outline" aria-label={ko.editor.outline} ref={box} onScroll={lookAgain}>
      <p className="muted">{ko.editor.outline}</p>
      <ol ref={list} style={{ paddingTop: first * PITCH, paddingBottom: (lines.length - end) * PITCH }}>
        {lines.slice(first, end).map((line, i) => (
          <Row key={first + i} line={line} at={first + i} of={lines.length} here={first + i === here} onGo={go} />
        ))}
      </ol>
      {attachments > 0 && (
        <p className="ell outline-attach">
          {ko.editor.attached} {attachments}
        </p>
      )}
      <p className="muted cap num" title={koFind.lettersNote}>
        {koFind.letters(letters)}
      </p>
    </nav>
  );
}
