/** A field of 문서정보 written as text: kept at every pause and when it is left; what could not be kept stays in its box. */

import { useEffect, useRef, useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { koForms } from '../i18n/ko-forms.ts';
import { ko } from '../i18n/ko.ts';
import { fieldText, fieldValue, type TextFieldName } from './info-fields.ts';
import type { FieldSaves } from './use-field-saves.ts';

const PAUSE_MS = 500;

/** Typed text that the document may not have yet. `kept` holds the document's text at the moment it was kept. */
interface Typed {
  readonly text: string;
  readonly kept: string | null;
}

interface TextRowInput {
  readonly name: TextFieldName;
  readonly rows: number;
  readonly view: DocumentView;
  readonly save: FieldSaves['save'];
}

/** What stands in the box, and its saving. */
function useTyped({ name, view, save }: TextRowInput) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [focused, setFocused] = useState(false);
  const box = useRef({ text: null as string | null, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const now = fieldText(view.fields, name);
  const keep = async (): Promise<void> => {
    const { text } = box.current;
    clearTimeout(box.current.timer);
    if (text === null) return;
    box.current.text = null;
    const kept = await save(fieldValue(name, text));
    if (!kept && box.current.text === null) box.current.text = text;
    if (kept) setTyped((one) => (one?.text === text ? { text, kept: now } : one));
  };
  const newest = useRef(keep);
  useEffect(() => {
    newest.current = keep;
  });
  useEffect(() => () => void newest.current(), []);
  // Once kept, the document's own text takes its place as soon as it is read again; not under the caret.
  const settled = typed?.kept != null && !focused && (typed.kept !== now || now === typed.text);
  return {
    shown: typed === null || settled ? now : typed.text,
    type(text: string): void {
      setTyped({ text, kept: null });
      box.current.text = text;
      clearTimeout(box.current.timer);
      box.current.timer = setTimeout(() => void newest.current(), PAUSE_MS);
    },
    focus: () => setFocused(true),
    leave(): void {
      setFocused(false);
      void keep();
    },
  };
}

/** What stands in an empty box; none where the label says it all. */
function hintOf(name: TextFieldName, { fields }: DocumentView): string | undefined {
  if (name === 'summary') return undefined;
  return name === 'recipients' && fields.form === 'unit-letter' ? koForms.unitHint : ko.editor.hints[name];
}

/** The field with its label. */
export function TextRow(input: TextRowInput) {
  const { name, rows } = input;
  const { shown, type, focus, leave } = useTyped(input);
  const id = `info-${name}`;
  const common = { id, className: 'field', placeholder: hintOf(name, input.view), value: shown, onFocus: focus, onBlur: leave };
  return (
    <div className="info-row">
      <label htmlFor={id}>{ko.editor.fields[name]}</label>
      {rows > 1 ? (
        <textarea {...common} rows={rows} onChange={(event) => type(event.target.value)} />
      ) : (
        <input {...common} type={name === 'written' ? 'date' : 'text'} onChange={(event) => type(event.target.value)} />
      )}
    </div>
  );
}
