/** 위임전결·직무대리·부재 of an agency: three tables everybody reads, and what its administrator may change in each. */

import { useState, type ReactNode } from 'react';
import type { DutiesView } from '../../shared/api/directory-view.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { DelegationDialog } from './delegation-dialog.tsx';
import { AbsenceDialog, DeputyDialog, HolidayDialog, HolidayEndsDialog, ReturnDialog } from './duty-dialogs.tsx';
import type { PickedPerson } from './pick-person.tsx';
import { PartHead, type PartAdd, type PartInput } from './part-head.tsx';

const words = ko.directory.duties;
const { delegation, deputies, absences, holidays } = words;

type Deputies = DutiesView['deputies'];
type Holiday = DutiesView['holidays'][number];
type Over = 'delegation' | 'absence' | 'holiday' | { readonly ends: Holiday } | { readonly deputy: Deputies[number] | null } | { readonly back: PickedPerson };

function Section({ title, note, none, add, children }: { title: string; note: string; none: string | null; add: PartAdd | null; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <PartHead words={{ title, note }} add={add} />
      {none === null ? children : <p className="muted">{none}</p>}
    </section>
  );
}

function Columns({ names, acts }: { readonly names: readonly string[]; readonly acts: boolean }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {acts && (
          <th scope="col">
            <span className="sr">{words.act.column}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function DelegationTable({ rows }: { readonly rows: DutiesView['delegation'] }) {
  return (
    <table className="tb">
      <Columns names={Object.values(delegation.columns)} acts={false} />
      <tbody>
        {rows.map(({ work, least, approver, article }) => (
          <tr key={`${work}/${least ?? ''}/${approver}`}>
            <td>
              <b>{work}</b>
            </td>
            <td className="num nw">{least === null ? '' : delegation.least(least)}</td>
            <td className="nw">{approver}</td>
            <td className="muted">{article}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why, who designated, and the order. */
function groundsOf({ ground, by, order }: Deputies[number]): string {
  return [ground, by === null ? deputies.byLaw : deputies.byPost(by), order === null ? '' : deputies.order(order)].filter((part) => part !== '').join(' · ');
}

function DeputyTable({ rows, day, onEdit }: { readonly rows: Deputies; readonly day: string; readonly onEdit: ((entry: Deputies[number]) => void) | null }) {
  return (
    <table className="tb">
      <Columns names={Object.values(deputies.columns)} acts={onEdit !== null} />
      <tbody>
        {rows.map((entry) => (
          <tr key={`${entry.of}/${entry.from}`}>
            <td>
              <b>{entry.of}</b>
            </td>
            <td>
              {entry.name} <span className="muted">{entry.ownPost}</span>
              {entry.fault !== null && <span className="dir-fault line cap">{entry.fault}</span>}
            </td>
            <td>
              <span className="num nw">{words.days(entry.from, entry.until)}</span>{' '}
              {entry.from <= day && <span className={entry.fault === null ? 'tag acc' : 'tag bad'}>{deputies.now}</span>}
              <span className="muted line cap">{groundsOf(entry)}</span>
            </td>
            {onEdit !== null && (
              <td>
                <button type="button" className="btn sm" aria-label={deputies.editOf(entry.of)} onClick={() => onEdit(entry)}>
                  {deputies.edit}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AbsenceTable({ rows, day, onBack }: { rows: DutiesView['absences']; day: string; onBack: ((person: PickedPerson) => void) | null }) {
  return (
    <table className="tb">
      <Columns names={Object.values(absences.columns)} acts={onBack !== null} />
      <tbody>
        {rows.map(({ person, name, post, from, until, ground }) => (
          <tr key={`${person}/${from}`}>
            <td>
              <b>{name}</b> <span className="muted">{post}</span>
            </td>
            <td className="num nw">
              {words.days(from, until)} {from <= day && <span className="tag warn">{deputies.now}</span>}
            </td>
            <td>{ground}</td>
            {onBack !== null && (
              <td>
                <button type="button" className="btn sm" aria-label={absences.backOf(name)} onClick={() => onBack({ id: person, name })}>
                  {absences.back}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HolidayTable({ rows, onEnd }: { readonly rows: DutiesView['holidays']; readonly onEnd: ((day: Holiday) => void) | null }) {
  return (
    <table className="tb">
      <Columns names={Object.values(holidays.columns)} acts={onEnd !== null} />
      <tbody>
        {rows.map((one) => (
          <tr key={one.day}>
            <td className="num nw">{words.days(one.day, one.day)}</td>
            <td>{one.name}</td>
            {onEnd !== null && (
              <td>
                <button type="button" className="btn sm" aria-label={holidays.removeOf(one.name)} onClick={() => onEnd(one)}>
                  {holidays.remove}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Dialogs({
  agency,
  value,
  over,
  onDone,
  onClose,
}: {
  agency: string;
  value: DutiesView;
  over: Over;
  onDone: (sentence: string) => void;
  onClose: () => void;
}) {
  const common = { agency, day: value.day, onDone, onClose };
  if (over === 'delegation') return <DelegationDialog rows={value.delegation} onDone={onDone} onClose={onClose} />;
  if (over === 'absence') return <AbsenceDialog {...common} of={null} />;
  if (over === 'holiday') return <HolidayDialog {...common} />;
  if ('ends' in over) return <HolidayEndsDialog of={over.ends} onDone={onDone} onClose={onClose} />;
  if ('back' in over) return <ReturnDialog day={value.day} of={over.back} onDone={onDone} onClose={onClose} />;
  return <DeputyDialog {...common} entry={over.deputy} />;
}

/** The part. `administers` where the person at work may change this agency. */
export function DutiesPart({ agency, administers, onSaid }: PartInput) {
  const { value, error, reload } = useQuery('directory.duties', { agency }, 'directory');
  const [over, setOver] = useState<Over | null>(null);
  const done = (sentence: string): void => {
    setOver(null);
    reload();
    onSaid(sentence);
  };
  const add = (word: string, to: Over): PartAdd | null => (administers ? { word, onAct: () => setOver(to) } : null);
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && (
        <>
          <Section
            title={deputies.title}
            note={deputies.note}
            none={value.deputies.length === 0 ? deputies.none : null}
            add={add(deputies.add, { deputy: null })}
          >
            <DeputyTable rows={value.deputies} day={value.day} onEdit={administers ? (deputy) => setOver({ deputy }) : null} />
          </Section>
          <Section title={absences.title} note={absences.note} none={value.absences.length === 0 ? absences.none : null} add={add(absences.add, 'absence')}>
            <AbsenceTable rows={value.absences} day={value.day} onBack={administers ? (back) => setOver({ back }) : null} />
          </Section>
          <Section title={holidays.title} note={holidays.note} none={value.holidays.length === 0 ? holidays.none : null} add={add(holidays.add, 'holiday')}>
            <HolidayTable rows={value.holidays} onEnd={administers ? (ends) => setOver({ ends }) : null} />
          </Section>
          <Section
            title={delegation.title}
            note={delegation.note}
            none={value.delegation.length === 0 ? delegation.none : null}
            add={add(delegation.open, 'delegation')}
          >
            <DelegationTable rows={value.delegation} />
          </Section>
          {over !== null && <Dialogs agency={agency} value={value} over={over} onDone={done} onClose={() => setOver(null)} />}
        </>
      )}
    </ScrollArea>
  );
}
