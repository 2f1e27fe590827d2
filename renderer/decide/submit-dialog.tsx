/** 결재 올림: says what is fixed and signed, and why it waits when the server is away. */

import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Dialog, Message } from '../ui/dialog.tsx';
import { Strand } from '../ui/strand.tsx';

/** The dialog. */
export function SubmitDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null) => void }) {
  const { busy, said, run } = useAct();
  const submit = async (): Promise<void> => {
    const done = await run('approval.submit', { documentId: view.documentId });
    if (done !== null) onClose(done.sentence);
  };
  return (
    <Dialog title="결재 올림" onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="b">{view.title}</p>
        <p className="subtle">지금 내용과 붙임 {view.attachmentList.length}건을 확정하고 기안자로 서명합니다. 확정한 뒤에는 누구도 글을 고칠 수 없습니다.</p>
        <Strand lanes={view.lanes} width={420} height={120} labels />
        {said !== null && !said.ok && <Message ok={false} text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={() => onClose(null)}>
          닫기
        </button>
        <button type="button" className="btn pri" disabled={busy} onClick={() => void submit()}>
          {busy ? '올리는 중' : '확정하고 올리기'}
        </button>
      </footer>
    </Dialog>
  );
}
