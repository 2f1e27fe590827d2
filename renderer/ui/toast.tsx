/** Success passes by itself; everything else stays until answered (screens §4). */

import { useEffect } from 'react';
import { Message } from './message.tsx';

const SHOWN_MS = 6000;

/** A message of success that goes after a while, or at once when closed. */
export function Toast({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  useEffect(() => {
    const timer = window.setTimeout(onClose, SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [text, onClose]);
  return (
    <div className="toast">
      <Message tone="ok" text={text} onClose={onClose} />
    </div>
  );
}
