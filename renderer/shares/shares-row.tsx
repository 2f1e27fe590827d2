/** 함께 쓰는 사람 in one line, with the button for whoever may set them. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { koShares as words } from '../i18n/ko-shares.ts';
import { SharesDialog } from './shares-dialog.tsx';

/** The line; nothing once the paper is sent up. */
export function SharesRow({ view }: { readonly view: DocumentView }) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  if (view.status !== 'drafting') return null;
  const { words: told, maySet } = view.shares;
  return (
    <div className="readers-row">
      <span className="cap muted">{words.name}</span>
      <span>{told}</span>
      {maySet && (
        <button type="button" className="btn sm" onClick={() => setAsking(true)}>
          {words.change}
        </button>
      )}
      {asking && (
        <SharesDialog
          view={view}
          onClose={(acted) => {
            setAsking(false);
            setSaid(acted?.sentence ?? null);
          }}
        />
      )}
      {said !== null && (
        <p className="muted cap" role="status">
          {said}
        </p>
      )}
    </div>
  );
}
