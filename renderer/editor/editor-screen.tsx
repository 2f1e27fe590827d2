/** 본문: the sheet of form 1 with live text, checks and document information beside it (screens `editor`). */

import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { picturesOf } from '../../shared/collab/schema.ts';
import { useAct } from '../api/use-query.ts';
import { PdfDialog } from '../card/pdf-pages.tsx';
import { koAuthors } from '../i18n/ko-authors.ts';
import { koLaw } from '../i18n/ko-law.ts';
import { koFind } from '../i18n/ko-find.ts';
import { koParts } from '../i18n/ko-parts.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { AuthorsBar } from './authors-bar.tsx';
import { BringFile, Notes } from './bring-file.tsx';
import { FindBar } from './find-bar.tsx';
import { jumpTo } from './jump.ts';
import { Outline } from './outline.tsx';
import { LawBar } from './law/bar.tsx';
import { focusNote } from './notes/list.tsx';
import { MissingText } from './missing-text.tsx';
import { PartText, type Desk } from './parts/part-text.tsx';
import { useLast } from './parts/use-last.ts';
import { useParts, type Parts } from './parts/use-parts.ts';
import { PictureBar } from './picture/bar.tsx';
import { bringPicture, BringPicture } from './picture/bring.tsx';
import { usePictures } from './picture/source.ts';
import type { HostProvider } from './provider.ts';
import { Sheet } from './sheet.tsx';
import { SidePanel } from './side-panel.tsx';
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

/** What the sheet says to who writes on it, and what is open over it. */
interface Said {
  readonly notes: readonly string[];
  readonly told: string | null;
  /** The words the find bar opened with; null where it is closed. */
  readonly finding: string | null;
}

/** Tools and bars over the sheet; they work on the part that has the caret. */
function Tools({ view, parts, threads, said, onSaid, onPreview, alone, onAlone, writing }: ToolsInput) {
  const act = useAct();
  const [linking, setLinking] = useState(false);
  const [named, setNamed] = useState(false);
  const { active, editors, open } = parts;
  const providers = useMemo(() => open.map(({ provider }) => provider), [open]);
  if (active === null) return null;
  const { editor, writable } = active;
  const part = view.sections.list.find(({ id }) => id === active.id);
  const onSay = (told: string): void => onSaid({ told });
  const onNotes = (notes: readonly string[]): void => onSaid({ notes });
  const why = view.frozen
    ? `${ko.editor.frozen} · ${ko.version(view.version)}`
    : writing && part?.mine === false && part.owner !== ''
      ? koParts.ownedBy(part.owner)
      : ko.editor.readOnly;
  return (
    <>
      <Toolbar editor={editor} section={active.provider} providers={providers} view={view} readOnly={writable ? null : why} onPreview={onPreview} onSay={onSay}>
        {writable && <Tool name="article" label={koLaw.open} on={linking} onAct={() => setLinking(!linking)} />}
        {writable && <BringPicture act={act} onFile={(file) => void bringPicture(editor, act, view.documentId, file)} />}
        {writable && <BringFile editor={editor} documentId={view.documentId} act={act} onNotes={onNotes} />}
        <ThreadTools editor={editor} threads={threads} />
        <Tool name="people" label={koAuthors.show} on={named} onAct={() => setNamed(!named)} />
        <Tool name="page" label={ko.editor.focus} keys="F8" on={alone} onAct={onAlone} />
        <button type="button" className="btn quiet icon" aria-label={koFind.open} title={koFind.open} onClick={() => onSaid({ finding: '' })}>
          <Icon name="find" />
        </button>
      </Toolbar>
      {named && <AuthorsBar editors={editors} active={editor} view={view} />}
      {said.finding !== null && <FindBar editors={editors} active={editor} start={said.finding} onClose={() => onSaid({ finding: null })} />}
      {writable && <PictureBar editor={editor} />}
      {linking && <LawBar editor={editor} onClose={() => setLinking(false)} />}
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
      {said.told !== null && <Message tone="warn" text={said.told} onClose={() => onSaid({ told: null })} />}
      <Notes notes={said.notes} onClose={() => onNotes([])} />
    </>
  );
}

interface ToolsInput {
  readonly view: DocumentView;
  readonly parts: Parts;
  readonly threads: Threads;
  readonly said: Said;
  readonly onSaid: (change: Partial<Said>) => void;
  readonly onPreview: () => void;
  /** Whether only the sheet is shown. */
  readonly alone: boolean;
  readonly onAlone: () => void;
  /** Whether this person writes on the sheet at all. */
  readonly writing: boolean;
}

/** What all parts share: the same object as long as the screen stands, or every editor would be made anew. */
function useDesk(parts: Parts, composing: () => boolean, main: RefObject<HostProvider | null>, documentId: string, onSaid: ToolsInput['onSaid']): Desk {
  const urlOf = usePictures(documentId);
  const { joint, onPart, onClosed } = parts;
  return useMemo(
    () => ({
      ...{ joint, onPart, onClosed, composing, present: true, urlOf },
      tells: {
        onNotes: (notes) => onSaid({ notes }),
        onFind: (finding) => onSaid({ finding }),
        onNote: focusNote,
        onSay: (told) => onSaid({ told }),
        knowsPicture: (sha256) => main.current !== null && picturesOf(main.current.doc).has(sha256),
      },
    }),
    [joint, onPart, onClosed, composing, urlOf, main, onSaid],
  );
}

/** The screen. Its rooms are left when it goes; a closed room keeps its text on the screen, read-only. */
export function EditorScreen({ view }: { readonly view: DocumentView }) {
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef<() => boolean>(() => false);
  const composing = useCallback(() => asked.current(), []);
  const main = useRoom(view.rooms.main, composing, true);
  const parts = useParts(view.sections);
  const isOpen = useComposition(box, [main.provider, ...parts.open.map(({ provider }) => provider)]);
  useEffect(() => {
    asked.current = isOpen;
  }, [isOpen]);
  const threads = useThreads(view);
  const [preview, setPreview] = useState(false);
  const [alone, setAlone] = useState(false);
  const toggle = (): void => setAlone(!alone);
  useShortcuts({ F8: toggle });
  const [said, setSaid] = useState<Said>({ notes: [], told: null, finding: null });
  const onSaid = useCallback((change: Partial<Said>) => setSaid((before) => ({ ...before, ...change })), []);
  const desk = useDesk(parts, composing, useLast(main.provider), view.documentId, onSaid);
  const writing = !view.frozen && view.right === 'edit' && (main.provider === null || main.right === 'edit');
  const closed = parts.closed ?? main.closed;
  return (
    <div className={alone ? 'editor alone' : 'editor'}>
      <div className="desk-column" ref={box} data-area>
        {closed !== null && <Message tone="warn" text={closed} />}
        <Tools {...{ view, parts, threads, said, onSaid, alone, writing }} onPreview={() => setPreview(true)} onAlone={toggle} />
        <div className="desk">
          <Outline editors={parts.editors} active={parts.active?.editor ?? null} attachments={view.attachmentList.length} />
          <Sheet view={view} main={main.provider} readOnly={!writing || main.provider === null}>
            <MissingText open={parts.open} view={view} />
            {view.sections.list.map((part, i) => (
              <PartText key={part.id} desk={desk} view={view} part={part} nth={i + 1} writing={writing} />
            ))}
          </Sheet>
        </div>
      </div>
      <SidePanel view={view} editors={parts.editors} threads={threads} onJump={(place) => jumpTo(parts.editors, place)} />
      {preview && <PdfDialog documentId={view.documentId} status={view.status} onClose={() => setPreview(false)} />}
    </div>
  );
}
