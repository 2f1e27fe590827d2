/** 열람범위 in one line, with the button for whoever may set it. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { koReaders as words } from '../i18n/ko-readers.ts';
import { ReadersDialog } from './readers-dialog.tsx';

/** The line. */
export function ReadersRow({ view }: { readonly view: DocumentView }) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const { words: told, maySet } = view.readers;
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
        <ReadersDialog
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
