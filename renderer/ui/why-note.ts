/** The small note that says why a button cannot be used now: seen on hover, focus and click, above everything and never cut off by a panel. */

import { useEffect, useRef, type RefObject } from 'react';

const GAP = 6;

/** Beside the button, above it where there is room, within the window. */
function place(note: HTMLElement, button: DOMRect): void {
  const { width, height } = note.getBoundingClientRect();
  const above = button.top - height - GAP;
  note.style.left = `${Math.max(GAP, Math.min(button.right - width, innerWidth - width - GAP))}px`;
  note.style.top = `${above >= GAP ? above : button.bottom + GAP}px`;
}

/** Handlers for the box around the button, and the note's element (a manual popover). It goes with its reason, and with Escape. */
export function useWhyNote(why: string | null): {
  readonly box: RefObject<HTMLSpanElement | null>;
  readonly note: RefObject<HTMLSpanElement | null>;
  readonly show: () => void;
  readonly hide: () => void;
} {
  const box = useRef<HTMLSpanElement>(null);
  const note = useRef<HTMLSpanElement>(null);
  const hide = (): void => {
    if (note.current?.matches(':popover-open') === true) note.current.hidePopover();
  };
  const show = (): void => {
    const [shown, around] = [note.current, box.current];
    if (why === null || shown === null || around === null) return;
    if (!shown.matches(':popover-open')) shown.showPopover();
    place(shown, around.getBoundingClientRect());
  };
  useEffect(() => {
    const gone = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') hide();
    };
    // What scrolls leaves the note behind.
    document.addEventListener('scroll', gone, true);
    document.addEventListener('keydown', gone, true);
    return () => {
      document.removeEventListener('scroll', gone, true);
      document.removeEventListener('keydown', gone, true);
    };
  }, []);
  return { box, note, show, hide };
}
