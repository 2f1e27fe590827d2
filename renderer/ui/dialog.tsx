/** A dialog: focus goes to its heading, Esc closes it, focus returns to where it was. */

import { useEffect, useRef, type ReactNode } from 'react';

/** Modal dialog with a heading; `wide` is the signing dialog. */
export function Dialog({
  title,
  onClose,
  children,
  wide = false,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id="dialog-title" tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="btn quiet icon" aria-label="닫기" onClick={onClose}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** What happened, what was kept, what to do: stays until answered. */
export function Message({ ok, text, onClose }: { readonly ok: boolean; readonly text: string; readonly onClose?: () => void }) {
  return (
    <div className={`note ${ok ? 'ok' : 'bad'}`} role={ok ? 'status' : 'alert'}>
      <span aria-hidden="true">{ok ? '✓' : '!'}</span>
      <span>{text}</span>
      {onClose !== undefined && (
        <button type="button" className="btn quiet sm" onClick={onClose}>
          닫기
        </button>
      )}
    </div>
  );
}
