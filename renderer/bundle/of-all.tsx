/** What is said of every paper of a 일괄기안 at once: 중요, 주요 정책 사항, why ★ and ⊙ are left out, why the decider stands elsewhere than the table says. */

import type { Exemption } from '../decide/submit-flags.tsx';
import { ko } from '../i18n/ko.ts';

const { flags, exemption } = ko.routeRules;
const GROUNDS = ['simple', 'routine', 'factual'] as const;

/** What was chosen. */
export interface OfAllState {
  readonly important: boolean;
  readonly majorPolicy: boolean;
  readonly exemption: Exemption;
  readonly reason: string;
}

/** The choices; `exempt` where ★ or ⊙ is missing, `asked` where a reason is wanted, and for what. */
export function OfAll({
  all,
  exempt,
  asked,
  onAll,
}: {
  readonly all: OfAllState;
  readonly exempt: boolean;
  readonly asked: string | null;
  readonly onAll: (all: OfAllState) => void;
}) {
  return (
    <div className="bundle-all">
      <span className="muted">{ko.bundle.all}</span>
      {(['important', 'majorPolicy'] as const).map((name) => (
        <label key={name} title={flags[`${name}Note`]}>
          <input type="checkbox" checked={all[name]} onChange={(event) => onAll({ ...all, [name]: event.target.checked })} /> {flags[name]}
        </label>
      ))}
      {exempt && (
        <span role="radiogroup" aria-label={exemption.title} className="row">
          <span className="subtle">{exemption.title}</span>
          {GROUNDS.map((name) => (
            <label key={name}>
              <input type="radio" name="bundle-exemption" checked={all.exemption === name} onChange={() => onAll({ ...all, exemption: name })} />{' '}
              {exemption[name]}
            </label>
          ))}
        </span>
      )}
      {asked !== null && (
        <label className="bundle-reason">
          <span>{asked}</span>
          <input
            className="field"
            aria-label={ko.bundle.reason}
            placeholder={ko.bundle.reason}
            value={all.reason}
            onChange={(event) => onAll({ ...all, reason: event.target.value })}
          />
        </label>
      )}
    </div>
  );
}
