/** The editor over one section's room. */

import type { Extension } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import Underline from '@tiptap/extension-underline';
import { useEditor, type Editor } from '@tiptap/react';
import { FIRST_SECTION } from '../../shared/collab/schema.ts';
import { ko } from '../i18n/ko.ts';
import { findInSheet } from './find.ts';
import { foreignPaste } from './foreign.ts';
import { AuthorMarks } from './author-marks.ts';
import { endMark } from './end-mark.ts';
import { itemMarks } from './item-marks.ts';
import { PastedMarks } from './pasted-marks.ts';
import { Article } from './law/marks.ts';
import { Note, noteMarks, shownNotes } from './notes/marks.ts';
import { joined } from './parts/joined.ts';
import { ALONE, type PartPlace } from './parts/joint.ts';
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
import { threadMarks } from './thread-marks.ts';
import { together } from './together.ts';
import { Unfolding } from './unfold.ts';
import { WritingKeys } from './writing-keys.ts';

const ATTRIBUTES = { role: 'textbox', 'aria-multiline': 'true', spellcheck: 'false', class: 'body-text' };

const READING = { 'aria-readonly': 'true' };
/** A part that is only read is gone into too: tools and comments follow it. */
const FOCUSED = { tabindex: '0' };

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

/** A part of a body as its editor needs it: its id, what it is called, its place among the others. */
export interface EditedPart {
  readonly id: string;
  readonly label: string;
  readonly place: PartPlace;
}

/** A body that is one text. */
export const WHOLE: EditedPart = { id: FIRST_SECTION, label: ko.editor.body, place: ALONE };

/** Nodes, marks, keys and the room's text, as one Tiptap editor. A sheet that is only looked at tells nothing. */
export function useTextEditor(
  provider: HostProvider,
  readOnly: boolean,
  tells: EditorTells | null,
  urlOf: PictureUrl,
  { id, label, place }: EditedPart = WHOLE,
): Editor | null {
  return useEditor(
    {
      extensions: [
        ...[Doc, Text, Block, Table, Row, Cell, Bold, Underline, itemMarks(place), endMark(place), AuthorMarks, TableMarks, threadMarks(id)],
        ...[Article, Note, noteMarks(provider.doc, readOnly ? null : tells, place), pictureNode(urlOf)],
        ...(place === ALONE ? [] : [joined(place, ({ state }) => shownNotes(state).filter(({ mark }) => mark !== '').length)]),
        ...(tells === null ? [] : [findInSheet(tells.onFind), Unfolding]),
        ...(readOnly || tells === null ? [] : writing(tells)),
        together(provider),
      ],
      editable: !readOnly,
      shouldRerenderOnTransaction: false,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: { attributes: { ...ATTRIBUTES, 'aria-label': label, ...(readOnly ? READING : {}), ...(readOnly && place !== ALONE ? FOCUSED : {}) } },
    },
    [provider, readOnly, tells, urlOf, id, label, place],
  );
}
