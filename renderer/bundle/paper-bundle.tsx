/** The 일괄기안 of an open paper: the strip above it, and signing all of it that waits. */

import { useState } from 'react';
import type { DocumentRow, DocumentView } from '../../shared/api/views.ts';
import { BatchDialog } from '../batch/batch-dialog.tsx';
import { BundleStrip } from './bundle-strip.tsx';
import { waitingOf } from './waiting.ts';

/** Strip and dialog; nothing where the paper goes alone. */
export function PaperBundle({
  view,
  waiting,
  onOpen,
  onChange,
}: {
  readonly view: DocumentView;
  readonly waiting: readonly DocumentRow[];
  readonly onOpen: (paper: Pick<DocumentRow, 'documentId' | 'title'>) => void;
  readonly onChange: () => void;
}) {
  const [stack, setStack] = useState<readonly DocumentRow[]>([]);
  return (
    <>
      <BundleStrip view={view} onOpen={onOpen} onSignAll={() => setStack(waitingOf(view, waiting))} onChange={onChange} />
      {stack.length > 0 && <BatchDialog rows={stack} onClose={() => setStack([])} />}
    </>
  );
}
