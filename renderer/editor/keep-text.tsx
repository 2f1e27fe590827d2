/** 글로 내보내기: the paper as HWPX, Markdown or plain text. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

/** The section with its buttons. */
export function KeepText({ documentId }: { readonly documentId: string }) {
  const { busy, said, run, clear } = useAct();
  const [kept, setKept] = useState<string | null>(null);
  const keep = async (format: 'hwpx' | 'md' | 'txt'): Promise<void> => {
    const saved = await run('export.text', { documentId, format });
    if (saved !== null) setKept(saved.path === null ? ko.document.card.notSaved : ko.document.card.savedAt(saved.path));
  };
  return (
    <section className="sec" aria-label={ko.editor.keepText}>
      <h2>
        <Icon name="out" />
        {ko.editor.keepText}
        <span className="sp" />
        <ActButton look="sm" busy={busy} onAct={() => void keep('hwpx')}>
          HWPX
        </ActButton>
        <ActButton look="sm" busy={busy} onAct={() => void keep('md')}>
          Markdown
        </ActButton>
        <ActButton look="sm" busy={busy} onAct={() => void keep('txt')}>
          TXT
        </ActButton>
      </h2>
      {kept !== null && <Message tone="ok" text={kept} onClose={() => setKept(null)} />}
      {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
    </section>
  );
}
