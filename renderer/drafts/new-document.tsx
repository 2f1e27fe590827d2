/** A new document: from nothing, or from a Markdown file with its attachments. */

import { useState, type FormEvent } from 'react';
import type { ProfileView } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { Message } from '../ui/dialog.tsx';

async function readFiles(files: FileList | null): Promise<{ name: string; bytes: Uint8Array }[]> {
  return Promise.all([...(files ?? [])].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

function Import({ onCreated }: { readonly onCreated: (documentId: string) => void }) {
  const { busy, said, run } = useAct();
  const bring = async (files: FileList | null): Promise<void> => {
    const read = await readFiles(files);
    const source = read.find((file) => file.name.endsWith('.md') && new TextDecoder().decode(file.bytes.subarray(0, 4)).startsWith('---'));
    const markdown = source === undefined ? '' : new TextDecoder().decode(source.bytes);
    const made = await run('documents.import', { markdown, attachments: read.filter((file) => file !== source) });
    if (made !== null) onCreated(made.documentId);
  };
  return (
    <section className="card pad">
      <h2>Markdown 파일에서 가져오기</h2>
      <p className="subtle">머리말이 있는 .md 파일과 붙임 파일을 한꺼번에 고르십시오.</p>
      <input type="file" multiple aria-label="가져올 파일" disabled={busy} onChange={(event) => void bring(event.target.files)} />
      {said !== null && !said.ok && <Message ok={false} text={said.text} />}
    </section>
  );
}

/** The screen 새 문서. */
export function NewDocument({ profile, onCreated }: { readonly profile: ProfileView; readonly onCreated: (documentId: string) => void }) {
  const { value } = useQuery('documents.newDraft', {});
  const [title, setTitle] = useState('');
  const [partners, setPartners] = useState<readonly string[]>([]);
  const [recordFile, setRecordFile] = useState('');
  const [work, setWork] = useState<readonly string[]>([]);
  const { busy, said, run } = useAct();
  const toggle = (list: readonly string[], one: string): readonly string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await run('documents.create', {
      title,
      partners: [...partners],
      recordFile: recordFile === '' ? (value?.recordFiles[0]?.name ?? '') : recordFile,
      work: [...work],
    });
    if (made !== null) onCreated(made.documentId);
  };
  return (
    <div className="page">
      <h1>새 문서</h1>
      <p className="muted">
        {profile.agency.name} {profile.unit} · 일반기안문(별지 제1호서식)
      </p>
      <form className="card pad form" onSubmit={(event) => void create(event)}>
        <label htmlFor="title">제목</label>
        <input id="title" className="field" value={title} onChange={(event) => setTitle(event.target.value)} maxLength={300} />
        <label htmlFor="file">기록물철</label>
        <select id="file" className="field" value={recordFile} onChange={(event) => setRecordFile(event.target.value)}>
          {value?.recordFiles.map((file) => (
            <option key={file.name} value={file.name}>
              {file.name} · {file.retention}
            </option>
          ))}
        </select>
        <fieldset>
          <legend>관계기관(공동기안)</legend>
          {value?.agencies.map((agency) => (
            <label key={agency.code} className="check-label">
              <input type="checkbox" checked={partners.includes(agency.code)} onChange={() => setPartners(toggle(partners, agency.code))} />
              {agency.name} <span className="muted">{agency.units[0]?.name}</span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>단위업무(전결 근거)</legend>
          {value?.works.map((one) => (
            <label key={one.work} className="check-label">
              <input type="checkbox" checked={work.includes(one.work)} onChange={() => setWork(toggle(work, one.work))} />
              {one.work}{' '}
              <span className="muted">
                {one.approver} 전결 · {one.article}
              </span>
            </label>
          ))}
        </fieldset>
        {said !== null && !said.ok && <Message ok={false} text={said.text} />}
        <div className="row">
          <span className="sp" />
          <button type="submit" className="btn pri" disabled={busy || title.trim() === ''}>
            기안 시작
          </button>
        </div>
      </form>
      <Import onCreated={onCreated} />
    </div>
  );
}
