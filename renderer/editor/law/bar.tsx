/** Over the sheet: the law article that the words at the caret refer to, or shall. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState } from 'react';
import type { Transaction } from '@tiptap/pm/state';
import type { LawAddress } from '../../../shared/collab/content.ts';
import { articleOf } from '../../../shared/writing/law.ts';
import { koLaw } from '../../i18n/ko-law.ts';
import { ko } from '../../i18n/ko.ts';
import { Icon } from '../../ui/icons.tsx';
import { followWords, lawWords, linkAll, linkWords, unlinked, type LawWords, type Subject } from './marks.ts';

function Fields({ editor, words }: { readonly editor: Editor; readonly words: LawWords }) {
  const [typed, setTyped] = useState<Partial<LawAddress>>({});
  const { law = words.address?.law ?? '', article = words.address?.article ?? '' } = typed;
  const spelled = articleOf(article);
  const named = law.replace(/[「」｢｣]/g, '').trim();
  const ready = spelled !== null && named !== '';
  const link = (): void => {
    if (spelled === null || named === '') return;
    linkWords(words, { law: named, article: spelled })(editor.state, editor.view.dispatch);
    setTyped({});
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
          onChange={(event) => setTyped({ ...typed, law: event.target.value })}
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
          onChange={(event) => setTyped({ ...typed, article: event.target.value })}
        />
      </label>
      <button type="button" className="btn" aria-disabled={!ready} onClick={link}>
        {words.linked ? koLaw.change : koLaw.link}
      </button>
      {words.linked && (
        <button
          type="button"
          className="btn quiet"
          onClick={() => {
            linkWords(words, null)(editor.state, editor.view.dispatch);
            setTyped({});
          }}
        >
          {koLaw.unlink}
        </button>
      )}
    </>
  );
}

/** The words at the caret, the same ones wherever others move them. */
function useSubject(editor: Editor): Subject {
  const [subject, set] = useState<Subject>(() => ({ id: 0, words: lawWords(editor.state) }));
  useEffect(() => {
    const follow = ({ transaction }: { readonly transaction: Transaction }): void => {
      const words = lawWords(editor.state);
      set((before) => followWords(before, transaction, words));
    };
    editor.on('transaction', follow);
    return () => void editor.off('transaction', follow);
  }, [editor]);
  return subject;
}

/** The bar; closed by who opened it. */
export function LawBar({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const { id, words } = useSubject(editor);
  const left = useEditorState({ editor, selector: ({ editor: { state } }) => unlinked(state.doc).length });
  return (
    <div className="find-bar law-bar" role="group" aria-label={koLaw.bar}>
      {words === null ? <span className="muted">{koLaw.choose}</span> : <Fields key={id} editor={editor} words={words} />}
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
