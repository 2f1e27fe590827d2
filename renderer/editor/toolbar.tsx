/** Tools over the sheet: kind and level, marks, table, undo, who writes with you. */

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { redo, undo } from '@tiptap/y-tiptap';
import { Icon } from '../ui/icons.tsx';
import type { HostProvider } from './provider.ts';
import type { CaretUser } from './together.ts';

const KINDS = [
  ['item', '항목'],
  ['plain', '본문'],
  ['square', '□'],
  ['circle', 'ㅇ'],
  ['dash', '-'],
  ['dot', 'ㆍ'],
  ['note', '※'],
] as const;
const LEVELS = ['1.', '가.', '1)', '가)', '(1)', '(가)', '①', '㉮'] as const;

function insertTable(editor: Editor): void {
  const { schema, selection, tr } = editor.state;
  const { table, row, cell } = schema.nodes;
  if (table === undefined || row === undefined || cell === undefined) return;
  const cells = () => [cell.create(), cell.create(), cell.create()];
  const level = Number(selection.$from.node(1)?.attrs['level'] ?? 1);
  editor.view.dispatch(tr.insert(selection.$from.after(1), table.create({ level, header: true }, [row.create(null, cells()), row.create(null, cells())])));
}

/** Adds a row below or a column at the right of the cell with the caret. */
function grow(editor: Editor, what: 'row' | 'column'): void {
  const { schema, selection, tr } = editor.state;
  const { $from } = selection;
  const { row, cell } = schema.nodes;
  if (row === undefined || cell === undefined || $from.node(1)?.type.name !== 'table') return;
  const table = $from.node(1);
  if (what === 'row')
    editor.view.dispatch(
      tr.insert(
        $from.after(2),
        row.create(
          null,
          Array.from({ length: $from.node(2).childCount }, () => cell.create()),
        ),
      ),
    );
  else {
    const column = $from.index(2);
    const places: number[] = [];
    table.forEach((one, offset) => {
      let at = $from.start(1) + offset + 1;
      for (let i = 0; i <= column; i++) at += one.maybeChild(i)?.nodeSize ?? 0;
      places.push(at);
    });
    for (const place of places.toReversed()) tr.insert(place, cell.create());
    editor.view.dispatch(tr);
  }
}

function usePeople(provider: HostProvider): CaretUser[] {
  const [people, setPeople] = useState<CaretUser[]>([]);
  useEffect(() => {
    const read = (): void =>
      setPeople(
        [...provider.awareness.getStates()]
          .filter(([client]) => client !== provider.doc.clientID)
          .flatMap(([, state]) => (state['user'] === undefined ? [] : [state['user'] as CaretUser])),
      );
    provider.awareness.on('change', read);
    read();
    return () => provider.awareness.off('change', read);
  }, [provider]);
  return people;
}

/** The toolbar. */
export function Toolbar({ editor, provider, onPreview }: { readonly editor: Editor; readonly provider: HostProvider; readonly onPreview: () => void }) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tell = (): void => redraw((n) => n + 1);
    editor.on('transaction', tell);
    return () => void editor.off('transaction', tell);
  }, [editor]);
  const people = usePeople(provider);
  const node = editor.state.selection.$from.node(1);
  const block = node?.type.name === 'block';
  const set = (attrs: Record<string, unknown>): void => {
    editor
      .chain()
      .focus()
      .command(({ tr, state }) => {
        tr.setNodeMarkup(state.selection.$from.before(1), undefined, { ...state.selection.$from.node(1).attrs, ...attrs });
        return true;
      })
      .run();
  };
  return (
    <div className="toolbar" role="toolbar" aria-label="글 도구">
      <select
        className="field mini"
        aria-label="글 종류"
        disabled={!block}
        value={String(node?.attrs['kind'] ?? 'item')}
        onChange={(event) => set({ kind: event.target.value })}
      >
        {KINDS.map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      <select
        className="field mini"
        aria-label="항목 수준"
        disabled={!block}
        value={Number(node?.attrs['level'] ?? 1)}
        onChange={(event) => set({ level: Number(event.target.value) })}
      >
        {LEVELS.map((label, i) => (
          <option key={label} value={i + 1}>
            {label} 수준
          </option>
        ))}
      </select>
      <button type="button" className="btn quiet icon" aria-label="되돌리기" onClick={() => undo(editor.state)}>
        <Icon name="undo" />
      </button>
      <button type="button" className="btn quiet icon" aria-label="다시" onClick={() => redo(editor.state)}>
        <Icon name="redo" />
      </button>
      <button
        type="button"
        className={`btn quiet icon ${editor.isActive('bold') ? 'pressed' : ''}`}
        aria-label="굵게"
        aria-pressed={editor.isActive('bold')}
        onClick={() => editor.chain().focus().toggleMark('bold').run()}
      >
        <b>B</b>
      </button>
      <button
        type="button"
        className={`btn quiet icon ${editor.isActive('underline') ? 'pressed' : ''}`}
        aria-label="밑줄"
        aria-pressed={editor.isActive('underline')}
        onClick={() => editor.chain().focus().toggleMark('underline').run()}
      >
        <u>U</u>
      </button>
      <button type="button" className="btn quiet icon" aria-label="표 넣기" onClick={() => insertTable(editor)}>
        <Icon name="table" />
      </button>
      {node?.type.name === 'table' && (
        <>
          <button type="button" className="btn quiet" onClick={() => grow(editor, 'row')}>
            줄 넣기
          </button>
          <button type="button" className="btn quiet" onClick={() => grow(editor, 'column')}>
            칸 넣기
          </button>
        </>
      )}
      <span className="sp" />
      <span className="row gap" aria-live="polite">
        {people.length > 0 && <span className="muted">함께 쓰는 중</span>}
        {people.map((user, i) => (
          <span key={i} className={`ag L${user.strand}`} title={`${user.position} ${user.name}`}>
            <b>{user.badge}</b>
            <span className="sr">{user.position}</span>
          </span>
        ))}
      </span>
      <button type="button" className="btn" onClick={onPreview}>
        <Icon name="eye" />
        미리보기
      </button>
    </div>
  );
}
