/** 파일에서 글 가져오기: a DOCX, HWPX, HTML, Markdown or text file as blocks where the caret is; undone like anything typed. */

import type { Editor } from '@tiptap/core';
import type { Block } from '../../shared/collab/content.ts';
import type { Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { insertBlocks } from './foreign.ts';

/** Endings the file dialog offers; what is really in the file decides. */
/** Endings of files whose text can be taken over. */
export const FOREIGN_FILES = '.docx,.hwpx,.html,.htm,.md,.txt';

/** The button. `onNotes` gets what was lost. */
export function BringFile({
  editor,
  documentId,
  act,
  onNotes,
}: {
  readonly editor: Editor;
  readonly documentId: string;
  readonly act: Act;
  readonly onNotes: (notes: readonly string[]) => void;
}) {
  const bring = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await act.run('documents.readFile', { documentId, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    if (read === null || editor.isDestroyed) return;
    // zod types what may be missing as undefined; what was read has no such keys.
    insertBlocks(read.blocks as readonly Block[])(editor.state, editor.view.dispatch);
    editor.commands.focus();
    onNotes(read.notes);
  };
  return (
    <label className="btn quiet icon file" title={ko.editor.bringFile}>
      <Icon name="folder" />
      <input
        type="file"
        className="sr"
        accept={FOREIGN_FILES}
        aria-label={ko.editor.bringFile}
        disabled={act.busy}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          void bring(file).finally(() => (event.target.value = ''));
        }}
      />
    </label>
  );
}

/** What did not come over, each with its number; stays until it was read. */
export function Notes({ notes, onClose }: { readonly notes: readonly string[]; readonly onClose?: () => void }) {
  if (notes.length === 0) return null;
  return (
    <Message tone="warn" text={ko.editor.notAll} {...(onClose === undefined ? {} : { onClose })}>
      <ul className="note-list">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Message>
  );
}
