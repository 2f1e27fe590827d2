/** Whom an 의견조회 asks: found by 처리과, post or name, kept as a list that can be shortened. */

import { useState } from 'react';
import type { ConsultedView } from '../../shared/api/consultation-view.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';

const words = ko.consultation;

const keyOf = ({ agency, unit, person }: ConsultedView): string => `${agency}/${unit}/${person ?? ''}`;

function Chosen({ chosen, onChange }: { readonly chosen: readonly ConsultedView[]; readonly onChange: (chosen: readonly ConsultedView[]) => void }) {
  if (chosen.length === 0) return null;
  return (
    <ul className="chosen" aria-label={words.chosen(chosen.length)}>
      {chosen.map((one) => (
        <li key={keyOf(one)}>
          <span className="muted">{one.agencyName}</span> {one.label}
          <button
            type="button"
            className="btn quiet sm"
            aria-label={words.remove(`${one.agencyName} ${one.label}`)}
            onClick={() => onChange(chosen.filter((other) => keyOf(other) !== keyOf(one)))}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The picker. `heading` says whom it is for where that is not an 의견조회; `unitsOnly` leaves people out. */
export function TargetPicker({
  documentId,
  chosen,
  onChange,
  heading = words.whom,
  unitsOnly = false,
}: {
  readonly documentId: string;
  readonly chosen: readonly ConsultedView[];
  readonly onChange: (chosen: readonly ConsultedView[]) => void;
  readonly heading?: string;
  readonly unitsOnly?: boolean;
}) {
  const [query, setQuery] = useState('');
  const { value } = useQuery('consultation.targets', { documentId, query }, 'directory');
  const taken = new Set(chosen.map(keyOf));
  const found = (value?.targets ?? []).filter((one) => !taken.has(keyOf(one)) && !(unitsOnly && one.person !== null)).slice(0, 6);
  return (
    <section aria-label={heading}>
      <h3>{heading}</h3>
      <Chosen chosen={chosen} onChange={onChange} />
      <input
        className="field"
        aria-label={words.find}
        placeholder={words.find}
        value={query}
        maxLength={100}
        data-autofocus
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className="posts">
        {found.map((one) => (
          <li key={keyOf(one)}>
            <button
              type="button"
              className="pick"
              onClick={() => {
                onChange([...chosen, one]);
                setQuery('');
              }}
            >
              <Icon name="plus" size={14} />
              <span className="m">{one.label}</span>
              <span className="muted ell">{one.agencyName}</span>
              <span className="sr">{words.add(one.label)}</span>
            </button>
          </li>
        ))}
      </ul>
      {value !== null && found.length === 0 && <p className="muted">{words.none}</p>}
    </section>
  );
}
