/** The sheet in small, for reading only: its rooms are joined without being seen there. */

import { useMemo } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useArrived } from './arrived.ts';
import { MissingText } from './missing-text.tsx';
import { PartText, type Desk } from './parts/part-text.tsx';
import { useParts } from './parts/use-parts.ts';
import { usePictures } from './picture/source.ts';
import { Sheet } from './sheet.tsx';

const never = (): boolean => false;

/** A reader's sheet; a sentence where the text cannot be had. `onDrawn` is told once the whole text stands on the screen. */
export function MiniSheet({ view, onDrawn }: { readonly view: DocumentView; readonly onDrawn?: () => void }) {
  const { joint, open, onPart, onClosed, closed } = useParts(view.sections);
  useArrived(open, view.sections, onDrawn);
  const urlOf = usePictures(view.documentId);
  const desk = useMemo((): Desk => ({ joint, onPart, onClosed, composing: never, present: false, tells: null, urlOf }), [joint, onPart, onClosed, urlOf]);
  return (
    <div className="mini-desk">
      {closed !== null && <p className="muted pad">{closed}</p>}
      <Sheet view={view} main={null} readOnly>
        <MissingText open={open} view={view} />
        {view.sections.list.map((part, i) => (
          <PartText key={part.id} desk={desk} view={view} part={part} nth={i + 1} writing={false} />
        ))}
      </Sheet>
    </div>
  );
}
