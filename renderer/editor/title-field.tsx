/** The title, written together: a Y.Text behind a field on the paper, with an undo of its own. */

import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import * as Y from 'yjs';
import { TITLE_MOST } from '../../shared/collab/content.ts';
import { fieldsOf } from '../../shared/collab/schema.ts';
import { ko } from '../i18n/ko.ts';
import type { HostProvider } from './provider.ts';
import { applyText, moveCaret } from './shared-text.ts';

function titleOf(provider: HostProvider): Y.Text | null {
  const title = fieldsOf(provider.doc).get('title');
  return title instanceof Y.Text ? title : null;
}

/** The text as it stands, with the caret kept in its words when others type. */
function useTitle(provider: HostProvider, field: React.RefObject<HTMLTextAreaElement | null>) {
  const [text, setText] = useState(() => titleOf(provider)?.toString() ?? '');
  const caret = useRef<[number, number] | null>(null);
  useEffect(() => {
    const fields = fieldsOf(provider.doc);
    const read = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
      const box = field.current;
      const change = events.find((event) => event instanceof Y.YTextEvent);
      if (box !== null && document.activeElement === box && !transaction.local && change !== undefined) {
        caret.current = [moveCaret(box.selectionStart, change.delta as []), moveCaret(box.selectionEnd, change.delta as [])];
      }
      setText(titleOf(provider)?.toString() ?? '');
    };
    fields.observeDeep(read);
    return () => fields.unobserveDeep(read);
  }, [provider, field]);
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(...caret.current);
    caret.current = null;
  }, [text, field]);
  return { text, setText };
}

/** Undo of what this person wrote in the title. */
function useUndo(provider: HostProvider): React.RefObject<Y.UndoManager | null> {
  const manager = useRef<Y.UndoManager | null>(null);
  useEffect(() => {
    manager.current = new Y.UndoManager(fieldsOf(provider.doc), { trackedOrigins: new Set(['field']) });
    return () => manager.current?.destroy();
  }, [provider]);
  return manager;
}

/** The field. */
export function TitleField({ provider, readOnly }: { readonly provider: HostProvider; readonly readOnly: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, setText } = useTitle(provider, field);
  const undo = useUndo(provider);
  const press = (event: KeyboardEvent): void => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') document.querySelector<HTMLElement>('.body-text')?.focus();
    else if (ctrl && event.code === 'KeyZ') undo.current?.[event.shiftKey ? 'redo' : 'undo']();
    else if (ctrl && event.code === 'KeyY') undo.current?.redo();
    else return;
    event.preventDefault();
  };
  if (readOnly) return <span className="sheet-title">{text}</span>;
  return (
    <>
      <textarea
        ref={field}
        id="sheet-title"
        rows={1}
        className="sheet-title"
        aria-label={ko.editor.title}
        value={text}
        onKeyDown={press}
        onChange={(event) => {
          const next = event.target.value.replaceAll('\n', ' ');
          setText(next);
          const title = titleOf(provider);
          if (title !== null) applyText(title, next, event.target.selectionEnd);
        }}
      />
      {text.length > TITLE_MOST && (
        <span className="cap late line" role="alert">
          {ko.editor.titleLong(text.length, TITLE_MOST)}
        </span>
      )}
    </>
  );
}
