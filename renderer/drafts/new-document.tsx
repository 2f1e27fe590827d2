/** A new document: from nothing, or from a Markdown file with its attachments. */

import { TITLE_MOST } from '../../shared/collab/content.ts';
import { FullNote } from '../ui/words.tsx';
import { useState, type FormEvent } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { ProfileView } from '../../shared/api/views.ts';
import { isUnitLetter } from '../../shared/forms/forms.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ChooseForm, type FormChoice } from './choose-form.tsx';
import { ImportCard } from './import-card.tsx';

type Choices = Output<'documents.newDraft'>;

function toggled(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

function Choose({
  legend,
  note,
  options,
  chosen,
  onToggle,
}: {
  readonly legend: string;
  readonly note: string;
  readonly options: readonly { readonly id: string; readonly name: string; readonly more: string }[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
}) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <p className="muted cap">{note}</p>
      {options.map((option) => (
        <label key={option.id} className={chosen.includes(option.id) ? 'choice on' : 'choice'}>
          <input type="checkbox" checked={chosen.includes(option.id)} onChange={() => onToggle(option.id)} />
          <b>{option.name}</b>
          <span className="muted cap">{option.more}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** From which of the own posts it is drafted: the signature, the 처리과 and ★·⊙ follow. */
function Posts({ posts, chosen, onChoose }: { readonly posts: Choices['posts']; readonly chosen: number; readonly onChoose: (at: number) => void }) {
  return (
    <fieldset className="choices">
      <legend>{ko.editor.post}</legend>
      <p className="muted cap">{ko.editor.postNote}</p>
      {posts.map(({ name, kind, unit, position }, at) => (
        <label key={`${unit}${position}`} className={at === chosen ? 'choice on' : 'choice'}>
          <input type="radio" name="post" checked={at === chosen} onChange={() => onChoose(at)} />
          <b>{name}</b>
          <span className="muted cap">{kind === 'concurrent' ? ko.acts.standing.concurrent : ko.editor.ownPost}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Partner agencies and units of work; a 부서 간 협조문 has neither. */
function letterless(form: FormChoice['form'], partners: readonly string[], work: readonly string[]): { partners: string[]; work: string[] } {
  return isUnitLetter(form) ? { partners: [], work: [] } : { partners: [...partners], work: [...work] };
}

/** The form of an empty document. */
function CreateCard({ choices, onCreated }: { readonly choices: Choices | null; readonly onCreated: (documentId: string, title: string) => void }) {
  const [form, setForm] = useState<FormChoice>({ form: 'official', template: null });
  const [title, setTitle] = useState('');
  const [partners, setPartners] = useState<readonly string[]>([]);
  const [file, setFile] = useState<string | null>(null);
  const [work, setWork] = useState<readonly string[]>([]);
  const { busy, said, run } = useAct();
  const [chosen, setChosen] = useState(0);
  const posts = choices?.posts ?? [];
  const post = posts[chosen];
  const files = (choices?.recordFiles ?? []).filter(({ unit }) => post === undefined || unit === post.unit);
  const recordFile = files.find(({ name }) => name === file)?.name ?? files[0]?.name ?? '';
  const from = post === undefined ? {} : { post: { unit: post.unit, position: post.position } };
  const why = choices !== null && posts.length === 0 ? ko.editor.unitOnly : title.trim() === '' ? ko.editor.titleFirst : null;
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (why !== null) return;
    const made = await run('documents.create', { ...form, title: title.trim(), ...letterless(form.form, partners, work), recordFile, ...from });
    if (made !== null) onCreated(made.documentId, title.trim());
  };
  return (
    <form className="card pad form" onSubmit={(event) => void create(event)}>
      <ChooseForm chosen={form} onChoose={setForm} onTitle={(proposed) => title.trim() === '' && setTitle(proposed)} />
      <label htmlFor="new-title">{ko.editor.titleField}</label>
      <input
        id="new-title"
        className="field big"
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        maxLength={TITLE_MOST}
        placeholder={ko.editor.titleHint}
      />
      <FullNote text={title} most={TITLE_MOST} />
      {posts.length > 1 && <Posts posts={posts} chosen={chosen} onChoose={setChosen} />}
      <label htmlFor="new-file">{ko.editor.recordFile}</label>
      {choices !== null && posts.length > 0 && files.length === 0 && <p className="muted">{ko.editor.noRecordFile}</p>}
      <select id="new-file" className="field" value={recordFile} onChange={(event) => setFile(event.target.value)}>
        {files.map((one) => (
          <option key={one.name} value={one.name}>
            {one.name} · {one.work} · {one.retention}
          </option>
        ))}
      </select>
      {!isUnitLetter(form.form) && (
        <Choose
          legend={ko.editor.works}
          note={ko.editor.worksNote}
          options={choices?.works.map((one) => ({ id: one.work, name: one.work, more: `${ko.editor.decides(one.approver)} · ${one.article}` })) ?? []}
          chosen={work}
          onToggle={(id) => setWork(toggled(work, id))}
        />
      )}
      {!isUnitLetter(form.form) && (
        <Choose
          legend={ko.editor.partners}
          note={ko.editor.partnersNote}
          options={choices?.agencies.map((one) => ({ id: one.code, name: one.name, more: one.units[0]?.name ?? '' })) ?? []}
          chosen={partners}
          onToggle={(id) => setPartners(toggled(partners, id))}
        />
      )}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
      <div className="row">
        <span className="sp" />
        {why !== null && <span className="muted">{why}</span>}
        <button type="submit" className="btn pri lg" aria-disabled={busy || why !== null} aria-busy={busy}>
          {busy ? ko.editor.starting : ko.editor.start}
        </button>
      </div>
    </form>
  );
}

/** The screen 새 문서. */
export function NewDocument({ profile, onCreated }: { readonly profile: ProfileView; readonly onCreated: (documentId: string, title: string) => void }) {
  const { value, error } = useQuery('documents.newDraft', {});
  return (
    <div className="page" data-area>
      <header>
        <h1>{ko.editor.newTitle}</h1>
        <p className="muted">
          {profile.agency.name} {profile.unit}
        </p>
      </header>
      {error !== null && <Message tone="bad" text={error} />}
      <div className="new-cards">
        <CreateCard choices={value} onCreated={onCreated} />
        <ImportCard onCreated={(documentId) => onCreated(documentId, ko.editor.newTitle)} />
      </div>
    </div>
  );
}
