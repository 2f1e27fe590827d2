/** 반려 and 회수: a reason is asked for, and what happens is told before. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Dialog, Message } from '../ui/dialog.tsx';

const WORDS = {
  return: { title: '반려', what: '이 판의 결재가 모두 멈추고 기안자에게 돌아갑니다. 지금까지의 서명과 의견은 기록에 남습니다.', button: '반려하기' },
  withdraw: { title: '회수', what: '결재를 멈추고 문서를 되가져옵니다. 다음 사람이 열기 전에만 할 수 있습니다.', button: '회수하기' },
} as const;

/** The dialog. */
export function ReasonDialog({
  kind,
  view,
  onClose,
}: {
  readonly kind: 'return' | 'withdraw';
  readonly view: DocumentView;
  readonly onClose: (said: string | null) => void;
}) {
  const [reason, setReason] = useState('');
  const { busy, said, run } = useAct();
  const words = WORDS[kind];
  const act = async (): Promise<void> => {
    const step = view.lanes.flatMap((lane) => lane.stages.flat()).find((one) => one.mine);
    const done =
      kind === 'return'
        ? await run('approval.return', { documentId: view.documentId, stepId: step?.id ?? '', reason })
        : await run('approval.withdraw', { documentId: view.documentId, reason });
    if (done !== null) onClose(done.sentence);
  };
  return (
    <Dialog title={words.title} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p>{view.title}</p>
        <p className="subtle">{words.what}</p>
        <label htmlFor="reason">사유</label>
        <textarea id="reason" className="field" rows={4} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={4000} autoFocus />
        {said !== null && !said.ok && <Message ok={false} text={said.text} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={() => onClose(null)}>
          닫기
        </button>
        <button type="button" className="btn bad" disabled={busy || reason.trim() === ''} onClick={() => void act()}>
          {words.button}
        </button>
      </footer>
    </Dialog>
  );
}
