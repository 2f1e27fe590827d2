/** 사후보고 확인: what the deputy decided while the post was away; the decision stands, the confirmation and its opinion are kept (영 §10③). */

import { Words } from '../ui/words.tsx';
import type { DocumentView } from '../../shared/api/views.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { fullTime } from '../ui/dates.ts';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useKeptWords } from './use-kept-words.ts';

const words = ko.acts.report;

/** The dialog for the first report that waits for this person. */
export function ReportDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: (said: string | null, waiting?: boolean) => void }) {
  const { busy, said, run } = useAct();
  const report = view.reports.find(({ mine }) => mine);
  const { typed, put, drop } = useKeptWords(view.documentId, `report-${report?.stepId ?? ''}`);
  const { text } = typed;
  const confirm = async (): Promise<void> => {
    if (report === undefined) return;
    const opinion = { kind: text.trim() === '' ? 'none' : 'remark', text: text.trim() } as const;
    const done = await run('approval.confirmReport', { documentId: view.documentId, stepId: report.stepId, opinion });
    if (done === null) return;
    drop();
    onClose(done.sentence, done.state === 'waiting');
  };
  useShortcuts({ 'Ctrl Enter': () => void confirm() }, true);
  if (report === undefined) return null;
  return (
    <Dialog title={words.confirm} sub={<p className="subtle">{words.note}</p>} onClose={() => onClose(null)}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <dl className="kv">
          <dt>{words.forPost}</dt>
          <dd>
            {report.agencyName} {report.forPost}
          </dd>
          <dt>{words.decided}</dt>
          <dd>
            {report.deputy} <span className="tag acc">{ko.states.acting}</span>
          </dd>
          <dt>{words.when}</dt>
          <dd className="num">{fullTime(report.at)}</dd>
        </dl>
        <label htmlFor="report-opinion" className="b">
          {words.opinion}
        </label>
        <Words id="report-opinion" className="field big" rows={3} value={text} onChange={(event) => put({ text: event.target.value })} />
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      <DialogFoot word={words.confirm} busy={busy} busyWord={words.confirming} autoFocus onClose={() => onClose(null)} onAct={() => void confirm()} />
    </Dialog>
  );
}
