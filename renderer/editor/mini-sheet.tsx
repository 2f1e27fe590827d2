/** The sheet in small, for reading only: the room is joined without being seen there. */

import { EditorContent } from '@tiptap/react';
import type { DocumentView } from '../../shared/api/views.ts';
import { MissingText } from './missing-text.tsx';
import { Footnotes } from './notes/list.tsx';
import { usePictures } from './picture/source.ts';
import type { HostProvider } from './provider.ts';
import { Sheet } from './sheet.tsx';
import { useTextEditor } from './text-editor.ts';
import { useRoom } from './use-room.ts';
import { ko } from '../i18n/ko.ts';

const never = (): boolean => false;

function Reading({ provider, view }: { readonly provider: HostProvider; readonly view: DocumentView }) {
  const editor = useTextEditor(provider, true, null, usePictures(view.documentId));
  return (
    <Sheet view={view} main={null} readOnly>
      <EditorContent editor={editor} />
      {editor !== null && <Footnotes editor={editor} section={provider.doc} readOnly />}
    </Sheet>
  );
}

/** A reader's sheet; a sentence where the text cannot be had. */
export function MiniSheet({ view }: { readonly view: DocumentView }) {
  const section = useRoom(view.rooms.sections[0] ?? null, never, false);
  return (
    <div className="mini-desk">
      <MissingText provider={section.provider} frozen={view.frozen} />
      {section.provider !== null ? <Reading provider={section.provider} view={view} /> : <p className="muted pad">{section.closed ?? ko.editor.opening}</p>}
    </div>
  );
}
