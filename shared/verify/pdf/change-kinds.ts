/** What one revision did to the paper before it: a seal, evidence, a document time stamp, or something that is none of them. */

import { readForm, readSealing, type SealField } from './changes.ts';
import { readDocumentStamp, readEvidence, type DocumentStampChange, type Evidence } from './evidence.ts';
import type { PdfFile } from './file.ts';

/** One change; `lawful` is false where a seal came with something else. */
export type Change = { readonly type: 'seal'; readonly field: SealField; readonly value: number; readonly lawful: boolean } | Evidence | DocumentStampChange;

/** The change of a revision (1 is the first after the base); null where it is none that is known. */
export function changeOf(file: PdfFile, i: number): Change | null {
  const [base, before, now, revision] = [file.revisions[0], file.states[i - 1], file.states[i], file.revisions[i]];
  if (base === undefined || before === undefined || now === undefined || revision === undefined) return null;
  const sealing = readSealing(file.text, before, base.trailer, revision);
  if (sealing !== null) return { type: 'seal', ...sealing, lawful: true };
  const form = readForm(before, base.trailer);
  const added =
    readEvidence(file.text, before, base.trailer, revision) ?? (form === null ? null : readDocumentStamp(file.text, before, base.trailer, revision, form));
  if (added !== null) return added;
  // Where it did more than seal, the newly sealed field still names the signature to look at.
  const known = new Set(form?.fields.flatMap((field) => (field.value === null ? [] : [field.value])));
  const field = readForm(now, revision.trailer)?.fields.find((item) => item.value !== null && !known.has(item.value));
  return field === undefined || field.value === null ? null : { type: 'seal', field, value: field.value, lawful: false };
}
