/** 붙임 파일: add under a printed name, keep a copy, take out. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Message } from '../ui/dialog.tsx';

/** The list and, while drafting, its tools. */
export function Attachments({ view }: { readonly view: DocumentView }) {
  const { busy, said, run } = useAct();
  const [kept, setKept] = useState<string | null>(null);
  const editable = view.right === 'edit' && !view.frozen;
  const add = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) {
      const label = `${file.name.replace(/\.[^.]+$/, '')} 1부.`;
      await run('attachments.add', { documentId: view.documentId, name: file.name, label, bytes: new Uint8Array(await file.arrayBuffer()) });
    }
  };
  const save = async (sha256: string): Promise<void> => {
    const saved = await run('attachments.save', { documentId: view.documentId, sha256 });
    if (saved?.path != null) setKept(saved.path);
  };
  return (
    <section className="sec">
      <h3>
        붙임 파일 <span className="cnt">{view.attachmentList.length}</span>
      </h3>
      <ul>
        {view.attachmentList.map((one) => (
          <li key={one.sha256} className="row gap">
            <span className="ell">{one.label}</span>
            <span className="muted nw">{Math.ceil(one.size / 1024)} KB</span>
            <span className="sp" />
            <button type="button" className="btn sm" disabled={busy} onClick={() => void save(one.sha256)}>
              내려받기
            </button>
            {editable && (
              <button
                type="button"
                className="btn sm bad"
                disabled={busy}
                onClick={() => void run('attachments.remove', { documentId: view.documentId, sha256: one.sha256 })}
              >
                빼기
              </button>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <label className="btn file">
          파일 넣기
          <input type="file" multiple className="sr" onChange={(event) => void add(event.target.files)} />
        </label>
      )}
      {kept !== null && <Message ok text={`저장한 곳: ${kept}`} onClose={() => setKept(null)} />}
      {said !== null && !said.ok && <Message ok={false} text={said.text} />}
    </section>
  );
}
