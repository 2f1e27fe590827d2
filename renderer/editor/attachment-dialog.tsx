/** A PDF, a picture or plain text among the 붙임 파일, shown inside the program; the form's own PDF is shown by `../card/pdf-pages.tsx`. */

import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { drawPdf } from '../card/pdf-pages.tsx';
import { koAttachments as words } from '../i18n/ko-attachments.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

function Pdf({ bytes }: { readonly bytes: Uint8Array }) {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'busy' | 'drawn' | 'failed'>('busy');
  useEffect(() => {
    const into = box.current;
    if (into === null) return undefined;
    let live = true;
    into.replaceChildren();
    drawPdf(bytes, into, () => live, words.page)
      .then(() => live && setState('drawn'))
      .catch(() => live && setState('failed'));
    return () => {
      live = false;
    };
  }, [bytes]);
  return (
    <div className="pdf-pages">
      {state === 'busy' && <p className="muted">{words.opening}</p>}
      {state === 'failed' && <Message tone="bad" text={words.failed} />}
      <div ref={box} />
    </div>
  );
}

function Picture({ bytes, kind, name }: { readonly bytes: Uint8Array; readonly kind: 'png' | 'jpeg'; readonly name: string }) {
  const picture = useRef<HTMLImageElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: `image/${kind}` }));
    if (picture.current !== null) picture.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [bytes, kind]);
  if (failed) return <Message tone="bad" text={words.failed} />;
  return <img ref={picture} className="file-picture" alt={name} onError={() => setFailed(true)} />;
}

/** More letters than this are not laid out at once. */
const MOST_LETTERS = 200_000;

/** Text of bytes: UTF-8, else the Korean encoding of older files. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('euc-kr').decode(bytes);
  }
}

function Text({ bytes }: { readonly bytes: Uint8Array }) {
  const text = textOf(bytes).trim();
  return (
    <>
      {text.length > MOST_LETTERS && <Message tone="warn" text={words.cut(MOST_LETTERS)} />}
      <pre className="file-text">{text.slice(0, MOST_LETTERS)}</pre>
    </>
  );
}

/** The dialog. */
export function AttachmentDialog({
  documentId,
  one,
  onClose,
}: {
  readonly documentId: string;
  readonly one: DocumentView['attachmentList'][number];
  readonly onClose: () => void;
}) {
  const { value, error } = useQuery('attachments.read', { documentId, sha256: one.sha256 });
  return (
    <Dialog wide title={words.title} sub={<p className="subtle">{one.label}</p>} onClose={onClose}>
      <ScrollArea className="pdf-scroll" label={one.label}>
        {error !== null && <Message tone="bad" text={error} />}
        {value === null && error === null && <p className="muted">{words.opening}</p>}
        {value !== null &&
          (value.kind === 'pdf' ? (
            <Pdf bytes={value.bytes} />
          ) : value.kind === 'text' ? (
            <Text bytes={value.bytes} />
          ) : (
            <Picture bytes={value.bytes} kind={value.kind} name={one.label} />
          ))}
      </ScrollArea>
    </Dialog>
  );
}
