/** 서식: one of the forms, or a template that brings its form and its first text. */

import { FORM_IDS, type FormId } from '../../shared/collab/content.ts';
import { FORMS } from '../../shared/forms/forms.ts';
import { useQuery } from '../api/use-query.ts';
import { koForms } from '../i18n/ko-forms.ts';

/** What is chosen: a form, and a template of that form or none. */
export interface FormChoice {
  readonly form: FormId;
  readonly template: string | null;
}

interface Choosing {
  readonly chosen: FormChoice;
  readonly onChoose: (choice: FormChoice) => void;
}

function ChooseTemplate({ chosen, onChoose, onTitle }: Choosing & { readonly onTitle: (title: string) => void }) {
  const { value } = useQuery('templates.list', {}, 'directory');
  const templates = value?.templates ?? [];
  const template = templates.find(({ id }) => id === chosen.template);
  const choose = (id: string): void => {
    const found = templates.find((one) => one.id === id);
    onChoose(found === undefined ? { ...chosen, template: null } : { form: found.form, template: found.id });
    if (found !== undefined) onTitle(found.title);
  };
  return (
    <div className="choose-template">
      <label htmlFor="new-template">{koForms.template}</label>
      <select id="new-template" className="field" value={chosen.template ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{koForms.noTemplate}</option>
        {templates.map(({ id, name, own }) => (
          <option key={id} value={id}>
            {own ? koForms.ownTemplate(name) : name}
          </option>
        ))}
      </select>
      {template !== undefined && <p className="muted cap">{template.use}</p>}
    </div>
  );
}

/** The field. `onTitle` is told the title a template proposes. */
export function ChooseForm({ chosen, onChoose, onTitle }: Choosing & { readonly onTitle: (title: string) => void }) {
  return (
    <fieldset className="choices">
      <legend>{koForms.choose}</legend>
      {FORM_IDS.map((id) => (
        <label key={id} className={id === chosen.form ? 'choice on' : 'choice'}>
          <input type="radio" name="form" checked={id === chosen.form} onChange={() => onChoose({ form: id, template: null })} />
          <b>{FORMS[id].name}</b>
          <span className="muted cap">
            {FORMS[id].use} · {FORMS[id].source}
          </span>
        </label>
      ))}
      <ChooseTemplate chosen={chosen} onChoose={onChoose} onTitle={onTitle} />
    </fieldset>
  );
}
