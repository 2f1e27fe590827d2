/** The PDF's own bytes, page by page: the only place that claims to equal the paper (DESIGN §9). */

import { useEffect, useRef, useState } from 'react';
import { getDocument } from 'pdfjs-dist';
import 'pdfjs-dist/build/pdf.worker.mjs';
import { useQuery } from '../api/use-query.ts';
import { Dialog, Message } from '../ui/dialog.tsx';

const SCALE = 1.35;

async function draw(bytes: Uint8Array, into: HTMLElement, live: () => boolean): Promise<void> {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false }).promise;
  for (let number = 1; number <= pdf.numPages && live(); number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: SCALE * devicePixelRatio });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    canvas.style.width = `${viewport.width / devicePixelRatio}px`;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${number}쪽`);
    await page.render({ canvas, viewport }).promise;
    if (live()) into.append(canvas);
  }
}

/** Pages of a document's PDF. */
export function PdfPages({ documentId }: { readonly documentId: string }) {
  const { value, error } = useQuery('preview.pdf', { documentId }, documentId);
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const into = box.current;
    if (value === null || into === null) return undefined;
    let live = true;
    into.replaceChildren();
    draw(value.pdf, into, () => live).catch(() => setFailed(true));
    return () => {
      live = false;
    };
  }, [value]);
  return (
    <div className="pdf-pages">
      {error !== null && <Message ok={false} text={error} />}
      {failed && <Message ok={false} text="문서를 그리지 못했습니다. PDF로 내보내 여십시오." />}
      {value === null && error === null && <p className="muted">문서를 만드는 중입니다.</p>}
      <div ref={box} />
    </div>
  );
}

/** 미리보기 in a dialog. */
export function PdfDialog({ documentId, title, onClose }: { readonly documentId: string; readonly title: string; readonly onClose: () => void }) {
  return (
    <Dialog wide title={title} onClose={onClose}>
      <div className="pdf-scroll">
        <PdfPages documentId={documentId} />
      </div>
    </Dialog>
  );
}
