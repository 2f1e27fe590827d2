/** The tree of an agency: groups, places from the head down, one row a place. Arrow keys go from row to row. */

import type { KeyboardEvent } from 'react';
import type { CertificateState, GroupView, SeatView } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.directory;

const TONES: Readonly<Record<CertificateState, string>> = { valid: 'ok', expired: 'warn', revoked: 'bad', unknown: 'off', none: '' };

/** Where a certificate stands, as a tag. */
export function CertificateTag({ state }: { readonly state: CertificateState }) {
  return (
    <span className={`tag ${TONES[state]}`}>
      <span className="sr">{state === 'none' ? '' : `${words.stateSr} `}</span>
      {words.states[state]}
    </span>
  );
}

function SeatNotes({ seat }: { readonly seat: SeatView }) {
  const { deputy, deputises, absence, concurrent } = seat;
  if (deputy === null && deputises.length === 0 && absence === null && !concurrent) return null;
  return (
    <span className="dir-notes">
      {concurrent && <span className="tag">{words.concurrent}</span>}
      {absence !== null && <span className="tag warn">{words.absent(absence.ground)}</span>}
      {deputy !== null && (
        <span className={deputy.fault === null ? 'tag warn' : 'tag bad'} title={deputy.fault ?? undefined}>
          {absence === null && `${words.away} · `}
          {words.acts(deputy.name)}
        </span>
      )}
      {deputises.length > 0 && <span className="tag acc">{words.actsFor(deputises.join(', '))}</span>}
    </span>
  );
}

function Seat({ seat, chosen, onChoose }: { readonly seat: SeatView; readonly chosen: boolean; readonly onChoose: (id: string) => void }) {
  const { id, name, position } = seat;
  const what = (
    <>
      <span className="dir-position ell">{position}</span>
      <span className="dir-name ell">
        {id === null ? <span className="muted">{words.vacant}</span> : <b>{name}</b>}
        {seat.duties.length > 0 && <span className="muted"> {seat.duties.join(', ')}</span>}
      </span>
      <SeatNotes seat={seat} />
      {id !== null && (seat.certificate === 'valid' ? <span className="muted cap">{words.valid}</span> : <CertificateTag state={seat.certificate} />)}
    </>
  );
  if (id === null) return <li className="dir-row vacant">{what}</li>;
  return (
    <li>
      <button type="button" className={chosen ? 'dir-row on' : 'dir-row'} aria-current={chosen ? 'true' : undefined} onClick={() => onChoose(id)}>
        {what}
      </button>
    </li>
  );
}

function Group({ group, chosen, onChoose }: { readonly group: GroupView; readonly chosen: string | null; readonly onChoose: (id: string) => void }) {
  const said = [group.role, group.upper === '' ? '' : words.upper(group.upper), group.duties.join(', '), group.contact].filter((part) => part !== '');
  return (
    <section className="dir-group" aria-label={group.name}>
      <h3>
        {group.name} {group.code !== null && <span className="muted num">{group.code}</span>}
      </h3>
      {said.length > 0 && <p className="muted cap">{said.join(' · ')}</p>}
      <ul>
        {group.seats.map((seat) => (
          <Seat key={seat.key} seat={seat} chosen={seat.id !== null && seat.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  );
}

function press(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button.dir-row')];
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = step === undefined ? undefined : rows[here < 0 ? 0 : here + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The tree. */
export function Tree({
  groups,
  label,
  left,
  chosen,
  onChoose,
}: {
  readonly groups: readonly GroupView[];
  readonly label: string;
  /** Places that were not drawn. */
  readonly left: number;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <ScrollArea className="dir-tree" label={label}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the rows are buttons; arrows only move the focus among them */}
      <div onKeyDown={press}>
        {groups.map((group) => (
          <Group key={`${group.kind}/${group.code ?? ''}`} group={group} chosen={chosen} onChoose={onChoose} />
        ))}
        {left > 0 && <p className="muted dir-more">{words.tooMany(left)}</p>}
      </div>
    </ScrollArea>
  );
}
