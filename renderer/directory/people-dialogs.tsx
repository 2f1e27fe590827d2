/** 사람 더하기, 자리·업무 고치기, 겸임, 떠남, 부서 더하기: rows of a file, filled in at the screen. */

import { useState } from 'react';
import { ROLES } from '../../shared/org/import/rows.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { firstPlace, PickPlace, type Place } from './pick-person.tsx';
import { Choice, Text } from './reorganise-form.tsx';

const words = ko.directory.changes;
const PLACE = { unit: words.unit, position: words.position };

interface DialogProps {
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** Somebody of the directory whose place is changed. `unit` null for the leadership. */
export interface SomebodyThere {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly position: string;
  readonly duties: readonly string[];
}

/** 사람 더하기; with somebody their name, place and duties are changed, the number stays. */
export function PersonDialog({ of, onDone, onClose }: DialogProps & { readonly of: SomebodyThere | null }) {
  const { value } = useQuery('directory.units', {}, 'directory');
  const [id, setId] = useState(of?.id ?? '');
  const [name, setName] = useState(of?.name ?? '');
  const [duties, setDuties] = useState(of?.duties.join('/') ?? '');
  const [chosen, setChosen] = useState<Place | null>(of === null ? null : { unit: of.unit ?? '', position: of.position });
  const place = chosen ?? (value === null ? null : firstPlace(value));
  const row = { 구분: '사람', 번호: id.trim(), 이름: name.trim(), 부서: place?.unit ?? '', 직위: place?.position ?? '', 업무: duties.trim() };
  const missing = id.trim() === '' || name.trim() === '' || (place?.position ?? '') === '';
  return (
    <ChangeDialog
      title={of === null ? words.add : words.editOf(of.name)}
      note={of === null ? words.addNote : words.editNote}
      rows={value === null ? null : [row]}
      why={missing ? words.needed : null}
      onDone={onDone}
      onClose={onClose}
    >
      {of === null && <Text label={words.number} note={words.numberNote} most={40} value={id} onText={setId} />}
      <Text label={words.name} value={name} onText={setName} />
      {value !== null && place !== null && <PickPlace places={value} labels={PLACE} place={place} onPick={setChosen} />}
      <Text label={words.duties} note={words.dutiesNote} most={300} value={duties} onText={setDuties} />
    </ChangeDialog>
  );
}

/** 겸임: a further post is given, or one that is held ends. */
export function ConcurrentDialog({ of, held, onDone, onClose }: DialogProps & { readonly of: SomebodyThere; readonly held: readonly Place[] }) {
  const { value } = useQuery('directory.units', {}, 'directory');
  const [ends, setEnds] = useState(false);
  const [chosen, setChosen] = useState<Place | null>(null);
  const [ended, setEnded] = useState(0);
  const given = chosen ?? (value === null ? null : firstPlace(value));
  const place = ends ? (held[ended] ?? null) : given;
  const row = { 구분: ends ? '겸임해제' : '겸임', 번호: of.id, 부서: place?.unit ?? '', 직위: place?.position ?? '' };
  const unitName = (code: string): string => value?.units.find((unit) => unit.code === code)?.name ?? '';
  return (
    <ChangeDialog
      title={words.concurrentOf(of.name)}
      note={words.concurrentNote}
      rows={value === null ? null : [row]}
      why={place === null ? words.needed : null}
      onDone={onDone}
      onClose={onClose}
    >
      {held.length > 0 && (
        <div className="seg wide" role="group" aria-label={words.concurrent}>
          {[false, true].map((one) => (
            <button key={String(one)} type="button" className={one === ends ? 'on' : ''} aria-pressed={one === ends} onClick={() => setEnds(one)}>
              {one ? words.ends : words.give}
            </button>
          ))}
        </div>
      )}
      {value !== null && !ends && given !== null && <PickPlace places={value} labels={PLACE} place={given} onPick={setChosen} />}
      {ends && (
        <Choice
          label={words.position}
          value={String(ended)}
          options={held.map((post, i) => [String(i), `${unitName(post.unit)} ${post.position}`.trim()])}
          onPick={(i) => setEnded(Number(i))}
        />
      )}
    </ChangeDialog>
  );
}

/** 떠남. */
export function LeaveDialog({ of, onDone, onClose }: DialogProps & { readonly of: SomebodyThere }) {
  return (
    <ChangeDialog title={words.leaveOf(of.name)} note={words.leaveSub} rows={[{ 구분: '떠남', 번호: of.id }]} why={null} onDone={onDone} onClose={onClose}>
      <Message tone="warn" text={words.leaveNote} />
    </ChangeDialog>
  );
}

const ROLE_OPTIONS = [['', words.roleNone] as const, ...Object.keys(ROLES).map((role) => [role, words.roles[role as keyof typeof words.roles]] as const)];

/** 부서 더하기. */
export function UnitDialog({ onDone, onClose }: DialogProps) {
  const { value } = useQuery('directory.units', {}, 'directory');
  const leadership = value?.leadership ?? [];
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [positions, setPositions] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [role, setRole] = useState('');
  const upper = picked ?? leadership.at(-1) ?? '';
  const row = { 구분: '부서', 번호: code.trim(), 이름: name.trim(), 직위: positions.trim(), 윗자리: upper, 역할: role };
  const missing = [code, name, positions].some((text) => text.trim() === '');
  return (
    <ChangeDialog
      title={words.unitAdd}
      note={words.unitNote}
      rows={value === null ? null : [row]}
      why={missing ? words.unitNeeded : null}
      onDone={onDone}
      onClose={onClose}
    >
      <div className="dir-two">
        <Text label={words.unitNumber} most={40} value={code} onText={setCode} />
        <Text label={words.unitName} value={name} onText={setName} />
      </div>
      <Text label={words.positions} note={words.positionsNote} most={300} value={positions} onText={setPositions} />
      <div className="dir-two">
        <Choice label={words.upper} value={upper} options={leadership.map((post) => [post, post])} onPick={setPicked} />
        <Choice label={words.role} value={role} options={ROLE_OPTIONS} onPick={setRole} />
      </div>
    </ChangeDialog>
  );
}
