/** A dialog: focus goes to its heading, Esc closes it, focus returns to where it was. */

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { ko } from '../i18n/ko.ts';
import { Icon } from './icons.tsx';

/** Modal dialog with a heading; `wide` is the signing dialog, `sub` stands under the title. */
export function Dialog({
  title,
  sub,
  onClose,
  children,
  wide = false,
}: {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    if (dialog?.querySelector('[data-autofocus]') instanceof HTMLElement) dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    else heading.current?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        // A file chooser inside that is left without choosing says `cancel` too, and it bubbles.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <div>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {sub}
        </div>
        <button type="button" className="btn quiet icon" aria-label={ko.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
