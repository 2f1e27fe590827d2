/** What is measured inside a page, alike in both editors: a time ends when the browser has painted what it is about. */

import type { Page } from 'playwright-core';

declare global {
  interface Window {
    probe: {
      /** When the last key went down (ms since the epoch). */
      down: number;
      keys: number[];
      seen: number[];
    };
  }
}

/** Put into every page before its own code: from a key going down to the paint after it, and when a foreign edit was painted (ms since the epoch). */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted = (tell: (at: number) => void): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => tell(performance.now());
        port2.postMessage(null);
      });
    };
    window.probe = { down: 0, keys: [], seen: [] };
    const pressed = ({ timeStamp }: KeyboardEvent): void => {
      window.probe.down = performance.timeOrigin + timeStamp;
      painted((at) => window.probe.keys.push(at - timeStamp));
    };
    addEventListener('keydown', pressed, { capture: true });
    // The letters of a line, without a colleague's caret that stands among them: a moved caret is no letter.
    const letters = new WeakMap<Element, number>();
    const grew = ({ target }: MutationRecord): boolean => {
      const line = (target instanceof Element ? target : target.parentElement)?.closest('.ProseMirror p') ?? null;
      if (line === null) return false;
      const [before, now] = [letters.get(line), [...line.childNodes].reduce((sum, node) => sum + (node instanceof Text ? node.length : 0), 0)];
      letters.set(line, now);
      return before !== now;
    };
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver((changes) => {
        if (changes.filter(grew).length > 0) painted((at) => window.probe.seen.push(performance.timeOrigin + at));
      }).observe(document.body, { subtree: true, characterData: true, childList: true });
    });
  });
}

/** Puts the caret at the end of the middle line, as a click there would. */
export async function caretInTheMiddle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(next));
    const editor = document.querySelector<HTMLElement>('.ProseMirror');
    const lines = editor?.querySelectorAll('p') ?? [];
    const line = lines[Math.floor(lines.length / 2)];
    line?.scrollIntoView({ block: 'center' });
    editor?.focus({ preventScroll: true });
    for (let frames = 0; frames < 3; frames += 1) await frame();
    if (line !== undefined) getSelection()?.collapse(line, line.childNodes.length);
    for (let frames = 0; frames < 3; frames += 1) await frame();
  });
}

/** Bytes of the page's own heap after what nobody needs was let go. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Value below which so much (0–1) of the values lie. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
