/** 본문: the sheet of form 1 with live text, checks and document information beside it (screens `editor`). */

import type { Editor } from '@tiptap/core';
import { EditorContent } from '@tiptap/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { picturesOf } from '../../shared/collab/schema.ts';
import { useAct } from '../api/use-query.ts';
import { PdfDialog } from '../card/pdf-pages.tsx';
import { koAuthors } from '../i18n/ko-authors.ts';
import { koLaw } from '../i18n/ko-law.ts';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { AuthorsBar } from './authors-bar.tsx';
import { BringFile, Notes } from './bring-file.tsx';
import { FindBar } from './find-bar.tsx';
import { jumpTo } from './jump.ts';
import { MissingText } from './missing-text.tsx';
import { Outline } from './outline.tsx';
import { LawBar } from './law/bar.tsx';
import { focusNote, Footnotes } from './notes/list.tsx';
import { PictureBar } from './picture/bar.tsx';
import { bringPicture, BringPicture } from './picture/bring.tsx';
import { usePictures } from './picture/source.ts';
import type { HostProvider } from './provider.ts';
import { Sheet } from './sheet.tsx';
import { SidePanel } from './side-panel.tsx';
import { useTextEditor } from './text-editor.ts';
import { Tool } from './tool.tsx';
import { Toolbar } from './toolbar.tsx';
import { ThreadTools } from './threads-panel.tsx';
import { useThreads, type Threads } from './use-threads.ts';
import { useRoom } from './use-room.ts';

/** Whether a syllable is being composed anywhere on the sheet, and a call when one was finished. */
function useComposition(box: React.RefObject<HTMLElement | null>, providers: readonly (HostProvider | null)[]): () => boolean {
  const open = useRef(false);
  const latest = useRef(providers);
  useEffect(() => {
    latest.current = providers;
  });
  useEffect(() => {
    const sheet = box.current;
    const start = (): void => void (open.current = true);
    // Bubble phase: ProseMirror's own handler has run, and it reads the committed text in a microtask; settle right behind that.
    const end = (): void => {
      open.current = false;
      void Promise.resolve()
        .then(() => undefined)
        .then(() => latest.current.forEach((provider) => provider?.settle()));
    };
    sheet?.addEventListener('compositionstart', start);
    sheet?.addEventListener('compositionend', end);
    return () => {
      sheet?.removeEventListener('compositionstart', start);
      sheet?.removeEventListener('compositionend', end);
    };
  }, [box]);
  return useCallback(() => open.current, []);
}

function Writing({
  section,
  main,
  view,
  readOnly,
  onPreview,
  onEditor,
  threads,
  alone,
  onAlone,
}: {
  readonly section: HostProvider;
  readonly main: HostProvider;
  readonly view: DocumentView;
  readonly readOnly: boolean;
  readonly onPreview: () => void;
  readonly onEditor: (editor: Editor | null) => void;
  readonly threads: Threads;
  /** Whether only the sheet is shown. */
  readonly alone: boolean;
  readonly onAlone: () => void;
}) {
  const [notes, setNotes] = useState<readonly string[]>([]);
  const act = useAct();
  const [told, setTold] = useState<string | null>(null);
  const [linking, setLinking] = useState(false);
  const [finding, setFinding] = useState<string | null>(null);
  const [named, setNamed] = useState(false);
  const [room] = view.rooms.sections;
  const urlOf = usePictures(view.documentId);
  const bring = useRef<(file: File) => void>(() => undefined);
  const tells = useMemo(
    () => ({
      onNotes: setNotes,
      onFind: setFinding,
      onPicture: (file: File) => bring.current(file),
      onNote: focusNote,
      onSay: setTold,
      knowsPicture: (sha256: string) => picturesOf(main.doc).has(sha256),
    }),
    [main],
  );
  const editor = useTextEditor(section, readOnly, tells, urlOf);
  useEffect(() => {
    bring.current = (file) => void (editor !== null && bringPicture(editor, act, view.documentId, file));
  });
  useEffect(() => {
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);
  if (editor === null) return null;
  return (
    <>
      <Toolbar editor={editor} provider={section} view={view} readOnly={readOnly} onPreview={onPreview} onSay={setTold}>
        {!readOnly && <Tool name="article" label={koLaw.open} on={linking} onAct={() => setLinking(!linking)} />}
        {!readOnly && <BringPicture act={act} onFile={(file) => bring.current(file)} />}
        {!readOnly && <BringFile editor={editor} act={act} onNotes={setNotes} />}
        <ThreadTools editor={editor} threads={threads} />
        <Tool name="people" label={koAuthors.show} on={named} onAct={() => setNamed(!named)} />
        <Tool name="page" label={ko.editor.focus} keys="F8" on={alone} onAct={onAlone} />
        <button type="button" className="btn quiet icon" aria-label={koFind.open} title={koFind.open} onClick={() => setFinding('')}>
          <Icon name="find" />
        </button>
      </Toolbar>
      {named && room !== undefined && <AuthorsBar editor={editor} room={room} view={view} />}
      {finding !== null && <FindBar editor={editor} start={finding} onClose={() => setFinding(null)} />}
      {!readOnly && <PictureBar editor={editor} />}
      {linking && <LawBar editor={editor} onClose={() => setLinking(false)} />}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      {told !== null && <Message tone="warn" text={told} onClose={() => setTold(null)} />}
      <Notes notes={notes} onClose={() => setNotes([])} />
      <div className="desk">
        <Outline editor={editor} attachments={view.attachmentList.length} />
        <Sheet view={view} main={main} readOnly={readOnly}>
          <EditorContent editor={editor} />
          <Footnotes editor={editor} section={section.doc} readOnly={readOnly} onSay={setTold} />
        </Sheet>
      </div>
    </>
  );
}

/** The screen. Its rooms are left when it goes; a closed room keeps its text on the screen, read-only. */
export function EditorScreen({ view }: { readonly view: DocumentView }) {
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef<() => boolean>(() => false);
  const composing = useCallback(() => asked.current(), []);
  const main = useRoom(view.rooms.main, composing, true);
  const section = useRoom(view.rooms.sections[0] ?? null, composing, true);
  const isOpen = useComposition(box, [main.provider, section.provider]);
  useEffect(() => {
    asked.current = isOpen;
  }, [isOpen]);
  const threads = useThreads(view);
  const [preview, setPreview] = useState(false);
  const [alone, setAlone] = useState(false);
  const toggle = (): void => setAlone(!alone);
  useShortcuts({ F8: toggle });
  const [editor, setEditor] = useState<Editor | null>(null);
  const readOnly = view.frozen || view.right !== 'edit' || section.right !== 'edit' || main.right !== 'edit';
  const closed = section.closed ?? main.closed;
  return (
    <div className={alone ? 'editor alone' : 'editor'}>
      <div className="desk-column" ref={box} data-area>
        {closed !== null && <Message tone="warn" text={closed} />}
        <MissingText provider={section.provider} frozen={view.frozen} />
        {section.provider !== null && main.provider !== null ? (
          <Writing
            section={section.provider}
            main={main.provider}
            view={view}
            readOnly={readOnly}
            onPreview={() => setPreview(true)}
            onEditor={setEditor}
            threads={threads}
            alone={alone}
            onAlone={toggle}
          />
        ) : (
          closed === null && (
            <p className="muted pad row-gap">
              <Icon name="page" />
              {ko.editor.opening}
            </p>
          )
        )}
      </div>
      <SidePanel view={view} editor={editor} threads={threads} onJump={(place) => jumpTo(editor, place)} />
      {preview && <PdfDialog documentId={view.documentId} status={view.status} onClose={() => setPreview(false)} />}
    </div>
  );
}
