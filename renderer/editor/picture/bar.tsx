/** Over the sheet while a picture is selected: what it shows, how wide it stands. */

import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { koPicture } from '../../i18n/ko-picture.ts';
import { Icon } from '../../ui/icons.tsx';
import { selectedPicture, setPicture } from './node.ts';

const SHARES = [250, 330, 500, 660, 750, 1000] as const;

/** The bar; nothing where no picture is selected. A picture that came without words is asked for them. */
export function PictureBar({ editor }: { readonly editor: Editor }) {
  const field = useRef<HTMLInputElement>(null);
  const now = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const selected = selectedPicture(state.selection);
      if (selected === null) return null;
      return { place: selected.place, alt: String(selected.node.attrs['alt']), share: Number(selected.node.attrs['share']) };
    },
  });
  const asks = now?.alt === '' ? now.place : null;
  const asked = useRef<number | null>(null);
  useEffect(() => {
    if (asks !== null && asked.current !== asks) field.current?.focus();
    asked.current = now?.place ?? null;
  }, [asks, now?.place]);
  if (now === null) return null;
  const set = (change: Parameters<typeof setPicture>[1]): void => void setPicture(now.place, change)(editor.state, editor.view.dispatch);
  const shares = [...new Set([...SHARES, now.share])].toSorted((a, b) => a - b);
  return (
    <div className="find-bar picture-bar" role="group" aria-label={koPicture.bar}>
      <label className="picture-alt">
        <span>{koPicture.alt}</span>
        <input
          ref={field}
          className="field mini"
          value={now.alt}
          maxLength={500}
          placeholder={koPicture.altHint}
          onChange={(event) => set({ alt: event.target.value })}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
            event.preventDefault();
            editor.commands.focus();
          }}
        />
      </label>
      <label>
        <span>{koPicture.share}</span>
        <select className="field mini" value={now.share} onChange={(event) => set({ share: Number(event.target.value) })}>
          {shares.map((share) => (
            <option key={share} value={share}>
              {share / 10}%
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="btn quiet" onClick={() => editor.chain().focus().deleteSelection().run()}>
        <Icon name="close" />
        {koPicture.remove}
      </button>
    </div>
  );
}
