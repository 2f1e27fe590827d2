/** 붙임 파일: add under a printed name, keep a copy, take out. */

import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useClient } from '../api/bridge.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

/** `312 KB`, `3.2 MB`. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Files on their way, by digest: the share that has come, in percent. */
function useProgress(): ReadonlyMap<string, number> {
  const client = useClient();
  const [shares, setShares] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(
    () =>
      client.on('attachments.progress', ({ sha256, done, total }) =>
        setShares((before) => {
          const next = new Map(before);
          if (done >= total) next.delete(sha256);
          else next.set(sha256, Math.floor((done / total) * 100));
          return next;
        }),
      ),
    [client],
  );
  return shares;
}

/** The list and, while drafting, its tools. */
export function Attachments({ view }: { readonly view: DocumentView }) {
  const { busy, said, run, clear } = useAct();
  const keeping = useKeeping(view);
  const shares = useProgress();
  const editable = view.right === 'edit' && !view.frozen;
  const { documentId } = view;
  const add = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) {
      const label = ko.editor.copies(file.name.replace(/\.[^.]+$/, ''));
      await run('attachments.add', { documentId, name: file.name, label, bytes: new Uint8Array(await file.arrayBuffer()) });
    }
  };
  return (
    <section className="sec" id="attachments" tabIndex={-1}>
      <h2>
        <Icon name="clip" />
        {ko.editor.attachments} <span className="cnt">{view.attachmentList.length}</span>
        <span className="sp" />
        {editable && (
          <label className="btn sm file">
            <Icon name="plus" size={14} />
            {ko.editor.addFile}
            <input
              type="file"
              multiple
              className="sr"
              disabled={busy}
              onChange={(event) => {
                void add(event.target.files);
              }}
            />
          </label>
        )}
      </h2>
      {view.attachmentList.length === 0 && <p className="muted">{ko.editor.noAttachments}</p>}
      <ul className="files">
        {view.attachmentList.map((one) => (
          <li key={one.sha256}>
            <div className="ell">
              <span className="ell line">{one.label}</span>
              <span className="muted cap ell line">
                {one.name} · {sizeWords(one.size)}
                {shares.has(one.sha256) && ` · ${ko.editor.onItsWay(shares.get(one.sha256) ?? 0)}`}
              </span>
            </div>
            <button
              type="button"
              className="btn quiet icon"
              aria-label={ko.editor.keepFile(one.label)}
              title={ko.editor.keepFile(one.label)}
              onClick={() => keeping.keep((save, reason) => save('attachments.save', { documentId, sha256: one.sha256, reason }))}
            >
              <Icon name="save" />
            </button>
            {editable && (
              <button
                type="button"
                className="btn quiet icon"
                aria-label={ko.editor.removeFile(one.label)}
                title={ko.editor.removeFile(one.label)}
                onClick={() => void run('attachments.remove', { documentId, sha256: one.sha256 })}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {keeping.said}
      {said?.ok === false && <Message tone="bad" text={said.text} onClose={clear} />}
    </section>
  );
}
