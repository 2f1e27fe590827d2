/** 올리기 전 확인 and 문서정보 beside the sheet. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { Checks } from '../route/checks.tsx';
import { Message } from '../ui/dialog.tsx';
import { Attachments } from './attachments.tsx';

const FIELDS = [
  ['summary', '문서요지', true],
  ['keywords', '키워드(쉼표로 나눔)', false],
  ['recipients', '수신(한 줄에 한 곳)', true],
  ['originator', '발의자 ★ 직위', false],
  ['reporter', '보고자 ⊙ 직위', false],
] as const;
type Name = (typeof FIELDS)[number][0];

function textOf(view: DocumentView, name: Name): string {
  const value = view.fields[name];
  return typeof value === 'string' ? value : value.join(name === 'recipients' ? '\n' : ', ');
}

function Info({ view }: { readonly view: DocumentView }) {
  const [draft, setDraft] = useState<Partial<Record<Name, string>>>({});
  const { said, run } = useAct();
  const editable = view.right === 'edit' && !view.frozen;
  const save = (name: Name): void => {
    const text = draft[name];
    if (text === undefined) return;
    const list = text
      .split(name === 'recipients' ? '\n' : ',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    void run('documents.setFields', { documentId: view.documentId, fields: { [name]: name === 'keywords' || name === 'recipients' ? list : text.trim() } });
  };
  return (
    <section className="sec">
      <h3>문서정보</h3>
      {FIELDS.map(([name, label, tall]) => (
        <div key={name} className="info-row">
          <label htmlFor={`info-${name}`}>{label}</label>
          {tall ? (
            <textarea
              id={`info-${name}`}
              className="field"
              rows={3}
              readOnly={!editable}
              value={draft[name] ?? textOf(view, name)}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              onBlur={() => save(name)}
            />
          ) : (
            <input
              id={`info-${name}`}
              className="field"
              readOnly={!editable}
              value={draft[name] ?? textOf(view, name)}
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              onBlur={() => save(name)}
            />
          )}
        </div>
      ))}
      <dl className="kv">
        <dt>공개 구분</dt>
        <dd>{view.fields.disclosure}</dd>
        <dt>기록물철</dt>
        <dd>
          {view.fields.recordFile}
          {view.fields.retention === '' ? '' : ` · ${view.fields.retention}`}
        </dd>
        <dt>단위업무</dt>
        <dd>{view.fields.work.join(', ')}</dd>
      </dl>
      {said !== null && !said.ok && <Message ok={false} text={said.text} />}
    </section>
  );
}

/** The panel. */
export function SidePanel({ view }: { readonly view: DocumentView }) {
  const done = view.checks.filter((check) => check.state === 'ok').length;
  return (
    <aside className="panel" aria-label="문서 확인">
      {view.checks.length > 0 && (
        <section className="sec">
          <h3>
            올리기 전 확인 <span className="sp" />
            <span className="num">
              {done} / {view.checks.length}
            </span>
          </h3>
          <div className="meter">
            <i style={{ width: `${(done / view.checks.length) * 100}%` }} />
          </div>
          <Checks checks={view.checks} />
        </section>
      )}
      <Attachments view={view} />
      <Info view={view} />
    </aside>
  );
}
