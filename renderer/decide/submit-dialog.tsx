/** 결재 올림: says what is fixed and signed, and what nobody can do afterwards. */

import { useState } from 'react';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Checks } from '../route/checks.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Strand } from '../ui/strand.tsx';
import { Deviation } from './signed-what.tsx';
import { ExemptionChoice, Flags, marksMissing, type Exemption } from './submit-flags.tsx';

/** Whose turn it is once the paper is up; where the drafter decides alone, whether that establishes it or hands it on to the partners. Pure. */
export function nextWords(lanes: DocumentView['lanes']): string {
  const words = ko.document.submit;
  const lead = lanes.find((lane) => lane.role === 'lead');
  const next = lead?.stages.find((stage) => stage.every((step) => step.kind !== 'draft'));
  if (next !== undefined) return next.map((step) => `${step.position} ${ko.kinds[step.kind]}`).join(' · ');
  const alone = lead?.stages.flat().length === 1 && lead.stages[0]?.[0]?.delegated === true;
  if (!alone) return words.none;
  return lanes.some((lane) => lane.role === 'partner') ? words.aloneOfJoint : words.alone;
}

/** The dialog. */
export function SubmitDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null, waiting?: boolean) => void }) {
  const { busy, said, run } = useAct();
  const words = ko.document.submit;
  const [flags, setFlags] = useState({ important: view.important, majorPolicy: view.majorPolicy });
  const [exemption, setExemption] = useState<Exemption>(null);
  const lead = view.lanes.find((lane) => lane.role === 'lead');
  const exempt = marksMissing(lead);
  const missing = exempt && exemption === null ? ko.routeRules.exemption.needed : null;
  const submit = async (): Promise<void> => {
    if (missing !== null) return;
    const done = await run('approval.submit', { documentId: view.documentId, ...flags, exemption: exempt ? exemption : null });
    if (done !== null) onClose(done.sentence, done.state === 'waiting');
  };
  useShortcuts({ 'Ctrl Enter': () => void submit() }, true);
  // The ground that was chosen answers what is asked about ★ and ⊙.
  const asked = view.checks.filter((check) => check.state === 'warn' && !(exempt && exemption !== null && check.title.includes('★')));
  const partners = view.lanes.filter((lane) => lane.role === 'partner').map((lane) => lane.agency.name);
  return (
    <Dialog title={words.title} sub={<p className="subtle">{words.fixed}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <dl className="kv">
          <dt>{words.body}</dt>
          <dd>{ko.version(view.version)}</dd>
          <dt>{words.attachments}</dt>
          <dd>{view.attachmentList.length === 0 ? words.none : view.attachmentList.map((one) => <div key={one.sha256}>{one.label}</div>)}</dd>
          <dt>{words.next}</dt>
          <dd>{nextWords(view.lanes)}</dd>
          {partners.length > 0 && (
            <>
              <dt>{words.partners}</dt>
              <dd>
                {partners.join(' · ')} <span className="muted">· {words.own}</span>
              </dd>
            </>
          )}
        </dl>
        {lead !== undefined && <Deviation lane={lead} />}
        <Strand order={view.order} lanes={view.lanes} size="panel" />
        {exempt && <ExemptionChoice chosen={exemption} onChoose={setExemption} />}
        <Flags flags={flags} onFlags={setFlags} />
        {asked.length > 0 && <Checks checks={asked} />}
        <p className="muted cap">{words.after}</p>
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.button} busy={busy} busyWord={words.busy} why={missing} autoFocus onClose={() => onClose(null)} onAct={() => void submit()} />
    </Dialog>
  );
}
