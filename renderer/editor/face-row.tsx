/** 글꼴 of what is written: 고딕 or 명조. */

import type { Input } from '../../shared/api/contract.ts';
import { FACES, type Face } from '../../shared/collab/content.ts';
import { FACE_WORDS } from '../../shared/forms/face.ts';
import { koForms } from '../i18n/ko-forms.ts';

const faceOf = (value: string): Face => FACES.find((face) => face === value) ?? 'sans';

/** The choice while drafting; everybody in the room sees it at once. */
export function FaceRow({ face, onSave }: { readonly face: Face; readonly onSave: (fields: Input<'documents.setFields'>['fields']) => void }) {
  return (
    <div className="info-row">
      <label htmlFor="info-face">{koForms.face.label}</label>
      <select
        id="info-face"
        className="field"
        value={face}
        aria-describedby={face === 'sans' ? undefined : 'info-face-note'}
        onChange={(event) => onSave({ face: faceOf(event.target.value) })}
      >
        {FACES.map((one) => (
          <option key={one} value={one}>
            {FACE_WORDS[one]}
          </option>
        ))}
      </select>
      {face !== 'sans' && (
        <p className="cap muted" id="info-face-note">
          {koForms.face.note}
        </p>
      )}
    </div>
  );
}
