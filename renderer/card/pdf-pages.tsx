/** The PDF's own bytes, page by page: the only place that claims to equal the paper (DESIGN §9). */

import { useEffect, useRef, useState } from 'react';
import type { DocumentRow } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { koCopies } from '../i18n/ko-copies.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

/** CSS pixels for one point: near the sheet's own width. */
const SCALE = 1.35;

/** Draws all pages into a box; stops where `live` says the box is no longer wanted. `label` names each page. */
export async function drawPdf(
  bytes: Uint8Array,
  into: HTMLElement,
  live: () => boolean,
  label: (number: number, pages: number) => string = ko.document.card.previewPage,
): Promise<void> {
  const { getDocument } = await import('./pdf-engine.ts');
  const pdf = await getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false }).promise;
  for (let number = 1; number <= pdf.numPages && live(); number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: SCALE * devicePixelRatio });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.width = `${viewport.width / devicePixelRatio}px`;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label(number, pdf.numPages));
    await page.render({ canvas, viewport }).promise;
    if (live()) into.append(canvas);
  }
}

/** What the pages are of: the final copy, the draft, or a version that is fixed and where it stands. */
export function pagesLabel(status: DocumentRow['status'], final: boolean): string {
  const words = ko.document.card;
  if (final) return words.previewFinal;
  switch (status) {
    case 'drafting':
      return words.previewDraft;
    case 'in-approval':
      return words.previewFixed;
    case 'returned':
      return words.previewReturned;
    case 'withdrawn':
      return words.previewWithdrawn;
    default:
      return words.previewApproved;
  }
}

/** Pages of a document's PDF. The pages drawn stay until new ones are ready. */
export function PdfPages({ documentId, status }: { readonly documentId: string; readonly status: DocumentRow['status'] }) {
  const [large, setLarge] = useState(false);
  const { value, error } = useQuery('preview.pdf', { documentId, large }, documentId);
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'busy' | 'drawn' | 'failed'>('busy');
  useEffect(() => {
    const into = box.current;
    if (value === null || into === null) return undefined;
    let live = true;
    const fresh = document.createElement('div');
    drawPdf(value.pdf, fresh, () => live)
      .then(() => {
        if (!live) return;
        into.replaceChildren(...fresh.childNodes);
        setState('drawn');
      })
      .catch(() => {
        if (live) setState('failed');
      });
    return () => {
      live = false;
    };
  }, [value]);
  const words = ko.document.card;
  return (
    <div className="pdf-pages">
      {error !== null && <Message tone="bad" text={error} />}
      {state === 'failed' && <Message tone="bad" text={words.previewFailed} />}
      {state === 'busy' && error === null && <p className="muted">{words.previewBusy}</p>}
      <div className="pdf-pages-head">
        {value !== null && state === 'drawn' && <span className={value.final && !value.viewing ? 'tag ok' : 'tag'}>{pagesLabel(status, value.final)}</span>}
        {value?.viewing === true && <span className="tag acc">{koCopies.viewing}</span>}
        <span className="sp" />
        <label className="check-label">
          <input type="checkbox" checked={large} onChange={(event) => setLarge(event.target.checked)} />
          <span>{koCopies.large}</span>
        </label>
      </div>
      <div ref={box} />
    </div>
  );
}

/** 미리보기 in a dialog. */
export function PdfDialog({
  documentId,
  status,
  onClose,
}: {
  readonly documentId: string;
  readonly status: DocumentRow['status'];
  readonly onClose: () => void;
}) {
  return (
    <Dialog wide title={ko.document.card.preview} onClose={onClose}>
      <ScrollArea className="pdf-scroll" label={ko.document.card.preview}>
        <PdfPages documentId={documentId} status={status} />
      </ScrollArea>
    </Dialog>
  );
}
