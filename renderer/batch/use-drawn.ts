/** When the text of a paper stands on the screen: it has come, and the page was painted with it. */

import { useEffect, useRef, type RefObject } from 'react';

/** Whether a text that is shown has anything in it; one that is still on its way is an empty sheet. */
function hasText(body: Element): boolean {
  return (body.textContent ?? '').trim() !== '' || body.querySelector('img') !== null;
}

/** Whether every text of the sheet within is there. */
export function isDrawn(within: ParentNode): boolean {
  const bodies = [...within.querySelectorAll('.body-text')];
  return bodies.length > 0 && bodies.every(hasText);
}

/** Tells once, for as long as the element stands, that the texts within it are drawn. */
export function useDrawn(within: RefObject<HTMLElement | null>, onDrawn: () => void): void {
  const latest = useRef(onDrawn);
  useEffect(() => {
    latest.current = onDrawn;
  });
  useEffect(() => {
    const element = within.current;
    if (element === null) return undefined;
    let frame = 0;
    const look = (): void => {
      if (frame !== 0 || !isDrawn(element)) return;
      // The first frame draws what came, the second one comes when it stands there.
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => latest.current())));
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    look();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [within]);
}
