/** Tools over the sheet: kind and level, marks, table, undo, who writes with you. */

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { redo, undo } from '@tiptap/y-tiptap';
import type { ReactNode } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { MARKS, NODES } from '../../shared/collab/schema.ts';
import { markOf } from '../../shared/writing/numbering.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { setKind, shiftLevel, topNode } from './commands.ts';
import { People } from './people.tsx';
import type { HostProvider } from './provider.ts';
import { Tool } from './tool.tsx';
import { BLOCK_KINDS, kindOf, levelOf } from './levels.ts';
import { koNotes } from '../i18n/ko-notes.ts';
import { focusNote } from './notes/list.tsx';
import { insertNote, mayNote } from './notes/marks.ts';
import { koPicture } from '../i18n/ko-picture.ts';
import { selectedPicture } from './picture/node.ts';
import { insertTable } from './table/commands.ts';
import { TableTools } from './table/tools.tsx';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

function KindMenu({ editor, run }: { readonly editor: Editor; readonly run: (command: Command) => void }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const top = topNode(state);
      if (selectedPicture(state.selection) !== null) return 'picture';
      const kind = kindOf(top?.node.attrs['kind']);
      return top === null || top.node.type.name !== NODES.block ? '' : kind === 'item' ? `item ${levelOf(top.node.attrs['level'])}` : kind;
    },
  });
  return (
    <select
      className="field mini kind"
      aria-label={ko.editor.kind}
      disabled={now === '' || now === 'picture'}
      value={now}
      onChange={(event) => {
        const [kind = 'plain', level] = event.target.value.split(' ');
        run(setKind(kind, level === undefined ? null : Number(level)));
      }}
    >
      {(now === '' || now === 'picture') && <option value={now}>{now === 'picture' ? koPicture.kind : ko.table.kind}</option>}
      {LEVELS.map((level) => (
        <option key={level} value={`item ${level}`}>
          {ko.editor.item(markOf(level, 1))}
        </option>
      ))}
      {BLOCK_KINDS.filter((kind) => kind !== 'item').map((kind) => (
        <option key={kind} value={kind}>
          {ko.editor.kinds[kind]}
        </option>
      ))}
    </select>
  );
}

function WritingTools({
  editor,
  section,
  onSay,
}: {
  readonly editor: Editor;
  readonly section: HostProvider['doc'];
  readonly onSay: (sentence: string) => void;
}) {
  const run = (command: Command): void => {
    command(editor.state, editor.view.dispatch, editor.view);
    editor.commands.focus();
  };
  const { bold, underline, table, noting } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive(MARKS.bold),
      underline: now.isActive(MARKS.underline),
      noting: mayNote(now.state),
      table: topNode(now.state)?.node.type.name === NODES.table,
    }),
  });
  const words = ko.editor;
  return (
    <>
      <KindMenu editor={editor} run={run} />
      <Tool name="outdent" label={words.shallower} keys="Shift Tab" onAct={() => run(shiftLevel(-1))} />
      <Tool name="indent" label={words.deeper} keys="Tab" onAct={() => run(shiftLevel(1))} />
      <span className="vr" />
      <Tool name="undo" label={words.undo} keys="Ctrl Z" onAct={() => undo(editor.state)} />
      <Tool name="redo" label={words.redo} keys="Ctrl Y" onAct={() => redo(editor.state)} />
      <span className="vr" />
      <Tool name="bold" label={words.bold} keys="Ctrl B" on={bold} onAct={() => editor.chain().focus().toggleMark(MARKS.bold).run()} />
      <Tool name="underline" label={words.underline} keys="Ctrl U" on={underline} onAct={() => editor.chain().focus().toggleMark(MARKS.underline).run()} />
      {noting && (
        <Tool name="footnote" label={koNotes.add} keys={koNotes.keys} onAct={() => insertNote(section, focusNote)(editor.state, editor.view.dispatch)} />
      )}
      {table ? <TableTools editor={editor} run={run} onSay={onSay} /> : <Tool name="table" label={words.table} onAct={() => run(insertTable)} />}
    </>
  );
}

/** The toolbar; a reader's has the state and the preview only. */
export function Toolbar({
  editor,
  section,
  providers,
  view,
  readOnly,
  onPreview,
  onSay,
  children,
}: {
  readonly editor: Editor;
  /** The text the tools work on. */
  readonly section: HostProvider;
  /** All texts of the body. */
  readonly providers: readonly HostProvider[];
  readonly view: DocumentView;
  /** Why nothing can be written here; null where it can. */
  readonly readOnly: string | null;
  readonly onPreview: () => void;
  /** A sentence for who writes. */
  readonly onSay: (sentence: string) => void;
  /** Further tools. */
  readonly children: ReactNode;
}) {
  return (
    <div className="toolbar" role="toolbar" aria-label={ko.editor.tools}>
      {readOnly !== null ? (
        <span className="tag" role="status">
          <Icon name="lock" />
          {readOnly}
        </span>
      ) : (
        <WritingTools editor={editor} section={section.doc} onSay={onSay} />
      )}
      {children}
      <span className="sp" />
      <People providers={providers} view={view} />
      <button type="button" className="btn preview" aria-label={ko.editor.preview} title={ko.editor.preview} onClick={onPreview}>
        <Icon name="eye" />
        <span className="wide-only">{ko.editor.preview}</span>
      </button>
    </div>
  );
}
