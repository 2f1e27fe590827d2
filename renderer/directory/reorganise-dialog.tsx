/** 조직 개편: choose a unit and what becomes of it. */

import { useState } from 'react';
import { reorganisationRows, type Reorganisation, type UnitChoice } from '../../shared/org/import/reorganisation.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { Choice, firstPlan, KINDS, planFault, ReorganiseFields } from './reorganise-form.tsx';

const words = ko.directory.reorganise;

interface Chosen {
  readonly unit: UnitChoice;
  readonly plan: Reorganisation;
}

function Fields({
  units,
  leadership,
  chosen: { unit, plan },
  onChoose,
}: {
  readonly units: readonly UnitChoice[];
  readonly leadership: readonly string[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const options = units.map(({ code, name }) => [code, `${name} (${code})`] as const);
  const pick = (code: string): void => {
    const next = units.find((one) => one.code === code);
    if (next !== undefined) onChoose({ unit: next, plan: firstPlan(plan.kind, next, units, leadership) });
  };
  const onPlan = (next: Reorganisation): void => onChoose({ unit, plan: next });
  return (
    <>
      <Choice label={words.unit} value={unit.code} options={options} onPick={pick} />
      <div className="seg wide" role="group" aria-label={words.kindLabel}>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className={kind === plan.kind ? 'on' : ''}
            aria-pressed={kind === plan.kind}
            onClick={() => onPlan(firstPlan(kind, unit, units, leadership))}
          >
            {words.kinds[kind]}
          </button>
        ))}
      </div>
      <ReorganiseFields unit={unit} units={units} leadership={leadership} plan={plan} onPlan={onPlan} />
    </>
  );
}

/** The dialog. `onDone` hears what was published. */
export function ReorganiseDialog({ onDone, onClose }: { readonly onDone: (sentence: string) => void; readonly onClose: () => void }) {
  const { value, error } = useQuery('directory.units', {}, 'directory');
  const [picked, setPicked] = useState<Chosen | null>(null);
  const { units = [], leadership = [] } = value ?? {};
  const [first] = units;
  const chosen = picked ?? (first === undefined ? null : { unit: first, plan: firstPlan('rename', first, units, leadership) });
  return (
    <ChangeDialog
      title={words.title}
      note={words.note}
      rows={chosen === null ? null : reorganisationRows(chosen.unit, chosen.plan)}
      why={chosen === null ? null : planFault(chosen.unit, chosen.plan)}
      onDone={onDone}
      onClose={onClose}
    >
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && chosen === null && <p className="muted">{words.noUnits}</p>}
      {chosen !== null && <Fields units={units} leadership={leadership} chosen={chosen} onChoose={setPicked} />}
    </ChangeDialog>
  );
}
