/** What is set, in one line, with the button and the dialog for whoever may set it; what the act said stays below. */

import { useState, type ReactNode } from 'react';

/** `dialog` is given what closes it, with the act that was done. */
export function ToldRow({
  words,
  told,
  maySet,
  dialog,
}: {
  readonly words: { readonly name: string; readonly change: string };
  readonly told: string;
  readonly maySet: boolean;
  readonly dialog: (onClose: (acted: { readonly sentence: string } | null) => void) => ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  return (
    <div className="readers-row">
      <span className="cap muted">{words.name}</span>
      <span>{told}</span>
      {maySet && (
        <button type="button" className="btn sm" onClick={() => setAsking(true)}>
          {words.change}
        </button>
      )}
      {asking &&
        dialog((acted) => {
          setAsking(false);
          setSaid(acted?.sentence ?? null);
        })}
      {said !== null && (
        <p className="muted cap" role="status">
          {said}
        </p>
      )}
    </div>
  );
}
