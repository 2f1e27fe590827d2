/** A button that keeps its width while busy, and stays focusable and says why when it cannot be used (screens §4). */

import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useWhyNote } from './why-note.ts';

/** `why` set means: not now, for this reason; it is seen on hover, on focus by key and on click. */
export function ActButton({
  look = '',
  busy = false,
  busyWord,
  why = null,
  onAct,
  children,
  autoFocus = false,
}: {
  readonly look?: string;
  readonly busy?: boolean;
  readonly busyWord?: string;
  readonly why?: string | null;
  readonly onAct: () => void;
  readonly children: ReactNode;
  readonly autoFocus?: boolean;
}) {
  const id = useId();
  const { box, note, show, hide } = useWhyNote(why);
  const off = busy || why !== null;
  const button = useRef<HTMLButtonElement>(null);
  const rest = useRef(0);
  useLayoutEffect(() => {
    const { current } = button;
    if (current === null) return;
    current.style.minWidth = busy && rest.current > 0 ? `${rest.current}px` : '';
    if (!busy) rest.current = current.offsetWidth;
  });
  return (
    <span ref={box} className="act" onPointerEnter={show} onPointerLeave={hide}>
      <button
        ref={button}
        type="button"
        className={`btn ${look}`}
        aria-disabled={off}
        aria-busy={busy}
        aria-describedby={why === null ? undefined : id}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        onFocus={(event) => {
          if (event.target.matches(':focus-visible')) show();
        }}
        onBlur={hide}
        onClick={() => {
          if (off) show();
          else onAct();
        }}
      >
        {busy && <span className="spin" aria-hidden="true" />}
        {busy && busyWord !== undefined ? busyWord : children}
      </button>
      {why !== null && (
        <span ref={note} id={id} popover="manual" className="why">
          {why}
        </span>
      )}
    </span>
  );
}
