/** A fixed paper whose text has not come yet must not look like an empty one. */

import { useEffect, useState } from 'react';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { hasArrived } from './arrived.ts';
import type { HostProvider } from './provider.ts';

/** A text on its way arrives within this; longer, and it is said that it is missing. */
const PATIENCE_MS = 800;

/** Whether nothing has come for longer than a text takes. */
function useMissing(provider: HostProvider | null): boolean {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (provider === null) return undefined;
    const { doc } = provider;
    const look = (): void => setMissing(!hasArrived(doc));
    const timer = setTimeout(look, PATIENCE_MS);
    const came = (): void => {
      if (hasArrived(doc)) setMissing(false);
    };
    doc.on('update', came);
    return () => {
      clearTimeout(timer);
      doc.off('update', came);
    };
  }, [provider]);
  return missing;
}

/** The sentence, where it is needed. */
export function MissingText({ provider, frozen }: { readonly provider: HostProvider | null; readonly frozen: boolean }) {
  const missing = useMissing(frozen ? provider : null);
  return frozen && missing ? <Message tone="warn" text={ko.editor.textNotYet} /> : null;
}
