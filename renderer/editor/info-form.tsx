/** 문서정보: what is asked for beside the text. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { FACE_WORDS } from '../../shared/forms/face.ts';
import { FORMS, isUnitLetter } from '../../shared/forms/forms.ts';
import { useClient } from '../api/bridge.ts';
import { useQuery } from '../api/use-query.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { koRecipients } from '../i18n/ko-recipients.ts';
import { ko } from '../i18n/ko.ts';
import { ReadersRow } from '../readers/readers-row.tsx';
import { PartsRow } from '../parts/parts-row.tsx';
import { SharesRow } from '../shares/shares-row.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { FaceRow } from './face-row.tsx';
import { disclosureOf, fieldText, type TextFieldName } from './info-fields.ts';
import { RelatedPapers, relatedWords } from './related-papers.tsx';
import { RecipientsDialog } from './recipients-dialog.tsx';
import { SealRow, sealWords } from './seal-row.tsx';
import { TextRow } from './text-row.tsx';
import { useFieldSaves, type Fields, type FieldSaves } from './use-field-saves.ts';

type Choices = Output<'documents.newDraft'>;

/** Fields that want more than a line. */
const LONG: readonly TextFieldName[] = ['summary', 'recipients'];

function Pick({
  name,
  value,
  options,
  onPick,
}: {
  readonly name: keyof typeof ko.editor.fields;
  readonly value: string;
  readonly options: readonly string[];
  readonly onPick: (value: string) => void;
}) {
  const all = options.includes(value) ? options : [value, ...options];
  return (
    <div className="info-row">
      <label htmlFor={`info-${name}`}>{ko.editor.fields[name]}</label>
      <select id={`info-${name}`} className="field" value={value} onChange={(event) => onPick(event.target.value)}>
        {all.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  );
}

function DisclosureRow({ view, saves }: { readonly view: DocumentView; readonly saves: FieldSaves }) {
  const onSave = (fields: Fields): void => void saves.save(fields);
  const now = disclosureOf(view.fields.disclosure);
  const set = (kind: typeof now.kind, grounds: number[]): void =>
    onSave({ disclosure: { kind, grounds: kind === '공개' ? [] : grounds }, ...(kind === '공개' ? { disclosureReason: '' } : {}) });
  return (
    <>
      <Pick name="disclosure" value={now.kind} options={['공개', '부분공개', '비공개']} onPick={(kind) => set(kind as typeof now.kind, now.grounds)} />
      {now.kind !== '공개' && (
        <fieldset className="grounds">
          <legend className="cap muted">{ko.editor.grounds}</legend>
          {[1, 2, 3, 4, 5, 6, 7, 8].map((n) => (
            <label key={n}>
              <input
                type="checkbox"
                checked={now.grounds.includes(n)}
                onChange={() => set(now.kind, now.grounds.includes(n) ? now.grounds.filter((one) => one !== n) : [...now.grounds, n].toSorted((a, b) => a - b))}
              />
              {ko.editor.groundOf(n)}
            </label>
          ))}
        </fieldset>
      )}
      {now.kind !== '공개' && <TextRow name="disclosureReason" rows={1} view={view} save={saves.save} />}
    </>
  );
}

function Form({ view, choices, saves }: { readonly view: DocumentView; readonly choices: Choices | null; readonly saves: FieldSaves }) {
  const [choosing, setChoosing] = useState(false);
  const [nothing, setNothing] = useState(false);
  const client = useClient();
  const save = (fields: Fields): void => void saves.save(fields);
  const propose = async (name: 'summary' | 'keywords'): Promise<void> => {
    const answer = await client.call('documents.propose', { documentId: view.documentId });
    const found = answer.ok ? answer.value[name] : '';
    setNothing(found.length === 0);
    if (found.length > 0) save({ [name]: found });
  };
  const posts = [...new Set(view.lanes.filter((lane) => lane.role === 'lead').flatMap((lane) => lane.stages.flat().map((step) => step.position)))];
  const { fields } = view;
  return (
    <>
      {FORMS[fields.form].asked.map((name) => (
        <div key={name}>
          <TextRow name={name} rows={LONG.includes(name) ? 3 : 1} view={view} save={saves.save} />
          {(name === 'summary' || name === 'keywords') && fields[name].length === 0 && (
            <button type="button" className="btn sm" onClick={() => void propose(name)}>
              {koForms.propose[name]}
            </button>
          )}
          {name === 'recipients' && (
            <button type="button" className="btn sm" onClick={() => setChoosing(true)}>
              <Icon name="find" size={14} />
              {koRecipients.open}
            </button>
          )}
        </div>
      ))}
      {nothing && <Message tone="warn" text={koForms.proposeNothing} onClose={() => setNothing(false)} />}
      {choosing && <RecipientsDialog view={view} onClose={() => setChoosing(false)} />}
      <Pick
        name="recordFile"
        value={fields.recordFile}
        options={choices?.recordFiles.map((one) => one.name) ?? []}
        onPick={(recordFile) => save({ recordFile })}
      />
      <div className="info-pair">
        <Pick name="originator" value={fields.originator} options={posts} onPick={(originator) => save({ originator })} />
        <Pick name="reporter" value={fields.reporter} options={posts} onPick={(reporter) => save({ reporter })} />
      </div>
      <DisclosureRow view={view} saves={saves} />
      <SealRow fields={fields} onSave={save} />
      <FaceRow face={fields.face} onSave={save} />
      <RelatedPapers view={view} save={saves.save} />
      {!isUnitLetter(fields.form) && (
        <fieldset className="works">
          <legend>{ko.editor.fields.work}</legend>
          {choices?.works.map((one) => (
            <label key={one.work} className="check-label">
              <input
                type="checkbox"
                checked={fields.work.includes(one.work)}
                onChange={() => save({ work: fields.work.includes(one.work) ? fields.work.filter((work) => work !== one.work) : [...fields.work, one.work] })}
              />
              <span>
                {one.work} <span className="muted cap">{ko.editor.decides(one.approver)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

function Reading({ view }: { readonly view: DocumentView }) {
  const { fields } = view;
  const words = ko.editor.fields;
  const seal = sealWords(fields);
  const rows = [
    ...FORMS[fields.form].asked.map((name) => [words[name], fieldText(fields, name).replaceAll('\n', ', ')] as const),
    [words.recordFile, [fields.recordFile, fields.retention].filter((one) => one !== '').join(' · ')],
    [words.disclosure, [fields.disclosure, fields.disclosureReason].filter((one) => one !== '').join(' · ')],
    ...(seal === null ? [] : [[koForms.seal.label, seal] as const]),
    [koForms.face.label, FACE_WORDS[fields.face]],
    [words.related, fields.related.map(relatedWords).join(', ')],
    ...(isUnitLetter(fields.form) ? [] : [[words.work, fields.work.join(', ')] as const]),
  ] as const;
  return (
    <dl className="kv">
      {rows.map(([label, text]) => (
        <div key={label} className="kv-row">
          <dt>{label}</dt>
          <dd>{text === '' ? ko.document.card.none : text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The form while drafting, the facts afterwards. */
export function InfoForm({ view }: { readonly view: DocumentView }) {
  const editable = view.right === 'edit' && !view.frozen;
  const saves = useFieldSaves(view.documentId);
  const own = view.myAgency === view.lead.code;
  const { value } = useQuery('documents.newDraft', editable && own ? { documentId: view.documentId } : null);
  return (
    <section className="sec">
      <h2>
        <Icon name="list" />
        {ko.editor.info}
      </h2>
      {editable && own ? <Form view={view} choices={value} saves={saves} /> : <Reading view={view} />}
      <SharesRow view={view} />
      <PartsRow view={view} />
      <ReadersRow view={view} />
      {saves.refusal !== null && <Message tone="bad" text={saves.refusal} onClose={saves.clear} />}
    </section>
  );
}
