/** Keys of the screens. Letters follow the key's place, so they act in Hangul too; they can be turned off (WCAG 2.1.4). */

import { useEffect, useLayoutEffect, useRef } from 'react';

const SETTING = 'ongyeol.letters';

/** Whether single letters act. */
export function lettersOn(): boolean {
  return localStorage.getItem(SETTING) !== 'off';
}

/** Turns single letters on or off on this machine. */
export function setLetters(on: boolean): void {
  localStorage.setItem(SETTING, on ? 'on' : 'off');
}

/** What of a key press decides which shortcut it is. */
export interface Press {
  readonly code: string;
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Focus is in a field where text is written, or a syllable is being composed. */
  readonly typing: boolean;
}

/** Name of the shortcut pressed: `A`, `?`, `Space`, `F9`, `Ctrl K`, `Ctrl Enter`, `Alt ↑`; null for none. */
export function shortcutOf(press: Press, letters: boolean): string | null {
  const { code, ctrl, alt } = press;
  if (/^F\d{1,2}$/.test(code)) return code;
  if (alt && !ctrl) return code === 'ArrowUp' ? 'Alt ↑' : code === 'ArrowDown' ? 'Alt ↓' : null;
  if (ctrl) return code === 'Enter' || code === 'NumpadEnter' ? 'Ctrl Enter' : /^Key[A-Z]$/.test(code) ? `Ctrl ${code.slice(3)}` : null;
  if (press.typing || !letters) return null;
  if (press.key === '?' || (code === 'Slash' && press.shift)) return '?';
  if (code === 'Space') return 'Space';
  return /^Key[A-Z]$/.test(code) && !press.shift ? code.slice(3) : null;
}

function pressOf(event: KeyboardEvent): Press {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const inField = target?.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]') != null;
  return {
    code: event.code,
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    typing: event.isComposing || inField || (event.code === 'Space' && target?.closest('button, a, summary, [role=tab]') != null),
  };
}

/** Listens while the screen stands. A handler that returns false lets the key pass. `inDialog` is for handlers of a dialog itself; they rest while another lies over it. */
export function useShortcuts(handlers: Readonly<Record<string, () => boolean | void>>, inDialog = false): void {
  const latest = useRef(handlers);
  // Before anybody sees the new screen: a key pressed on what is shown must not act on what was.
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = event.defaultPrevented ? null : shortcutOf(pressOf(event), lettersOn());
      const handler = name === null || !Object.hasOwn(latest.current, name) ? undefined : latest.current[name];
      // Last, because it goes through the whole page, and most keys are letters.
      if (handler === undefined || document.querySelectorAll('dialog[open]').length !== (inDialog ? 1 : 0)) return;
      if (handler() !== false) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [inDialog]);
}
