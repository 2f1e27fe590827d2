/** What this person really opened before signing: text, 붙임, and what changed (screens `decide`). Each 붙임 can be opened from here. */

import { useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import { useQuery } from '../api/use-query.ts';
import { AttachmentDialog } from '../editor/attachment-dialog.tsx';
import { ko } from '../i18n/ko.ts';
import { seenWords } from '../route/holder.tsx';
import { shortTime, hourTime } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';

/** The answer of the backend. */
export type Opened = Output<'documents.looked'>;

type At = Opened['text'];

const words = ko.looked;

/** First and last time of some looks, the hour alone where the day is the same. */
function span(looks: readonly At[]): string {
  const at = looks.flatMap((look) => (look === null ? [] : [look.first, look.last])).toSorted();
  const [first = '', last = ''] = [at[0], at.at(-1)];
  return shortTime(first).split(' ').slice(0, 2).join() === shortTime(last).split(' ').slice(0, 2).join()
    ? words.span(hourTime(first), hourTime(last))
    : words.span(shortTime(first), shortTime(last));
}

interface Line {
  readonly text: string;
  readonly done: boolean;
  readonly when: string;
}

/** The lines in words: one where everything was opened, else each part by itself. Pure. */
export function lookedLines({ text, files, diff }: Opened, version: number): Line[] {
  const opened = files.filter(({ at }) => at !== null);
  const whole = text !== null && opened.length === files.length;
  const parts: Line[] = whole
    ? [{ text: words.all(files.length), done: true, when: span([text, ...files.map(({ at }) => at)]) }]
    : [
        { text: text === null ? words.textNot : words.text, done: text !== null, when: span([text]) },
        ...(files.length === 0
          ? []
          : [
              {
                text: opened.length === 0 ? words.filesNot(files.length) : words.files(opened.length, files.length),
                done: opened.length === files.length,
                when: span(opened.map(({ at }) => at)),
              },
            ]),
      ];
  if (diff === null) return parts;
  const { from, at } = diff;
  return [...parts, { text: at === null ? words.diffNot(from, version) : words.diff(from, version), done: at !== null, when: span([at]) }];
}

/** The lines. */
export function LookedLines({ opened, view }: { readonly opened: Opened; readonly view: DocumentView }) {
  const lines = lookedLines(opened, view.version);
  return (
    <ul className="looked">
      {lines.map(({ text, done, when }) => (
        <li key={text} className="row-gap cap">
          <Glyph state={done ? 'ok' : 'warn'} size={16} />
          <span>{text}</span>
          <span className="sp" />
          <span className="muted num nw">{when}</span>
        </li>
      ))}
      {lines.some(({ done }) => !done) && <li className="muted cap">{words.here}</li>}
    </ul>
  );
}

/** Agencies nobody of which is in touch with the server: it does not matter for this signature. */
export function CutLines({ view, now }: { readonly view: DocumentView; readonly now: number }) {
  const { value } = useQuery('progress.waiting', { documentId: view.documentId }, view.documentId);
  const cut = (value?.agencies ?? []).filter(({ agency, here }) => !here && agency !== view.myAgency);
  return cut.map(({ agency, seenAt }) => (
    <p key={agency} className="row-gap cap">
      <Glyph state="warn" size={16} />
      <span>
        {view.agencies.find(({ code }) => code === agency)?.name} {ko.progress.cut} <span className="muted">{ko.progress.noMatter}</span>
      </span>
      <span className="sp" />
      <span className="muted num nw">{seenAt === null ? '' : ko.progress.since(seenWords(seenAt, now))}</span>
    </p>
  ));
}

/** 붙임 by name; each opens over the dialog. `onOpened` once it was read. */
export function SignedFiles({ view, onOpened }: { readonly view: DocumentView; readonly onOpened: () => void }) {
  const [shown, setShown] = useState<DocumentView['attachmentList'][number] | null>(null);
  return (
    <>
      {view.attachmentList.map((one) => (
        <div key={one.sha256}>
          <button type="button" className="link" title={words.open(one.label)} onClick={() => setShown(one)}>
            {one.label}
          </button>
        </div>
      ))}
      {shown !== null && (
        <AttachmentDialog
          documentId={view.documentId}
          one={shown}
          onClose={() => {
            setShown(null);
            onOpened();
          }}
        />
      )}
    </>
  );
}
