/** Fields of 문서정보 between what is shown and what is kept. Pure. */

import type { Input } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import type { AskedField } from '../../shared/forms/forms.ts';

type Fields = Input<'documents.setFields'>['fields'];

/** Fields written as text. */
export type TextFieldName = AskedField;

/** A field as it stands in its box: recipients one a line, keywords with commas. */
export function fieldText(fields: DocumentView['fields'], name: TextFieldName): string {
  return name === 'recipients' ? fields.recipients.join('\n') : name === 'keywords' ? fields.keywords.join(', ') : fields[name];
}

/** What is kept of a text: lists without empty entries, each once. */
export function fieldValue(name: TextFieldName, text: string): Fields {
  if (name !== 'recipients' && name !== 'keywords') return { [name]: text.trim() };
  const list = text.split(name === 'recipients' ? /\n/ : /[,\n]/).map((one) => one.trim());
  return { [name]: [...new Set(list.filter((one) => one !== ''))] };
}

/** `부분공개(5, 6)` → its kind and its grounds. */
export function disclosureOf(text: string): { kind: '공개' | '부분공개' | '비공개'; grounds: number[] } {
  const kinds = ['부분공개', '비공개', '공개'] as const;
  const kind = kinds.find((one) => text.startsWith(one)) ?? '공개';
  const grounds = (/\(([^)]*)\)/.exec(text)?.[1] ?? '').split(',').map(Number);
  return { kind, grounds: grounds.filter((n) => Number.isInteger(n) && n >= 1 && n <= 8) };
}
