/** One paper of a batch as it is looked at: what is asked, what was said before, the text. */

import type { DocumentRow } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { awayWords } from '../decide/standing.tsx';
import { stepWord } from '../decide/signed-what.tsx';
import { MiniSheet } from '../editor/mini-sheet.tsx';
import { Opinions } from '../home/preview.tsx';
import { myStep } from '../home/groups.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.batch;

/** The paper. */
export function BatchPaper({ row }: { readonly row: DocumentRow }) {
  const { value, error } = useQuery('documents.get', { documentId: row.documentId }, row.documentId);
  const step = myStep(row);
  const facts: readonly (readonly [string, string])[] = [
    [words.step, step === undefined ? '' : `${step.position} · ${stepWord(step)}`],
    ...(step?.as?.kind === 'acting' ? [[ko.document.decide.capacity, `${ko.acts.standing.acting} · ${awayWords(step.as)}`] as const] : []),
    [words.summary, value?.fields.summary ?? ''],
    [words.recipients, value?.fields.recipients.join(', ') ?? ''],
    [words.attachments, value?.attachmentList.map((one) => one.label).join(' ') ?? ''],
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
      </dl>
      <Opinions row={row} />
      {error !== null && <Message tone="bad" text={error} />}
      {value !== null && <MiniSheet key={value.documentId} view={value} />}
    </ScrollArea>
  );
}
