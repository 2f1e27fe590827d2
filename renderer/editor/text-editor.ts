/** The editor over one section's room. */

import type { Extension } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import Underline from '@tiptap/extension-underline';
import { useEditor, type Editor } from '@tiptap/react';
import { ko } from '../i18n/ko.ts';
import { findInSheet } from './find.ts';
import { foreignPaste } from './foreign.ts';
import { AuthorMarks } from './author-marks.ts';
import { EndMark } from './end-mark.ts';
import { ItemMarks } from './item-marks.ts';
import { PastedMarks } from './pasted-marks.ts';
import { Article } from './law/marks.ts';
import { Note, noteMarks } from './notes/marks.ts';
import { pictureTaking } from './picture/bring.tsx';
import { pictureNode } from './picture/node.ts';
import type { PictureUrl } from './picture/source.ts';
import type { HostProvider } from './provider.ts';
import { WritingRules } from './rules.ts';
import { secretPaste } from './secret-paste.ts';
import { Block, Cell, Doc, Row, Table } from './schema.ts';
import { cellBlock } from './table/cell-block.ts';
import { TableClipboard } from './table/clipboard.ts';
import { TableMarks } from './table/marks.ts';
import { ColumnWidths } from './table/widths.ts';
import { ThreadMarks } from './thread-marks.ts';
import { together } from './together.ts';
import { WritingKeys } from './writing-keys.ts';

const ATTRIBUTES = { role: 'textbox', 'aria-multiline': 'true', 'aria-label': ko.editor.body, spellcheck: 'false', class: 'body-text' };

/** What the editor tells the screen; each the same function as long as the screen stands. */
export interface EditorTells {
  /** What could not come along with pasted text. */
  readonly onNotes: (notes: readonly string[]) => void;
  /** Ctrl F, with the selected words. */
  readonly onFind: (selected: string) => void;
  /** A picture that was pasted or dropped. */
  readonly onPicture: (file: File) => void;
  /** Whether a picture is one of this draft. */
  readonly knowsPicture: (sha256: string) => boolean;
  /** A sentence for who writes. */
  readonly onSay: (sentence: string) => void;
  /** A footnote that is to be written. */
  readonly onNote: (id: string) => void;
}

/** What only who writes needs. */
function writing({ onNotes, onPicture, knowsPicture, onSay }: EditorTells): Extension[] {
  const pictures = pictureTaking({ onFile: onPicture, knows: knowsPicture, onNotes });
  return [secretPaste(onNotes), pictures, foreignPaste(onNotes), PastedMarks, WritingKeys, cellBlock(onSay), ColumnWidths, TableClipboard, WritingRules];
}

/** Nodes, marks, keys and the room's text, as one Tiptap editor. A sheet that is only looked at tells nothing. */
export function useTextEditor(provider: HostProvider, readOnly: boolean, tells: EditorTells | null, urlOf: PictureUrl): Editor | null {
  return useEditor(
    {
      extensions: [
        ...[Doc, Text, Block, Table, Row, Cell, Bold, Underline, ItemMarks, EndMark, AuthorMarks, TableMarks, ThreadMarks],
        ...[Article, Note, noteMarks(provider.doc, readOnly ? null : tells), pictureNode(urlOf)],
        ...(tells === null ? [] : [findInSheet(tells.onFind)]),
        ...(readOnly || tells === null ? [] : writing(tells)),
        together(provider),
      ],
      editable: !readOnly,
      shouldRerenderOnTransaction: false,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: { attributes: readOnly ? { ...ATTRIBUTES, 'aria-readonly': 'true' } : ATTRIBUTES },
    },
    [provider, readOnly, tells, urlOf],
  );
}
