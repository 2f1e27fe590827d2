/** Signing: what exactly is signed, the opinion, and how it will be printed (screens `decide`). */

import { useEffect, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { fullTime } from '../ui/dates.ts';
import { Dialog, Message } from '../ui/dialog.tsx';
import { Strand } from '../ui/strand.tsx';

type Kind = 'none' | 'different' | 'remark';

const KINDS: readonly (readonly [Kind, string, string])[] = [
  ['none', '의견 없음', ''],
  ['different', '다른 의견', "서명란에 '(의견 있음)'이 찍히고, 받는 기관도 봅니다."],
  ['remark', '참고 의견', '문서관리카드에만 남습니다. 문서에는 아무것도 찍히지 않습니다.'],
];

function Signed({ view, kind }: { readonly view: DocumentView; readonly kind: string }) {
  const [whole, setWhole] = useState(false);
  const [now] = useState(() => new Date().toISOString());
  const digest = (view.contentDigest ?? '').toUpperCase().match(/.{4}/g) ?? [];
  return (
    <section className="signed">
      <h3>서명하는 내용</h3>
      <div className="card pad">
        <p className="b">{view.title}</p>
        <dl className="kv">
          <dt>본문</dt>
          <dd>제{view.version}판 · 내용 확정</dd>
          <dt>붙임</dt>
          <dd>{view.attachmentList.length === 0 ? '없음' : view.attachmentList.map((one) => <div key={one.sha256}>{one.label}</div>)}</dd>
          <dt>내 단계</dt>
          <dd>{kind}</dd>
          <dt>자격</dt>
          <dd>본인</dd>
          <dt>시각</dt>
          <dd>{fullTime(now)}</dd>
          <dt>내용 지문</dt>
          <dd>
            {whole ? digest.join(' ') : `${digest.slice(0, 3).join(' ')} … ${digest.at(-1) ?? ''}`}{' '}
            <button type="button" className="btn sm" onClick={() => setWhole(!whole)}>
              {whole ? '줄이기' : '모두 보기'}
            </button>
          </dd>
        </dl>
      </div>
      <p className="muted">서명 뒤에 내용이 한 글자라도 바뀌면 이 서명은 그 내용에 쓰이지 않습니다.</p>
      <div className="card pad">
        <Strand lanes={view.lanes} width={300} height={60} />
      </div>
    </section>
  );
}

function Printed({ view, kind }: { readonly view: DocumentView; readonly kind: Kind }) {
  const row = view.printedLike.find((one) => one.boxes.some((box) => box.mine));
  return (
    <div className="boxes">
      {row?.boxes.map((box, i) => (
        <div key={`${box.position}${i}`} className={box.mine ? 'box mine' : 'box'}>
          <span>
            {box.marks}
            {box.position}
          </span>
          {(box.differs || (box.mine && kind === 'different')) && <span>(의견 있음)</span>}
          {box.lines.map((line) => (
            <span key={line} className="b">
              {line}
            </span>
          ))}
          {box.mine && <span className="b">서명</span>}
          {!box.mine && box.lines.length === 0 && <span>—</span>}
        </div>
      ))}
    </div>
  );
}

/** The dialog. `onClose` gets the sentence of what happened, or null. */
export function DecideDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null) => void }) {
  const [kind, setKind] = useState<Kind>('none');
  const [text, setText] = useState('');
  const { busy, said, run } = useAct();
  const found = view.lanes.flatMap((lane) => lane.stages.flat().map((step) => ({ lane, step }))).find(({ step }) => step.mine);
  const step = found?.step;
  const label = step === undefined ? '서명' : { draft: '기안', review: '검토', concur: '협조', approve: step.delegated ? '전결' : '결재' }[step.kind];
  const sign = async (): Promise<void> => {
    if (step === undefined || busy) return;
    const done = await run('approval.sign', { documentId: view.documentId, stepId: step.id, opinion: { kind, text } });
    if (done !== null) onClose(done.sentence);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.key === 'Enter') void sign();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const kinds = KINDS.filter(([name]) => name !== 'different' || step?.kind === 'review' || step?.kind === 'concur');
  return (
    <Dialog wide title={`${label} 서명`} onClose={() => onClose(null)}>
      <div className="decide">
        <Signed view={view} kind={`${found?.lane.agency.name ?? ''} ${step?.position ?? ''} · ${label}`} />
        <section>
          <h3>의견</h3>
          <div role="radiogroup" aria-label="의견">
            {kinds.map(([name, title, hint]) => (
              <label key={name} className={kind === name ? 'opt on' : 'opt'}>
                <input type="radio" name="opinion" checked={kind === name} onChange={() => setKind(name)} />
                <span>
                  <span className="b">{title}</span>
                  {hint !== '' && <span className="muted block">{hint}</span>}
                </span>
                {kind === name && name !== 'none' && (
                  <textarea
                    className="field"
                    aria-label={`${title} 내용`}
                    rows={3}
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    maxLength={4000}
                  />
                )}
              </label>
            ))}
          </div>
          <h3>문서에 찍히는 모양</h3>
          <Printed view={view} kind={kind} />
          {said !== null && !said.ok && <Message ok={false} text={said.text} />}
        </section>
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={() => onClose(null)}>
          닫기 <kbd>Esc</kbd>
        </button>
        <button type="button" className="btn pri lg" disabled={busy || (kind !== 'none' && text.trim() === '')} onClick={() => void sign()}>
          {busy ? '서명하는 중' : '서명하기'} <kbd>Ctrl ↵</kbd>
        </button>
      </footer>
    </Dialog>
  );
}
