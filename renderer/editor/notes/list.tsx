/** Footnotes below the text, each a text that several write at once; on paper they stand at the foot of their page. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import * as Y from 'yjs';
import { notesOf } from '../../../shared/collab/schema.ts';
import { koNotes } from '../../i18n/ko-notes.ts';
import { Icon } from '../../ui/icons.tsx';
import { applyText, moveCaret } from '../shared-text.ts';
import { dropNote } from './lost.ts';
import { goToNote, lostNotes, noteText, placeNote, removeNote, shownNotes } from './marks.ts';

/** The text as it stands, with the caret kept in its words when others type. */
function useShared(text: Y.Text | null, field: React.RefObject<HTMLTextAreaElement | null>) {
  const [value, setValue] = useState(() => text?.toString() ?? '');
  const caret = useRef<[number, number] | null>(null);
  useEffect(() => {
    const read = (event: Y.YTextEvent | null, transaction: Y.Transaction | null): void => {
      const box = field.current;
      if (box !== null && document.activeElement === box && transaction?.local === false && event !== null)
        caret.current = [moveCaret(box.selectionStart, event.delta as []), moveCaret(box.selectionEnd, event.delta as [])];
      setValue(text?.toString() ?? '');
    };
    read(null, null);
    text?.observe(read);
    return () => text?.unobserve(read);
  }, [text, field]);
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(...caret.current);
    caret.current = null;
  }, [value, field]);
  return { value, setValue };
}

function NoteField({ editor, id, text, label }: { readonly editor: Editor; readonly id: string; readonly text: Y.Text | null; readonly label: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { value, setValue } = useShared(text, field);
  const undo = useRef<Y.UndoManager | null>(null);
  useEffect(() => {
    undo.current = text === null ? null : new Y.UndoManager(text, { trackedOrigins: new Set(['field']) });
    return () => undo.current?.destroy();
  }, [text]);
  useLayoutEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [value]);
  const press = (event: KeyboardEvent): void => {
    const control = event.ctrlKey || event.metaKey;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === 'Escape') goToNote(editor, id);
    else if (control && event.code === 'KeyZ') undo.current?.[event.shiftKey ? 'redo' : 'undo']();
    else if (control && event.code === 'KeyY') undo.current?.redo();
    else return;
    event.preventDefault();
  };
  return (
    <textarea
      ref={field}
      id={`note-${id}`}
      rows={1}
      aria-label={label}
      placeholder={koNotes.hint}
      value={value}
      onKeyDown={press}
      onChange={(event) => {
        const next = event.target.value.replaceAll('\n', ' ');
        setValue(next);
        if (text !== null) applyText(text, next, event.target.selectionEnd);
      }}
    />
  );
}

/** Puts the focus into a footnote once it is on the sheet. */
export function focusNote(id: string): void {
  const focus = (): boolean => {
    const field = document.getElementById(`note-${id}`);
    field?.focus();
    return field !== null;
  };
  // The list is drawn in the same turn; a key that follows at once goes into the field.
  queueMicrotask(() => focus() || requestAnimationFrame(focus));
}

/** Footnotes that stand nowhere any more, with their words: put behind the caret again, or dropped. */
function Lost({ editor, section, onSay }: { readonly editor: Editor; readonly section: Y.Doc; readonly onSay: (sentence: string) => void }) {
  const lost = useEditorState({
    editor,
    selector: ({ editor: { state } }) => lostNotes(state),
    equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  if (lost.length === 0) return null;
  const place = (id: string): void => {
    if (placeNote(id)(editor.state, editor.view.dispatch)) editor.view.focus();
    else onSay(koNotes.nowhere);
  };
  return (
    <section className="lost-notes" aria-label={koNotes.lostList}>
      <p className="muted">{koNotes.lostList}</p>
      <ul>
        {lost.map(({ id, text }) => (
          <li key={id}>
            <span>{text}</span>
            <button type="button" className="btn" onClick={() => place(id)}>
              {koNotes.place}
            </button>
            <button type="button" className="btn quiet" onClick={() => dropNote(section, id)}>
              {koNotes.drop}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the list needs. */
interface ListInput {
  readonly editor: Editor;
  readonly section: Y.Doc;
  readonly readOnly: boolean;
  /** A sentence for who writes. */
  readonly onSay?: (sentence: string) => void;
}

/** The list, and below it what stands nowhere; nothing where there are none. */
export function Footnotes({ editor, section, readOnly, onSay }: ListInput) {
  return (
    <>
      <Placed editor={editor} section={section} readOnly={readOnly} />
      {!readOnly && onSay !== undefined && <Lost editor={editor} section={section} onSay={onSay} />}
    </>
  );
}

function Placed({ editor, section, readOnly }: Omit<ListInput, 'onSay'>) {
  const notes = useEditorState({
    editor,
    // Where they stand changes at every key before them; the list does not.
    selector: ({ editor: { state } }) => shownNotes(state).map(({ id, mark }) => ({ id, mark })),
    equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  if (notes.length === 0 || notesOf(section).size === 0) return null;
  return (
    <ol className="footnotes" aria-label={koNotes.list}>
      {notes.map(({ id, mark }, i) => (
        <li key={id}>
          <button
            type="button"
            className="note-mark"
            aria-label={koNotes.back(mark === '' ? i + 1 : Number.parseInt(mark, 10))}
            onClick={() => goToNote(editor, id)}
          >
            {mark === '' ? '*' : mark}
          </button>
          {readOnly ? (
            <span>{noteText(section, id)?.toString()}</span>
          ) : (
            <NoteField editor={editor} id={id} text={noteText(section, id)} label={koNotes.text(mark === '' ? String(i + 1) : mark.slice(0, -1))} />
          )}
          {!readOnly && (
            <button
              type="button"
              className="btn quiet icon"
              aria-label={koNotes.remove(mark === '' ? String(i + 1) : mark.slice(0, -1))}
              onClick={() => {
                goToNote(editor, id);
                removeNote(section, id)(editor.state, editor.view.dispatch);
              }}
            >
              <Icon name="close" />
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
