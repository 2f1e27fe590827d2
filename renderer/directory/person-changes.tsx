/** What an administrator may change of somebody in the directory: place and duties, a further post, days away, leaving. */

import { useState } from 'react';
import type { PersonView } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';
import { AbsenceDialog } from './duty-dialogs.tsx';
import { ConcurrentDialog, LeaveDialog, PersonDialog } from './people-dialogs.tsx';

const words = ko.directory.changes;

type Over = 'edit' | 'concurrent' | 'absence' | 'leave';

const BUTTONS = [
  ['edit', words.edit],
  ['concurrent', words.concurrent],
  ['absence', ko.directory.duties.absences.title],
  ['leave', words.leave],
] as const satisfies readonly (readonly [Over, string])[];

/** Buttons and their dialogs. `onDone` hears what was published. */
export function PersonChanges({ person, onDone }: { readonly person: PersonView; readonly onDone: (sentence: string) => void }) {
  const [over, setOver] = useState<Over | null>(null);
  const { id, name, duties, seat, further, day, agency } = person;
  const of = { id, name, duties, ...seat };
  const close = (): void => setOver(null);
  const done = (sentence: string): void => {
    close();
    onDone(sentence);
  };
  const common = { onDone: done, onClose: close };
  return (
    <>
      <div className="row-gap dir-acts">
        {BUTTONS.map(([what, text]) => (
          <button key={what} type="button" className="btn sm" onClick={() => setOver(what)}>
            {text}
          </button>
        ))}
      </div>
      {over === 'edit' && <PersonDialog {...common} of={of} />}
      {over === 'concurrent' && <ConcurrentDialog {...common} of={of} held={further.map(({ unit, position }) => ({ unit: unit ?? '', position }))} />}
      {over === 'absence' && <AbsenceDialog {...common} agency={agency} day={day} of={{ id, name }} />}
      {over === 'leave' && <LeaveDialog {...common} of={of} />}
    </>
  );
}
