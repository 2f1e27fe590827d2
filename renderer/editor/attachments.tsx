/** 붙임 파일: add under a printed name, look at, keep a copy, take out. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { ATTACHMENT_MOST } from '../../shared/policy/guard/file-kind.ts';
import { useAct } from '../api/use-query.ts';
import { koAttachments as words } from '../i18n/ko-attachments.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { AttachmentDialog } from './attachment-dialog.tsx';
import { AttachmentRow } from './attachment-row.tsx';
import { useAttachments } from './use-attachments.ts';

const MOST = `${ATTACHMENT_MOST >> 20}MB`;

/** Adding files one after the other; one that is too large is told and the others go on. */
function useAdding(documentId: string) {
  const { busy, said, run, clear } = useAct();
  const [adding, setAdding] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const add = async (files: FileList | null): Promise<void> => {
    setTooLarge(null);
    for (const file of files ?? []) {
      // A file this large is not even read into memory.
      if (file.size > ATTACHMENT_MOST) setTooLarge(words.tooLarge(file.name, MOST));
      else {
        setAdding(file.name);
        const label = ko.editor.copies(file.name.replace(/\.[^.]+$/, ''));
        await run('attachments.add', { documentId, name: file.name, label, bytes: new Uint8Array(await file.arrayBuffer()) });
      }
    }
    setAdding(null);
  };
  const refusal = tooLarge ?? (said?.ok === false ? said.text : null);
  const hush = (): void => {
    setTooLarge(null);
    clear();
  };
  return { busy, adding, refusal, add, hush, run };
}

function AddFile({ busy, onAdd }: { readonly busy: boolean; readonly onAdd: (files: FileList | null) => void }) {
  return (
    <label className="btn sm file">
      <Icon name="plus" size={14} />
      {ko.editor.addFile}
      <input
        type="file"
        multiple
        className="sr"
        disabled={busy}
        onChange={(event) => {
          onAdd(event.target.files);
        }}
      />
    </label>
  );
}

/** The list and, while drafting, its tools. */
export function Attachments({ view }: { readonly view: DocumentView }) {
  const { documentId } = view;
  const { busy, adding, refusal, add, hush, run } = useAdding(documentId);
  const keeping = useKeeping(view);
  const stateOf = useAttachments(documentId);
  const [shown, setShown] = useState<DocumentView['attachmentList'][number] | null>(null);
  const editable = view.right === 'edit' && !view.frozen;
  return (
    <section className="sec" id="attachments" tabIndex={-1}>
      <h2>
        <Icon name="clip" />
        {ko.editor.attachments} <span className="cnt">{view.attachmentList.length}</span>
        <span className="sp" />
        {editable && <AddFile busy={busy} onAdd={(files) => void add(files)} />}
      </h2>
      {view.attachmentList.length === 0 && <p className="muted">{ko.editor.noAttachments}</p>}
      {editable && <p className="muted cap">{words.limit(MOST)}</p>}
      <ul className="files">
        {view.attachmentList.map((one) => (
          <AttachmentRow
            key={one.sha256}
            one={one}
            state={stateOf(one.sha256)}
            onShow={() => setShown(one)}
            onKeep={() => keeping.keep((save, reason) => save('attachments.save', { documentId, sha256: one.sha256, reason }))}
            onRemove={editable ? () => void run('attachments.remove', { documentId, sha256: one.sha256 }) : null}
          />
        ))}
      </ul>
      {adding !== null && (
        <p className="muted cap" role="status">
          {words.adding(adding)}
        </p>
      )}
      {shown !== null && <AttachmentDialog documentId={documentId} one={shown} onClose={() => setShown(null)} />}
      {keeping.said}
      {refusal !== null && <Message tone="bad" text={refusal} onClose={hush} />}
    </section>
  );
}
