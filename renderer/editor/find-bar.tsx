/** 찾기와 바꾸기 over the sheet: Enter goes on, Shift Enter back, Esc closes. */

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { find, foundIn, goOn, replaceAll, replaceOne } from './find.ts';

function Replace({ run, press }: { readonly run: (command: Command) => void; readonly press: (event: KeyboardEvent) => void }) {
  const [words, setWords] = useState('');
  return (
    <>
      <input
        className="field"
        aria-label={koFind.words}
        placeholder={koFind.words}
        value={words}
        onKeyDown={press}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="button" className="btn" onClick={() => run(replaceOne(words))}>
        {koFind.replace}
      </button>
      <button type="button" className="btn" onClick={() => run(replaceAll(words))}>
        {koFind.replaceAll}
      </button>
    </>
  );
}

/** The bar. `start` are the words that were selected when it opened. */
export function FindBar({ editor, start, onClose }: { readonly editor: Editor; readonly start: string; readonly onClose: () => void }) {
  const [query, setQuery] = useState(start);
  const { count, at } = useEditorState({ editor, selector: ({ editor: { state } }) => ({ count: foundIn(state).matches.length, at: foundIn(state).at }) });
  useEffect(() => {
    find(editor, query);
    return () => {
      if (!editor.isDestroyed) find(editor, '');
    };
  }, [editor, query]);
  const run = (command: Command): void => void command(editor.state, editor.view.dispatch);
  const close = (): void => {
    onClose();
    editor.commands.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') run(goOn(event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="find-bar" aria-label={koFind.title}>
      <input
        className="field"
        autoFocus
        aria-label={koFind.query}
        placeholder={koFind.query}
        value={query}
        onKeyDown={press}
        onChange={(event) => setQuery(event.target.value)}
      />
      <span className="muted cap num" role="status">
        {query === '' ? '' : koFind.count(at + 1, count)}
      </span>
      <button type="button" className="btn quiet icon" aria-label={koFind.back} onClick={() => run(goOn(-1))}>
        <Icon name="up" />
      </button>
      <button type="button" className="btn quiet icon" aria-label={koFind.on} onClick={() => run(goOn(1))}>
        <Icon name="down" />
      </button>
      {editor.isEditable && <Replace run={run} press={press} />}
      <span className="sp" />
      <button type="button" className="btn quiet icon" aria-label={ko.close} onClick={close}>
        <Icon name="close" />
      </button>
    </search>
  );
}
