/** The opinion that goes with a signature: none, a different one (printed), or a remark (card only). */

import { Words } from '../ui/words.tsx';
import type { Input } from '../../shared/api/contract.ts';
import { ko } from '../i18n/ko.ts';
import type { Turn } from './signed-what.tsx';

/** Kind of an opinion. */
export type OpinionKind = Input<'approval.sign'>['opinion']['kind'];

const words = ko.document.decide;

/** Opinions a kind of step may give: a different one is the reviewer's and the concurring person's. */
export function opinionKinds(step: Turn['step']): OpinionKind[] {
  return step.kind === 'review' || step.kind === 'concur' ? ['none', 'different', 'remark'] : ['none', 'remark'];
}

/** The choice, and the text of the one chosen. */
export function Opinions({
  step,
  kind,
  text,
  onKind,
  onText,
}: {
  readonly step: Turn['step'];
  readonly kind: OpinionKind;
  readonly text: string;
  readonly onKind: (kind: OpinionKind) => void;
  readonly onText: (text: string) => void;
}) {
  return (
    <>
      <h3>{words.opinion}</h3>
      <div role="radiogroup" aria-label={words.opinion} className="opts">
        {opinionKinds(step).map((name) => {
          const [title, hint] = words.opinions[name];
          return (
            <div key={name} className={kind === name ? 'opt on' : 'opt'}>
              <label>
                <input type="radio" name="opinion" checked={kind === name} onChange={() => onKind(name)} />
                <span>
                  <b>{title}</b>
                  {name === 'different' && <span className="tag warn">{ko.states.differs}</span>}
                  {hint !== '' && <span className="subtle line">{hint}</span>}
                </span>
              </label>
              {kind === name && name !== 'none' && (
                <Words
                  className="field big"
                  aria-label={words.opinionText(title)}
                  rows={3}
                  value={text}
                  autoFocus
                  onChange={(event) => onText(event.target.value)}
                />
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}
