/** What the drafter says of the paper at 결재 올림: 중요, 주요 정책 사항, and why ★ and ⊙ are left out where they are. */

import type { Input } from '../../shared/api/contract.ts';
import type { LaneView } from '../../shared/api/views.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.routeRules;

/** Ground of 영 §8④, null until chosen. */
export type Exemption = NonNullable<Input<'approval.submit'>['exemption']> | null;

const GROUNDS = ['simple', 'routine', 'factual'] as const;
const FLAGS = ['important', 'majorPolicy'] as const;

/** Whether ★ or ⊙ stands at no step of the lead's lane. */
export function marksMissing(lead: LaneView | undefined): boolean {
  const marks = new Set(lead?.stages.flat().flatMap((step) => step.marks));
  return !marks.has('originator') || !marks.has('reporter');
}

/** The flags. */
export function Flags({
  flags,
  onFlags,
}: {
  readonly flags: Readonly<Record<(typeof FLAGS)[number], boolean>>;
  readonly onFlags: (flags: Readonly<Record<(typeof FLAGS)[number], boolean>>) => void;
}) {
  return (
    <>
      <h3>{words.flags.title}</h3>
      <div className="opts two">
        {FLAGS.map((name) => {
          const [title, note] = [words.flags[name], words.flags[`${name}Note`]];
          return (
            <div key={name} className={flags[name] ? 'opt on' : 'opt'}>
              <label>
                <input type="checkbox" checked={flags[name]} onChange={(event) => onFlags({ ...flags, [name]: event.target.checked })} />
                <b>{title}</b>
              </label>
              <p className="subtle opt-note">{note}</p>
            </div>
          );
        })}
      </div>
    </>
  );
}

/** The grounds for leaving ★ and ⊙ out. */
export function ExemptionChoice({ chosen, onChoose }: { readonly chosen: Exemption; readonly onChoose: (ground: Exemption) => void }) {
  return (
    <>
      <h3>{words.exemption.title}</h3>
      <p className="subtle">{words.exemption.note}</p>
      <div role="radiogroup" aria-label={words.exemption.title} className="opts">
        {GROUNDS.map((name) => (
          <label key={name} className={chosen === name ? 'opt on' : 'opt'}>
            <input type="radio" name="exemption" checked={chosen === name} onChange={() => onChoose(name)} />
            <b>{words.exemption[name]}</b>
          </label>
        ))}
      </div>
    </>
  );
}
