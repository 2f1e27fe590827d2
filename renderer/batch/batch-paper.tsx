/** One paper of a batch as it is looked at: what is asked, what was said before, the text. */

import type { DocumentRow } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { SignedFiles, type Opened } from '../decide/looked.tsx';
import { awayWords, EnteredAwayNote, OwnDraftNote } from '../decide/standing.tsx';
import { stepWord } from '../decide/signed-what.tsx';
import { MiniSheet } from '../editor/mini-sheet.tsx';
import { Before, isKnown } from '../home/before.tsx';
import { Opinions } from '../home/preview.tsx';
import { myStep } from '../home/groups.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.batch;

/** How many of the 붙임 were opened on this PC: told, it stops nobody (LK1). */
function filesWords({ files }: Opened): string {
  const opened = files.filter(({ at }) => at !== null).length;
  return opened === 0 ? ko.looked.filesNot(files.length) : ko.looked.files(opened, files.length);
}

/** The paper. `onDrawn` tells which version's text stands on the screen. */
export function BatchPaper({ row, onDrawn }: { readonly row: DocumentRow; readonly onDrawn: (version: number) => void }) {
  const { value, error } = useQuery('documents.get', { documentId: row.documentId }, row.documentId);
  const { value: opened, reload } = useQuery('documents.looked', { documentId: row.documentId }, row.documentId);
  const step = myStep(row);
  const facts: readonly (readonly [string, string])[] = [
    [words.step, step === undefined ? '' : `${step.position} · ${stepWord(step)}`],
    ...(step?.as?.kind === 'acting' ? [[ko.document.decide.capacity, `${ko.acts.standing.acting} · ${awayWords(step.as)}`] as const] : []),
    [words.summary, value?.fields.summary ?? ''],
    [words.recipients, value?.fields.recipients.join(', ') ?? ''],
  ];
  return (
    <ScrollArea className="batch-paper" label={row.title}>
      <h3>{row.title}</h3>
      <p className="subtle">
        {row.lead.name} {row.unitName} · {ko.home.drafted(row.drafter)}
      </p>
      <dl className="kv">
        {facts.map(([label, text]) => (
          <div key={label} className="kv-row">
            <dt>{label}</dt>
            <dd>{text === '' ? words.none : text}</dd>
          </div>
        ))}
        <div className="kv-row">
          <dt>{words.attachments}</dt>
          <dd>{value === null || value.attachmentList.length === 0 ? words.none : <SignedFiles view={value} onOpened={reload} />}</dd>
        </div>
      </dl>
      {step !== undefined && <OwnDraftNote step={step} />}
      {step !== undefined && <EnteredAwayNote step={step} />}
      {value !== null && <Before view={value} />}
      <Opinions row={row} quiet={value !== null && isKnown(value)} />
      {error !== null && <Message tone="bad" text={error} />}
      {opened !== null && opened.files.length > 0 && <p className="cap muted">{filesWords(opened)}</p>}
      {value !== null && <MiniSheet key={value.version} view={value} onDrawn={() => onDrawn(value.version)} />}
    </ScrollArea>
  );
}
