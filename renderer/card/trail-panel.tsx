/** 처리 이력: every record, and a full check on this machine with `V`. */

import { useEffect, useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { Agency } from '../ui/agency.tsx';
import { clockTime, shortTime } from '../ui/dates.ts';
import { Message } from '../ui/dialog.tsx';

/** The panel. */
export function TrailPanel({ view }: { readonly view: DocumentView }) {
  const { value } = useQuery('trail.get', { documentId: view.documentId }, view.documentId);
  const [result, setResult] = useState<Output<'trail.verify'> | null>(null);
  const { busy, said, run } = useAct();
  const verify = async (): Promise<void> => {
    const done = await run('trail.verify', { documentId: view.documentId });
    if (done !== null) setResult(done);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, dialog, [contenteditable=true]') !== null;
      if (!typing && event.code === 'KeyV' && view.frozen) void verify();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const lines = (value?.lines ?? []).toReversed();
  return (
    <aside className="panel trail" aria-label="처리 이력">
      <section className="sec">
        {result === null ? (
          <p className="subtle">받은 기록 {value?.lines.length ?? 0}건은 서명과 이어짐을 확인하고 이 기기에 두었습니다.</p>
        ) : (
          <div className={result.verdict === 'valid' ? 'note ok' : 'note bad'} role="status">
            <span aria-hidden="true">{result.verdict === 'valid' ? '✓' : '!'}</span>
            <div>
              <strong>{result.verdict === 'valid' ? '기록이 모두 확인됨' : '맞지 않는 기록이 있음'}</strong>
              <ul>
                {result.checks.map((check) => (
                  <li key={`${check.code}${check.title}`} className="cap">
                    {check.state === 'fault' ? '✗' : '✓'} {check.title} · {check.detail}
                  </li>
                ))}
              </ul>
              <span className="cap">{clockTime(result.at)} 이 기기에서 확인</span>
            </div>
          </div>
        )}
        {view.frozen && (
          <button type="button" className="btn" disabled={busy} onClick={() => void verify()}>
            {busy ? '확인하는 중' : '다시 확인'} <kbd>V</kbd>
          </button>
        )}
        {said !== null && !said.ok && <Message ok={false} text={said.text} />}
      </section>
      <section className="sec">
        <h3>
          처리 이력 <span className="cnt">{lines.length}</span>
        </h3>
        <ol className="feed-list">
          {lines.map((line) => (
            <li key={line.seq}>
              <time>{shortTime(line.at)}</time>
              {line.agency === null ? <span /> : <Agency agency={line.agency} />}
              <div>
                <span className="m">{line.what}</span> <span className="subtle">{line.who}</span>
                {line.detail !== '' && <span className="muted block">{line.detail}</span>}
              </div>
              <span className="mark signed" aria-label={line.verified === 'ok' ? '확인됨' : '확인 못함'}>
                ✓
              </span>
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
}
