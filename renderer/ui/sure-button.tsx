/** A button of what cannot be taken back: it asks once more, with what it means. */

import { useState, type ReactNode } from 'react';
import { ActButton } from './busy-button.tsx';

/** `of` is read behind the word where several such buttons stand in a list. */
export function SureButton({
  words,
  busy,
  busyWord,
  of,
  onAct,
}: {
  readonly words: { readonly first: string; readonly act: string; readonly cancel: string; readonly sure: string };
  readonly busy: boolean;
  readonly busyWord: string;
  readonly of?: ReactNode;
  readonly onAct: () => void;
}) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <div className="row-gap">
        {/* In front: the second click of a double one takes the question back, never the answer for given. */}
        {asked && (
          <button type="button" className="btn quiet sm" onClick={() => setAsked(false)}>
            {words.cancel}
          </button>
        )}
        <ActButton look="bad sm" busy={busy} busyWord={busyWord} onAct={() => (asked ? onAct() : setAsked(true))}>
          {asked ? words.act : words.first}
          {of !== undefined && <span className="sr"> {of}</span>}
        </ActButton>
      </div>
      {asked && <p className="device-sure">{words.sure}</p>}
    </>
  );
}
