/** The server went back to an older backup: told until answered, once for each thing that became of it. */

import { useState } from 'react';
import type { StatusView } from '../../shared/api/views.ts';
import { Message } from '../ui/message.tsx';

const KEY = 'ongyeol.rollback';
const TONES = { recovering: 'warn', recovered: 'ok', diverged: 'bad' } as const;

/** The note, or nothing. */
export function RollbackNote({ status }: { readonly status: StatusView | null }) {
  const [answered, setAnswered] = useState(() => localStorage.getItem(KEY) ?? '');
  const rollback = status?.rollback ?? null;
  if (rollback === null) return null;
  const name = `${rollback.id}/${rollback.state}`;
  if (answered === name) return null;
  const answer = (): void => {
    localStorage.setItem(KEY, name);
    setAnswered(name);
  };
  return (
    <div className="settled rollback">
      <Message tone={TONES[rollback.state]} text={rollback.message} onClose={answer} />
    </div>
  );
}
