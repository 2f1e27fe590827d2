/** 직무대리 지정, 부재 적기, 복귀: each one signed change of the directory, looked at before it is signed. */

import { useState } from 'react';
import type { DutiesView } from '../../shared/api/directory-view.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { DayField, DaysFields, designating, firstPlace, GroundField, PickPerson, PickPlace, postsOf, type PickedPerson, type Place } from './pick-person.tsx';
import { Choice, Text } from './reorganise-form.tsx';

const words = ko.directory.duties;

/** What every dialog is told. */
export interface DutyDialogProps {
  readonly agency: string;
  /** Today in Korea (`YYYY-MM-DD`). */
  readonly day: string;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

type Entry = DutiesView['deputies'][number];

/** 직무대리 지정; with an entry its days, person and order are changed. */
export function DeputyDialog({ agency, day, entry, onDone, onClose }: DutyDialogProps & { readonly entry: Entry | null }) {
  const own = words.deputies;
  const { value } = useQuery('directory.units', {}, 'directory');
  const [chosen, setChosen] = useState<Place | null>(entry === null ? null : { unit: entry.unit ?? '', position: entry.position });
  const [person, setPerson] = useState<PickedPerson | null>(entry === null ? null : { id: entry.person, name: entry.name });
  const [days, setDays] = useState(entry ?? { from: day, until: day });
  const [ground, setGround] = useState(entry?.ground ?? '');
  const [pickedBy, setBy] = useState(entry === null ? null : (entry.by ?? ''));
  const [order, setOrder] = useState(entry?.order ?? '');
  const place = chosen ?? (value === null ? null : firstPlace(value));
  const by = pickedBy ?? (value === null || place === null ? '' : designating(value, place));
  const above = value === null || place === null ? [] : [...(place.unit === '' ? [] : postsOf(value, place.unit)), ...value.leadership];
  const options = [['', own.byLaw] as const, ...above.filter((post) => post !== place?.position).map((post) => [post, post] as const)];
  const pickPlace = (next: Place): void => {
    setChosen(next);
    setBy(null);
  };
  const said = { 번호: person?.id ?? '', 부서: place?.unit ?? '', 직위: place?.position ?? '', 부터: days.from, 까지: days.until };
  const row = { 구분: '직무대리', ...said, 사유: ground.trim(), 지정: by, 명령서: order.trim() };
  const missing = place === null || place.position === '' || person === null || ground.trim() === '' || days.from === '' || days.until === '';
  return (
    <ChangeDialog
      title={entry === null ? own.add : own.editOf(entry.of)}
      note={own.dialogNote}
      rows={value === null ? null : [row]}
      why={missing ? own.needed : null}
      onDone={onDone}
      onClose={onClose}
    >
      {value !== null && place !== null && entry === null && (
        <PickPlace places={value} labels={{ unit: own.unit, position: own.position }} place={place} onPick={pickPlace} />
      )}
      <PickPerson agency={agency} label={person === null ? own.who : `${own.who}: ${person.name}`} picked={person} onPick={setPerson} />
      <DaysFields days={days} onDays={setDays} fixed={entry !== null} />
      <GroundField value={ground} onText={setGround} />
      <div className="dir-two">
        <Choice label={own.by} value={by} options={options} onPick={setBy} />
        <Text label={own.orderLabel} most={100} value={order} onText={setOrder} />
      </div>
      <p className="muted cap">
        {own.byNote} {own.orderNote}
      </p>
    </ChangeDialog>
  );
}

/** 부재 적기, of a person that is chosen or given. */
export function AbsenceDialog({ agency, day, of, onDone, onClose }: DutyDialogProps & { readonly of: PickedPerson | null }) {
  const own = words.absences;
  const [person, setPerson] = useState(of);
  const [days, setDays] = useState({ from: day, until: day });
  const [ground, setGround] = useState('');
  const row = { 구분: '부재', 번호: person?.id ?? '', 부터: days.from, 까지: days.until, 사유: ground.trim() };
  const missing = person === null || ground.trim() === '' || days.from === '' || days.until === '';
  return (
    <ChangeDialog
      title={of === null ? own.add : `${of.name} · ${own.title}`}
      note={own.dialogNote}
      rows={[row]}
      why={missing ? own.needed : null}
      onDone={onDone}
      onClose={onClose}
    >
      {of === null && (
        <PickPerson agency={agency} label={person === null ? own.columns.who : `${own.columns.who}: ${person.name}`} picked={person} onPick={setPerson} />
      )}
      <DaysFields days={days} onDays={setDays} />
      <GroundField value={ground} onText={setGround} />
    </ChangeDialog>
  );
}

/** 복귀. */
export function ReturnDialog({ day, of, onDone, onClose }: Omit<DutyDialogProps, 'agency'> & { readonly of: PickedPerson }) {
  const own = words.absences;
  const [from, setFrom] = useState(day);
  const row = { 구분: '복귀', 번호: of.id, 부터: from };
  return (
    <ChangeDialog title={own.backOf(of.name)} note={own.backNote} rows={[row]} why={from === '' ? own.neededDay : null} onDone={onDone} onClose={onClose}>
      <DayField label={own.backDay} value={from} onDay={setFrom} />
    </ChangeDialog>
  );
}

/** 쉬는 날 더하기. */
export function HolidayDialog({ day, onDone, onClose }: Omit<DutyDialogProps, 'agency'>) {
  const own = words.holidays;
  const [on, setOn] = useState(day);
  const [name, setName] = useState<string>(own.usual);
  const row = { 구분: '공휴일', 이름: name.trim(), 부터: on };
  const why = on === '' || name.trim() === '' ? own.needed : null;
  return (
    <ChangeDialog title={own.add} note={own.dialogNote} rows={[row]} why={why} onDone={onDone} onClose={onClose}>
      <div className="dir-two">
        <DayField label={own.day} value={on} onDay={setOn} />
        <Text label={own.name} value={name} onText={setName} />
      </div>
    </ChangeDialog>
  );
}

/** A day that was added is taken out again. */
export function HolidayEndsDialog({ of, onDone, onClose }: { readonly of: DutiesView['holidays'][number] } & Pick<DutyDialogProps, 'onDone' | 'onClose'>) {
  const own = words.holidays;
  const row = { 구분: '공휴일해제', 부터: of.day };
  return (
    <ChangeDialog title={own.removeOf(of.name)} note={own.removeNote} rows={[row]} why={null} onDone={onDone} onClose={onClose}>
      <p>
        <b className="num">{words.days(of.day, of.day)}</b> {of.name}
      </p>
    </ChangeDialog>
  );
}
