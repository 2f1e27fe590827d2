/** What a file or a reorganisation would change, line by line, and every wrong line. */

import type { ImportPreview } from '../../shared/api/directory-view.ts';
import { ko } from '../i18n/ko.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.directory.file;

/** Lines drawn at once. */
const MOST_LINES = 300;

function Faults({ faults, lines }: Pick<ImportPreview, 'faults'> & { readonly lines: boolean }) {
  return (
    <>
      <Message tone="bad" text={lines ? words.faults(faults.length) : words.refused} />
      <ScrollArea className="dir-lines" label={words.faultList}>
        <ol className={lines ? 'kept-rows' : 'dir-changes'}>
          {faults.slice(0, MOST_LINES).map(({ line, message }) => (
            <li key={`${line}/${message}`}>
              {lines && <b className="num nw">{words.line(line)}</b>}
              <span>{message}</span>
            </li>
          ))}
        </ol>
        {faults.length > MOST_LINES && <p className="muted">{words.more(faults.length - MOST_LINES)}</p>}
      </ScrollArea>
    </>
  );
}

function Changes({ changes, lines }: Pick<ImportPreview, 'changes'> & { readonly lines: boolean }) {
  if (changes.length === 0) return <Message tone="ok" text={words.nothing} />;
  return (
    <>
      <p>
        <b>{words.changes(changes.length)}</b> <span className="muted">{words.notYet}</span>
      </p>
      <ScrollArea className="dir-lines" label={words.changeList}>
        <ol className="kept-rows">
          {changes.slice(0, MOST_LINES).map(({ line, kind, what }) => (
            <li key={`${line}/${kind}/${what}`}>
              <span className={kind === '자리 겹침' ? 'tag warn' : 'tag'}>{kind}</span>
              <span>
                {what} {lines && <span className="muted cap nw">{words.line(line)}</span>}
              </span>
            </li>
          ))}
        </ol>
        {changes.length > MOST_LINES && <p className="muted">{words.more(changes.length - MOST_LINES)}</p>}
      </ScrollArea>
    </>
  );
}

/** The preview: wrong lines alone where there are any. `lines` false where no file was read. */
export function ImportPreviewList({ seen, lines = true }: { readonly seen: ImportPreview; readonly lines?: boolean }) {
  return seen.faults.length > 0 ? <Faults faults={seen.faults} lines={lines} /> : <Changes changes={seen.changes} lines={lines} />;
}

/** Why nothing can be signed yet; null where it can. */
export function whyNotSigned(seen: ImportPreview | null): string | null {
  if (seen === null) return words.why;
  if (seen.faults.length > 0) return words.whyFaults;
  return seen.changes.length === 0 ? words.whyNothing : null;
}
