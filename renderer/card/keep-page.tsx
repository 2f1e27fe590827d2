/** 검증 페이지: `verify.html` kept beside the capsule, for whoever has to check it without this program. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.document.card;

/** The button and what became of it. */
export function KeepPage() {
  const { busy, said, run } = useAct();
  const [kept, setKept] = useState<string | null>(null);
  const keep = async (): Promise<void> => {
    const done = await run('export.verifyPage', {});
    if (done !== null) setKept(done.path === null ? words.notSaved : words.savedAt(done.path));
  };
  return (
    <>
      <ActButton busy={busy} onAct={() => void keep()}>
        {words.page}
      </ActButton>
      {kept !== null && <Message tone="ok" text={kept} />}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </>
  );
}
