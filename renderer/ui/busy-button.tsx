/** A button that keeps its width while busy, and stays focusable and says why when it cannot be used (screens §4). */

import { useId, type ReactNode } from 'react';

/** `why` set means: not now, for this reason. */
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
  const off = busy || why !== null;
  return (
    <span className="act" title={why ?? undefined}>
      <button
        type="button"
        className={`btn ${look}`}
        aria-disabled={off}
        aria-busy={busy}
        aria-describedby={why === null ? undefined : id}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        onClick={() => {
          if (!off) onAct();
        }}
      >
        {busy && <span className="spin" aria-hidden="true" />}
        {busy && busyWord !== undefined ? busyWord : children}
      </button>
      {why !== null && (
        <span id={id} className="sr">
          {why}
        </span>
      )}
    </span>
  );
}
