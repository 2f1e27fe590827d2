/** One paper of a 일괄기안 as its drafter looks over it: what it asks, the route, what is still to be put right, the text. */

import { MiniSheet } from '../editor/mini-sheet.tsx';
import { ko } from '../i18n/ko.ts';
import { Checks } from '../route/checks.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { Strand } from '../ui/strand.tsx';
import type { DocumentView } from '../../shared/api/views.ts';

const words = ko.bundle;

/** The paper; `place` are the buttons that move it in the list. */
export function BundlePaper({ view, main, children }: { readonly view: DocumentView; readonly main: boolean; readonly children: React.ReactNode }) {
  const { fields, attachmentList, checks } = view;
  const facts: readonly (readonly [string, string])[] = [
    [words.summary, fields.summary],
    [words.recipients, fields.recipients.join(', ')],
    [words.attachments, attachmentList.map(({ label }) => label).join(' ')],
    [words.recordFile, fields.recordFile],
  ];
  const open = view.status === 'drafting' ? checks.filter(({ state }) => state !== 'ok') : [];
  return (
    <ScrollArea className="batch-paper" label={view.title}>
      <div className="row bundle-place">
        <h3>{view.title}</h3>
        <span className="sp" />
        {children}
      </div>
      {main && <p className="subtle">{words.ofMain}</p>}
      <Strand order={view.order} lanes={view.lanes} size="panel" />
      {open.length > 0 && <Checks checks={open} />}
      <dl className="kv">
        {facts.map(([label, text]) => (
          <div key={label} className="kv-row">
            <dt>{label}</dt>
            <dd>{text === '' ? words.none : text}</dd>
          </div>
        ))}
      </dl>
      <MiniSheet key={view.rooms.main} view={view} />
    </ScrollArea>
  );
}
