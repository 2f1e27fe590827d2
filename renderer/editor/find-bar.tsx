/** 찾기와 바꾸기 over the sheet: Enter goes on, Shift Enter back, Esc closes. */

import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { koFind } from '../i18n/ko-find.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { countIn, find, goOn, replaceAll, replaceOne, showPresent } from './find.ts';
import { useEditors } from './parts/use-editors.ts';
import { useLast } from './parts/use-last.ts';

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
export function FindBar({
  editors,
  active,
  start,
  onClose,
}: {
  readonly editors: readonly Editor[];
  readonly active: Editor;
  readonly start: string;
  readonly onClose: () => void;
}) {
  const [query, setQuery] = useState(start);
  const { count, at } = useEditors(editors, countIn, (a, b) => a.count === b.count && a.at === b.at);
  const from = useLast(active);
  useEffect(() => {
    const standing = (): readonly Editor[] => editors.filter(({ isDestroyed }) => !isDestroyed);
    find(standing(), from.current, query);
    return () => find(standing(), null, '');
  }, [editors, from, query]);
  const writable = editors.filter(({ isEditable }) => isEditable);
  const run = (command: Command): void => {
    for (const editor of writable) command(editor.state, editor.view.dispatch);
    showPresent(editors);
  };
  const close = (): void => {
    onClose();
    active.commands.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') goOn(editors, event.shiftKey ? -1 : 1);
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
      <button type="button" className="btn quiet icon" aria-label={koFind.back} onClick={() => goOn(editors, -1)}>
        <Icon name="up" />
      </button>
      <button type="button" className="btn quiet icon" aria-label={koFind.on} onClick={() => goOn(editors, 1)}>
        <Icon name="down" />
      </button>
      {writable.length > 0 && <Replace run={run} press={press} />}
      <span className="sp" />
      <button type="button" className="btn quiet icon" aria-label={ko.close} onClick={close}>
        <Icon name="close" />
      </button>
    </search>
  );
}
