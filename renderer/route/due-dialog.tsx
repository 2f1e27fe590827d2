/** 기한 바꾸기: the maker of a lane puts off or brings forward the days of what is still open (AP26). */

import { useState } from 'react';
import { isDueGone } from '../../shared/approval/due.ts';
import type { Acted } from '../../shared/api/contract.ts';
import type { LaneDueInput } from '../../shared/api/due-view.ts';
import type { DocumentView, LaneView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { today } from '../ui/day-input.tsx';
import { DueFields } from './due-fields.tsx';

const words = ko.due;

const openSteps = (lane: LaneView) => lane.stages.flat().filter(({ kind, state }) => kind !== 'draft' && (state === 'now' || state === 'todo'));

/** The dialog. */
export function DueDialog({ view, lane, onClose }: { readonly view: DocumentView; readonly lane: LaneView; readonly onClose: (acted: Acted | null) => void }) {
  const steps = openSteps(lane);
  const open = new Set(steps.map(({ id }) => id));
  const before: LaneDueInput = { whole: lane.days.whole, steps: Object.fromEntries(Object.entries(lane.days.steps).filter(([id]) => open.has(id))) };
  const [due, setDue] = useState<LaneDueInput>(before);
  const { busy, said, run } = useAct();
  const missing = isDueGone(due, before, today()) ? words.past : null;
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
        <DueFields due={due} before={before} steps={steps.map(({ id, position }) => ({ id, name: position }))} lead={lane.role === 'lead'} onDue={setDue} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.save} busy={busy} busyWord={words.saving} why={missing} onClose={() => onClose(null)} onAct={() => void send()} />
    </Dialog>
  );
}
