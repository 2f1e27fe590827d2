/** 본문: the sheet of form 1 with live text, checks and document information beside it (screens `editor`). */

import { useEditor, EditorContent } from '@tiptap/react';
import Bold from '@tiptap/extension-bold';
import Text from '@tiptap/extension-text';
import Underline from '@tiptap/extension-underline';
import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { PdfDialog } from '../card/pdf-dialog.tsx';
import { Message } from '../ui/dialog.tsx';
import { ItemMarks } from './item-marks.ts';
import type { HostProvider } from './provider.ts';
import { Block, Cell, Doc, Row, Table } from './schema.ts';
import { Sheet } from './sheet.tsx';
import { SidePanel } from './side-panel.tsx';
import { together } from './together.ts';
import { Toolbar } from './toolbar.tsx';
import { useRoom } from './use-room.ts';

function Body({
  provider,
  view,
  readOnly,
  main,
}: {
  readonly provider: HostProvider;
  readonly view: DocumentView;
  readonly readOnly: boolean;
  readonly main: HostProvider;
}) {
  const [preview, setPreview] = useState(false);
  const editor = useEditor({
    extensions: [Doc, Text, Block, Table, Row, Cell, Bold, Underline, ItemMarks, together(provider)],
    editable: !readOnly,
    shouldRerenderOnTransaction: false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': '본문', spellcheck: 'false', class: 'body-text' } },
  });
  useEffect(() => {
    if (editor === null) return undefined;
    const { view: prose } = editor;
    provider.holdWhile(() => prose.composing);
    // Behind ProseMirror's own handler: it reads the committed syllable in a microtask first.
    const end = (): void =>
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => {
          if (!prose.composing) provider.flush();
        });
    prose.dom.addEventListener('compositionend', end);
    return () => prose.dom.removeEventListener('compositionend', end);
  }, [editor, provider]);
  if (editor === null) return null;
  return (
    <div className="desk-column">
      {!readOnly && <Toolbar editor={editor} provider={provider} onPreview={() => setPreview(true)} />}
      {readOnly && (
        <div className="toolbar">
          <span className="tag">{view.frozen ? '내용 확정 · 읽기' : '읽기'}</span>
          <span className="sp" />
          <button type="button" className="btn" onClick={() => setPreview(true)}>
            미리보기
          </button>
        </div>
      )}
      <div className="desk">
        <Sheet view={view} main={main} readOnly={readOnly}>
          <EditorContent editor={editor} />
        </Sheet>
      </div>
      {preview && <PdfDialog documentId={view.documentId} title="미리보기" onClose={() => setPreview(false)} />}
    </div>
  );
}

/** The screen. The rooms are left when it goes. */
export function EditorScreen({ view }: { readonly view: DocumentView }) {
  const main = useRoom(view.rooms.main);
  const section = useRoom(view.rooms.sections[0] ?? '');
  const readOnly = view.frozen || section.right !== 'edit' || main.right !== 'edit';
  return (
    <div className="editor">
      {section.provider !== null && main.provider !== null ? (
        <Body key={String(readOnly)} provider={section.provider} main={main.provider} view={view} readOnly={readOnly} />
      ) : (
        <div className="desk-column">
          <p className="page muted">글을 여는 중입니다.</p>
        </div>
      )}
      {section.closed !== null && <Message ok={false} text={section.closed} />}
      <SidePanel view={view} />
    </div>
  );
}
