/** Choosing somebody of an agency by a search, a place by unit and post, and days: fields that changes of the directory share. */

import { DayInput } from '../ui/day-input.tsx';
import { useDeferredValue, useState } from 'react';
import type { UnitChoice } from '../../shared/org/import/reorganisation.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Choice } from './reorganise-form.tsx';

const words = ko.directory.duties;

/** Somebody chosen. */
export interface PickedPerson {
  readonly id: string;
  readonly name: string;
}

/** A search and who it finds. Who already left is not offered. */
export function PickPerson({
  agency,
  label,
  picked,
  onPick,
}: {
  agency: string;
  label: string;
  picked: PickedPerson | null;
  onPick: (person: PickedPerson) => void;
}) {
  const [query, setQuery] = useState('');
  const { value } = useQuery('directory.get', { agency, query: useDeferredValue(query.trim()) }, 'directory');
  const groups = value?.groups.filter(({ kind }) => kind !== 'left') ?? [];
  const people = groups.flatMap(({ name: unit, seats }) =>
    seats.flatMap(({ id, name, position, concurrent }) => (id === null || concurrent ? [] : [{ id, name, text: `${name} · ${unit} ${position}` }])),
  );
  const choose = (id: string): void => {
    const found = people.find((one) => one.id === id);
    if (found !== undefined) onPick({ id, name: found.name });
  };
  return (
    <fieldset className="dir-pick">
      <legend>
        <b>{label}</b>
      </legend>
      <input
        className="field"
        type="search"
        maxLength={100}
        aria-label={words.find}
        placeholder={words.find}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <select className="field" size={5} aria-label={words.found} value={picked?.id ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="" hidden>
          {words.nobody}
        </option>
        {people.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

/** A place: `unit` '' for the leadership. */
export interface Place {
  readonly unit: string;
  readonly position: string;
}

/** Units and posts of the agency as the administrator may choose them. */
export interface Places {
  readonly leadership: readonly string[];
  readonly units: readonly UnitChoice[];
}

/** Posts of a unit from the head down; of the leadership as they stand. */
export function postsOf({ leadership, units }: Places, unit: string): readonly string[] {
  return unit === '' ? leadership : (units.find(({ code }) => code === unit)?.positions.toReversed() ?? []);
}

/** The place a dialog begins with: the lowest post of the first unit that has one. */
export function firstPlace(places: Places): Place {
  const unit = places.units.find(({ positions }) => positions.length > 0);
  return { unit: unit?.code ?? '', position: unit?.positions[0] ?? places.leadership[0] ?? '' };
}

/** The post that designates by default: none where rank decides (the head and the one below it), else the nearest above. */
export function designating(places: Places, { unit, position }: Place): string {
  const at = places.leadership.indexOf(position);
  if (unit === '') return at <= 1 ? '' : (places.leadership[at - 1] ?? '');
  const own = places.units.find(({ code }) => code === unit);
  const head = own?.positions.at(-1) ?? '';
  return head === position ? (own?.upper ?? '') : head;
}

/** Unit, then post. */
export function PickPlace({
  places,
  labels,
  place,
  onPick,
}: {
  readonly places: Places;
  readonly labels: { readonly unit: string; readonly position: string };
  readonly place: Place;
  readonly onPick: (place: Place) => void;
}) {
  const units = places.units.map(({ code, name }) => [code, `${name} (${code})`] as const);
  const leadership = places.leadership.length === 0 ? [] : [['', words.leadership] as const];
  const pickUnit = (unit: string): void => onPick({ unit, position: postsOf(places, unit).at(unit === '' ? 0 : -1) ?? '' });
  return (
    <div className="dir-two">
      <Choice label={labels.unit} value={place.unit} options={[...leadership, ...units]} onPick={pickUnit} />
      <Choice
        label={labels.position}
        value={place.position}
        options={postsOf(places, place.unit).map((post) => [post, post])}
        onPick={(position) => onPick({ ...place, position })}
      />
    </div>
  );
}

/** Days, both counted (`YYYY-MM-DD`). */
export interface Days {
  readonly from: string;
  readonly until: string;
}

/** One day. */
export function DayField({ label, value, onDay, fixed = false }: { label: string; value: string; onDay: (day: string) => void; fixed?: boolean }) {
  return (
    <label className="dir-label">
      <b>{label}</b>
      <DayInput value={value} readOnly={fixed} onDay={onDay} />
    </label>
  );
}

/** From and until. The first day can be fixed: an entry is told by its post and first day. */
export function DaysFields({ days, onDays, fixed = false }: { days: Days; onDays: (days: Days) => void; fixed?: boolean }) {
  return (
    <div className="dir-two">
      <DayField label={words.from} value={days.from} fixed={fixed} onDay={(from) => onDays({ from, until: days.until < from ? from : days.until })} />
      <DayField label={words.until} value={days.until} onDay={(until) => onDays({ ...days, until })} />
    </div>
  );
}

/** The ground, with the usual ones offered. */
export function GroundField({ value, onText }: { readonly value: string; readonly onText: (text: string) => void }) {
  return (
    <label className="dir-label">
      <b>{words.ground}</b>
      <input className="field" type="text" maxLength={60} list="dir-grounds" value={value} onChange={(event) => onText(event.target.value)} />
      <datalist id="dir-grounds">
        {words.grounds.map((ground) => (
          <option key={ground}>{ground}</option>
        ))}
      </datalist>
    </label>
  );
}
