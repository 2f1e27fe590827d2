/** What is told above an open paper: what an act answered, what failed, and how the version came back. */

import type { DocumentView } from '../../shared/api/views.ts';
import type { Act } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { shortTime } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { Toast } from '../ui/toast.tsx';

const words = ko.acts.back;

/** Who returned the version or asked for a change, why, and what to do; nothing where nothing came back. */
function CameBack({ view }: { readonly view: DocumentView }) {
  const { ended } = view;
  if (ended === null) return null;
  return (
    <Message tone={ended.how === 'withdrawn' ? 'off' : 'warn'} text={words[ended.how]}>
      <p>
        <b>{ended.who}</b> <span className="num nw">{shortTime(ended.at)}</span> {ended.reason !== '' && `“${ended.reason}”`}
      </p>
      <p>
        {ended.signatures > 0 && `${words.void(ended.signatures)} `}
        {view.acts.includes('redraft') && words.toDo}
      </p>
    </Message>
  );
}

/** What an act of this paper said; `off` where the signature waits for the server. */
export interface PaperSaid {
  readonly text: string;
  readonly tone: 'ok' | 'off' | 'warn';
}

/** All of it, in the order it matters. */
export function PaperNotes({
  view,
  error,
  said,
  act,
  onHush,
}: {
  readonly view: DocumentView;
  readonly error: string | null;
  readonly said: PaperSaid | null;
  readonly act: Act;
  readonly onHush: () => void;
}) {
  return (
    <>
      {error !== null && <Message tone="bad" text={error} />}
      {said !== null && said.tone !== 'ok' && <Message tone={said.tone} text={said.text} onClose={onHush} />}
      {said?.tone === 'ok' && <Toast text={said.text} onClose={onHush} />}
      <CameBack view={view} />
      {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
    </>
  );
}
