/** 시행일 · 관인 · 발송, each only when it is this person's turn. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Message } from '../ui/dialog.tsx';

function today(): string {
  return new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** The next act of sealing and issue, or nothing. */
export function SealFlow({ view, onChanged }: { readonly view: DocumentView; readonly onChanged: () => void }) {
  const { busy, said, run, clear } = useAct();
  const [enforcedOn, setEnforcedOn] = useState(today);
  const act = async (name: 'issue.seal' | 'issue.send'): Promise<void> => {
    if ((await run(name, { documentId: view.documentId })) !== null) onChanged();
  };
  const fix = async (): Promise<void> => {
    if ((await run('issue.fixBase', { documentId: view.documentId, enforcedOn })) !== null) onChanged();
  };
  const may = (name: DocumentView['acts'][number]): boolean => view.acts.includes(name);
  if (!may('fixBase') && !may('seal') && !may('issue') && said === null) return null;
  return (
    <section className="card pad">
      <h3>관인·발송</h3>
      {may('fixBase') && (
        <div className="row gap">
          <label htmlFor="enforced">시행일</label>
          <input id="enforced" type="date" className="field" value={enforcedOn} onChange={(event) => setEnforcedOn(event.target.value)} />
          <button type="button" className="btn pri" disabled={busy} onClick={() => void fix()}>
            시행일 정하기
          </button>
        </div>
      )}
      {may('seal') && (
        <div className="row gap">
          <span className="subtle">문서를 다시 만들어 견준 뒤 관인을 찍습니다.</span>
          <button type="button" className="btn pri" disabled={busy} onClick={() => void act('issue.seal')}>
            {busy ? '날인하는 중' : '관인 날인'}
          </button>
        </div>
      )}
      {may('issue') && (
        <div className="row gap">
          <span className="subtle">모든 기관의 날인이 끝났습니다.</span>
          <button type="button" className="btn pri" disabled={busy} onClick={() => void act('issue.send')}>
            발송
          </button>
        </div>
      )}
      {said !== null && <Message ok={said.ok} text={said.text} onClose={clear} />}
    </section>
  );
}
