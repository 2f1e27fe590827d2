/** The fields of 개편: one unit, what becomes of it, and for each of its posts who takes over. */

import type { Reorganisation, UnitChoice } from '../../shared/org/import/reorganisation.ts';
import { ko } from '../i18n/ko.ts';

const words = ko.directory.reorganise;

/** Kinds of reorganisation, in the order they are offered. */
export const KINDS = ['rename', 'merge', 'post', 'upper'] as const satisfies readonly Reorganisation['kind'][];

/** Where the fields begin for a unit. */
export function firstPlan(kind: Reorganisation['kind'], unit: UnitChoice, units: readonly UnitChoice[], leadership: readonly string[]): Reorganisation {
  const other = units.find(({ code }) => code !== unit.code) ?? unit;
  const [position = ''] = unit.positions;
  switch (kind) {
    case 'rename':
      return { kind, code: unit.code, name: unit.name, positions: [...unit.positions] };
    case 'merge':
      return { kind, into: other, posts: followers(unit, other) };
    case 'post':
      return { kind, position, into: other, name: position, above: other.positions.at(-2) ?? null };
    case 'upper':
      return { kind, upper: unit.upper === '' ? (leadership[0] ?? '') : unit.upper };
    default:
      return kind;
  }
}

/** The post of the same name takes over, the head's from the head; the others have none until one is chosen. */
function followers(unit: UnitChoice, into: UnitChoice): (string | null)[] {
  return unit.positions.map((position, i) => {
    if (into.positions.includes(position)) return position;
    return i === unit.positions.length - 1 ? (into.positions.at(-1) ?? null) : null;
  });
}

/** Why the fields cannot be looked at yet; null where they can. */
export function planFault(unit: UnitChoice, plan: Reorganisation): string | null {
  switch (plan.kind) {
    case 'rename': {
      const given = [plan.code, plan.name, ...plan.positions];
      if (given.some((text) => text.trim() === '')) return words.why.name;
      const same = plan.code === unit.code && plan.name === unit.name && plan.positions.every((position, i) => position === unit.positions[i]);
      return same ? words.why.same : null;
    }
    case 'merge':
      return plan.into.code === unit.code ? words.why.into : null;
    case 'post':
      if (plan.name.trim() === '') return words.why.name;
      return plan.into.code === unit.code && plan.name === plan.position ? words.why.same : null;
    case 'upper':
      return plan.upper === unit.upper ? words.why.same : null;
    default:
      return plan;
  }
}

/** A labelled choice. */
export function Choice({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onPick: (value: string) => void;
}) {
  return (
    <label className="dir-label">
      <b>{label}</b>
      <select className="field" value={value} onChange={(event) => onPick(event.target.value)}>
        {options.map(([of, text]) => (
          <option key={of} value={of}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A labelled line of text, 60 letters where nothing else is said. */
export function Text({
  label,
  note,
  most = 60,
  value,
  onText,
}: {
  readonly label: string;
  readonly note?: string;
  readonly most?: number;
  readonly value: string;
  readonly onText: (text: string) => void;
}) {
  return (
    <label className="dir-label">
      <b>{label}</b> {note !== undefined && <span className="muted cap">{note}</span>}
      <input className="field" type="text" maxLength={most} value={value} onChange={(event) => onText(event.target.value)} />
    </label>
  );
}

type Of<K extends Reorganisation['kind']> = Extract<Reorganisation, { readonly kind: K }>;

interface Fields<K extends Reorganisation['kind']> {
  readonly unit: UnitChoice;
  readonly units: readonly UnitChoice[];
  readonly plan: Of<K>;
  readonly onPlan: (plan: Reorganisation) => void;
}

function Rename({ unit, plan, onPlan }: Fields<'rename'>) {
  return (
    <>
      <Text label={words.name} value={plan.name} onText={(name) => onPlan({ ...plan, name })} />
      <Text label={words.code} note={words.codeNote} value={plan.code} onText={(code) => onPlan({ ...plan, code: code.trim() })} />
      <fieldset className="dir-posts">
        <legend>
          <b>{words.posts}</b> <span className="muted cap">{words.postsNote}</span>
        </legend>
        {unit.positions
          .map((position, i) => (
            <label key={position}>
              <span className="dir-position">{position}</span>
              <input
                className="field"
                type="text"
                maxLength={60}
                value={plan.positions[i] ?? ''}
                onChange={(event) => onPlan({ ...plan, positions: plan.positions.with(i, event.target.value) })}
              />
            </label>
          ))
          .toReversed()}
      </fieldset>
    </>
  );
}

const unitOptions = (units: readonly UnitChoice[], without: string | null): (readonly [string, string])[] =>
  units.filter(({ code }) => code !== without).map(({ code, name }) => [code, `${name} (${code})`]);

function Merge({ unit, units, plan, onPlan }: Fields<'merge'>) {
  const pick = (code: string): void => {
    const into = units.find((one) => one.code === code);
    if (into !== undefined) onPlan({ ...plan, into, posts: followers(unit, into) });
  };
  return (
    <>
      <Choice label={words.into} value={plan.into.code} options={unitOptions(units, unit.code)} onPick={pick} />
      <fieldset className="dir-posts">
        <legend>
          <b>{words.follows}</b>
        </legend>
        {unit.positions
          .map((position, i) => (
            <label key={position}>
              <span className="dir-position">{position}</span>
              <select
                className="field"
                value={plan.posts[i] ?? ''}
                onChange={(event) => onPlan({ ...plan, posts: plan.posts.with(i, event.target.value === '' ? null : event.target.value) })}
              >
                {plan.into.positions.toReversed().map((post) => (
                  <option key={post}>{post}</option>
                ))}
                <option value="">{words.nobody}</option>
              </select>
            </label>
          ))
          .toReversed()}
      </fieldset>
    </>
  );
}

function MovePost({ unit, units, plan, onPlan }: Fields<'post'>) {
  const posts = unit.positions.toReversed().map((position) => [position, position] as const);
  const places = [...plan.into.positions.toReversed().map((post) => [post, words.aboveOf(post)] as const), ['', words.lowest] as const];
  const pick = (code: string): void => {
    const into = units.find((one) => one.code === code);
    if (into !== undefined) onPlan({ ...plan, into, above: into.positions.at(-2) ?? null });
  };
  return (
    <>
      <Choice label={words.post} value={plan.position} options={posts} onPick={(position) => onPlan({ ...plan, position, name: position })} />
      <Choice label={words.target} value={plan.into.code} options={unitOptions(units, null)} onPick={pick} />
      <Text label={words.postName} value={plan.name} onText={(name) => onPlan({ ...plan, name })} />
      <Choice label={words.above} value={plan.above ?? ''} options={places} onPick={(above) => onPlan({ ...plan, above: above === '' ? null : above })} />
    </>
  );
}

/** The fields of the chosen kind. */
export function ReorganiseFields({
  unit,
  units,
  leadership,
  plan,
  onPlan,
}: {
  readonly unit: UnitChoice;
  readonly units: readonly UnitChoice[];
  readonly leadership: readonly string[];
  readonly plan: Reorganisation;
  readonly onPlan: (plan: Reorganisation) => void;
}) {
  switch (plan.kind) {
    case 'rename':
      return <Rename unit={unit} units={units} plan={plan} onPlan={onPlan} />;
    case 'merge':
      return <Merge unit={unit} units={units} plan={plan} onPlan={onPlan} />;
    case 'post':
      return <MovePost unit={unit} units={units} plan={plan} onPlan={onPlan} />;
    case 'upper': {
      const options = leadership.map((position) => [position, position] as const);
      return <Choice label={words.upper} value={plan.upper} options={options} onPick={(upper) => onPlan({ kind: 'upper', upper })} />;
    }
  }
}
