/** 관인: whether the seal goes on, or why it is left out (영 §14③, 규칙 §11④). */

import type { Input } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { OMISSION_GROUNDS, type OmissionGround } from '../../shared/collab/content.ts';
import { mayOmitSeal, OMISSION_WORDS, SEAL_OMITTED } from '../../shared/forms/seal-omission.ts';
import { koForms } from '../i18n/ko-forms.ts';

type Fields = Pick<DocumentView['fields'], 'form' | 'recipients' | 'sealOmitted'>;

const groundOf = (value: string): OmissionGround | '' => OMISSION_GROUNDS.find((ground) => ground === value) ?? '';

/** How a paper that was fixed is sealed, in words; null where it has no 발신명의 of an agency. */
export function sealWords(fields: Fields): string | null {
  if (!mayOmitSeal(fields) || fields.recipients.length === 0) return null;
  return fields.sealOmitted === '' ? koForms.seal.stamped : `${SEAL_OMITTED} (${OMISSION_WORDS[fields.sealOmitted]})`;
}

/** The choice while drafting; nothing where no seal could go on. */
export function SealRow({ fields, onSave }: { readonly fields: Fields; readonly onSave: (fields: Input<'documents.setFields'>['fields']) => void }) {
  if (sealWords(fields) === null) return null;
  return (
    <div className="info-row">
      <label htmlFor="info-seal">{koForms.seal.label}</label>
      <select
        id="info-seal"
        className="field"
        value={fields.sealOmitted}
        aria-describedby={fields.sealOmitted === '' ? undefined : 'info-seal-note'}
        onChange={(event) => onSave({ sealOmitted: groundOf(event.target.value) })}
      >
        <option value="">{koForms.seal.stamped}</option>
        {OMISSION_GROUNDS.map((ground) => (
          <option key={ground} value={ground}>
            {`${SEAL_OMITTED} (${OMISSION_WORDS[ground]})`}
          </option>
        ))}
      </select>
      {fields.sealOmitted !== '' && (
        <p className="cap muted" id="info-seal-note">
          {koForms.seal.note}
        </p>
      )}
    </div>
  );
}
