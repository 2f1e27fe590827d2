/** The caret of an editor in a browser test, put at the end or the start of a block and seen to stay there before anything is typed. */

import { expect, type Locator } from '@playwright/test';

/** Of a block: whether the caret stands at its edge, three frames long – an editor may put its earlier selection back 20 ms after it got the focus. */
async function restsAt(block: Element, edge: 'End' | 'Home'): Promise<boolean> {
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  for (let frames = 0; frames < 3; frames += 1) {
    const selection = getSelection();
    if (selection?.isCollapsed !== true || selection.anchorNode === null || !block.contains(selection.anchorNode)) return false;
    const rest = document.createRange();
    rest.selectNodeContents(block);
    if (edge === 'End') rest.setStart(selection.anchorNode, selection.anchorOffset);
    else rest.setEnd(selection.anchorNode, selection.anchorOffset);
    const beyond = rest.cloneContents();
    // The name flag of a colleague's caret is no text of the block.
    for (const flag of beyond.querySelectorAll('.caret')) flag.remove();
    if ((beyond.textContent ?? '').replaceAll('\u2060', '') !== '') return false;
    await frame();
  }
  return true;
}

/**
 * Clicks into a block and goes to its edge, again where the caret did not stay. A block may be of two lines on the screen, and its middle lie between them: the keys go
 * to the edge of the line that was clicked.
 */
export async function putCaret(block: Locator, edge: 'End' | 'Home' = 'End'): Promise<void> {
  await expect(async () => {
    const { width, height } = (await block.boundingBox()) ?? { width: 0, height: 0 };
    await block.click({ position: { x: width / 2, y: edge === 'End' ? height - Math.min(8, height / 2) : Math.min(8, height / 2) } });
    await block.page().keyboard.press(edge);
    expect(await block.evaluate(restsAt, edge)).toBe(true);
  }).toPass();
}
