/** 기한 바꾸기: the maker of a lane puts off or brings forward the days of what is still open (AP26). */

import { useState } from 'react';
import type { Acted } from '../../shared/api/contract.ts';
import type { LaneDueInput } from '../../shared/api/due-view.ts';
import type { DocumentView, LaneView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { DueFields, today } from './due-fields.tsx';

const words = ko.due;

const openSteps = (lane: LaneView) => lane.stages.flat().filter(({ kind, state }) => kind !== 'draft' && (state === 'now' || state === 'todo'));

/** Whether a day is gone that did not stand before. */
function isPast(due: LaneDueInput, before: LaneDueInput): boolean {
  const gone = (day: string | null, was: string | null): boolean => day !== null && day !== was && day < today();
  return gone(due.whole, before.whole) || Object.entries(due.steps).some(([id, day]) => gone(day, before.steps[id] ?? null));
}

/** The dialog. */
export function DueDialog({ view, lane, onClose }: { readonly view: DocumentView; readonly lane: LaneView; readonly onClose: (acted: Acted | null) => void }) {
  const steps = openSteps(lane);
  const open = new Set(steps.map(({ id }) => id));
  const before: LaneDueInput = { whole: lane.days.whole, steps: Object.fromEntries(Object.entries(lane.days.steps).filter(([id]) => open.has(id))) };
  const [due, setDue] = useState<LaneDueInput>(before);
  const { busy, said, run } = useAct();
  const missing = isPast(due, before) ? words.past : null;
  const send = async (): Promise<void> => {
    if (missing !== null) return;
    const done = await run('due.set', { documentId: view.documentId, due });
    if (done !== null) onClose(done);
  };
  useShortcuts({ 'Ctrl Enter': () => void send() }, true);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <DueFields due={due} steps={steps.map(({ id, position }) => ({ id, name: position }))} lead={lane.role === 'lead'} onDue={setDue} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} why={missing} onClose={() => onClose(null)} onAct={() => void send()} />
    </Dialog>
  );
}
