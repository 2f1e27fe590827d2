/** 열람범위: how far a paper may be read in its agency, and further units (RT10). */

import { useState } from 'react';
import type { ConsultedView } from '../../shared/api/consultation-view.ts';
import type { Acted } from '../../shared/api/contract.ts';
import type { ReadersView } from '../../shared/api/readers-view.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { TargetPicker } from '../consultation/target-picker.tsx';
import { koReaders as words } from '../i18n/ko-readers.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

type Scope = ReadersView['scope'];

const SCOPES = Object.keys(words.scopes) as Scope[];

function Scopes({ chosen, onChoose }: { readonly chosen: Scope; readonly onChoose: (scope: Scope) => void }) {
  return (
    <fieldset className="choices">
      <legend>{words.scope}</legend>
      {SCOPES.map((scope) => (
        <label key={scope} className={scope === chosen ? 'choice on' : 'choice'}>
          <input type="radio" name="scope" checked={scope === chosen} onChange={() => onChoose(scope)} />
          <b>{words.scopes[scope][0]}</b>
          <span className="muted cap">{words.scopes[scope][1]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The dialog. */
export function ReadersDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (acted: Acted | null) => void }) {
  const { readers, documentId } = view;
  const [scope, setScope] = useState<Scope>(readers.scope);
  const [units, setUnits] = useState<readonly ConsultedView[]>(readers.units.map((unit) => ({ ...unit, person: null })));
  const { busy, said, run } = useAct();
  const save = async (): Promise<void> => {
    const done = await run('readers.set', { documentId, range: { scope, units: units.map(({ agency, unit }) => ({ agency, unit })) } });
    if (done !== null) onClose(done);
  };
  useShortcuts({ 'Ctrl Enter': () => void save() }, true);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <Scopes chosen={scope} onChoose={setScope} />
        <TargetPicker documentId={documentId} chosen={units} onChange={setUnits} heading={words.more} unitsOnly />
        <p className="muted cap">{words.moreNote}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} onClose={() => onClose(null)} onAct={() => void save()} />
    </Dialog>
  );
}
