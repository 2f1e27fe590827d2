/** Over the sheet: the law article that the words at the caret refer to, or shall. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { articleOf } from '../../../shared/writing/law.ts';
import { koLaw } from '../../i18n/ko-law.ts';
import { ko } from '../../i18n/ko.ts';
import { Icon } from '../../ui/icons.tsx';
import { lawWords, linkAll, linkWords, unlinked, type LawWords } from './marks.ts';

function Fields({ editor, words }: { readonly editor: Editor; readonly words: LawWords }) {
  const [law, setLaw] = useState(words.address?.law ?? '');
  const [article, setArticle] = useState(words.address?.article ?? '');
  const spelled = articleOf(article);
  const named = law.replace(/[「」｢｣]/g, '').trim();
  const ready = spelled !== null && named !== '';
  const link = (): void => {
    if (spelled === null || named === '') return;
    linkWords(words, { law: named, article: spelled })(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const enter = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    link();
  };
  return (
    <>
      <label className="law-name">
        <span>{koLaw.law}</span>
        <input
          className="field mini"
          value={law}
          maxLength={100}
          placeholder={koLaw.lawHint}
          onKeyDown={enter}
          onChange={(event) => setLaw(event.target.value)}
        />
      </label>
      <label>
        <span>{koLaw.article}</span>
        <input
          className="field mini"
          value={article}
          maxLength={40}
          placeholder={koLaw.articleHint}
          aria-invalid={article !== '' && spelled === null}
          onKeyDown={enter}
          onChange={(event) => setArticle(event.target.value)}
        />
      </label>
      <button type="button" className="btn" aria-disabled={!ready} onClick={link}>
        {words.linked ? koLaw.change : koLaw.link}
      </button>
      {words.linked && (
        <button type="button" className="btn quiet" onClick={() => linkWords(words, null)(editor.state, editor.view.dispatch)}>
          {koLaw.unlink}
        </button>
      )}
    </>
  );
}

/** The bar; closed by who opened it. */
export function LawBar({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const words = useEditorState({ editor, selector: ({ editor: { state } }) => lawWords(state), equalityFn: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  const left = useEditorState({ editor, selector: ({ editor: { state } }) => unlinked(state.doc).length });
  return (
    <div className="find-bar law-bar" role="group" aria-label={koLaw.bar}>
      {words === null ? (
        <span className="muted">{koLaw.choose}</span>
      ) : (
        <Fields key={`${words.from} ${words.to} ${words.address?.law ?? ''} ${words.address?.article ?? ''}`} editor={editor} words={words} />
      )}
      {left > 0 && (
        <button type="button" className="btn quiet" onClick={() => linkAll(editor.state, editor.view.dispatch)}>
          {koLaw.all(left)}
        </button>
      )}
      <span className="sp" />
      <button type="button" className="btn quiet icon" aria-label={ko.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
