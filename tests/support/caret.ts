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

/** Clicks into a block and goes to its edge, again where the caret did not stay. */
export async function putCaret(block: Locator, edge: 'End' | 'Home' = 'End'): Promise<void> {
  await expect(async () => {
    await block.click();
    await block.page().keyboard.press(edge);
    expect(await block.evaluate(restsAt, edge)).toBe(true);
  }).toPass();
}
