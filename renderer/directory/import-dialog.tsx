/** 조직도 가져오기: choose a file, read what it would change and every wrong line, then sign once. */

import { useState } from 'react';
import type { ImportPreview } from '../../shared/api/directory-view.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';

const words = ko.directory.file;

/** Lines drawn at once. */
const MOST_LINES = 300;

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function Faults({ faults }: Pick<ImportPreview, 'faults'>) {
  return (
    <>
      <Message tone="bad" text={words.faults(faults.length)} />
      <ScrollArea className="dir-lines" label={words.faultList}>
        <ol className="kept-rows">
          {faults.slice(0, MOST_LINES).map(({ line, message }) => (
            <li key={`${line}/${message}`}>
              <b className="num nw">{words.line(line)}</b>
              <span>{message}</span>
            </li>
          ))}
        </ol>
        {faults.length > MOST_LINES && <p className="muted">{words.more(faults.length - MOST_LINES)}</p>}
      </ScrollArea>
    </>
  );
}

function Changes({ changes }: Pick<ImportPreview, 'changes'>) {
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
              <span className="tag">{kind}</span>
              <span>
                {what} <span className="muted cap nw">{words.line(line)}</span>
              </span>
            </li>
          ))}
        </ol>
        {changes.length > MOST_LINES && <p className="muted">{words.more(changes.length - MOST_LINES)}</p>}
      </ScrollArea>
    </>
  );
}

/** Why nothing can be signed yet; null where it can. */
function whyNot(seen: ImportPreview | null): string | null {
  if (seen === null) return words.why;
  if (seen.faults.length > 0) return words.whyFaults;
  return seen.changes.length === 0 ? words.whyNothing : null;
}

/** The dialog. `onDone` hears what was published. */
export function ImportDialog({ onDone, onClose }: { readonly onDone: (sentence: string) => void; readonly onClose: () => void }) {
  const act = useAct();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const look = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    setPicked(read);
    setSeen(await act.run('directory.preview', read));
  };
  const publish = async (): Promise<void> => {
    if (picked === null || seen === null) return;
    const done = await act.run('directory.apply', { ...picked, rev: seen.rev });
    if (done !== null) onDone(done.sentence);
    else setSeen(null);
  };
  return (
    <Dialog wide title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      <div className="dialog-body">
        <div className="row-gap">
          <label className="btn file-button">
            <Icon name="folder" />
            {act.busy && seen === null ? words.picking : words.pick}
            <input
              type="file"
              accept=".csv,.txt,.json"
              aria-label={words.pick}
              disabled={act.busy}
              onChange={(event) => {
                const { currentTarget } = event;
                void look(currentTarget.files?.[0]).finally(() => (currentTarget.value = ''));
              }}
            />
          </label>
          {picked !== null && <span className="ell">{picked.name}</span>}
        </div>
        {picked === null && (
          <ul className="note-list muted cap">
            {words.headings.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
        {seen !== null && (seen.faults.length > 0 ? <Faults faults={seen.faults} /> : <Changes changes={seen.changes} />)}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn" onClick={onClose}>
          {ko.close}
        </button>
        <ActButton look="pri" busy={act.busy && seen !== null} busyWord={words.busy} why={whyNot(seen)} onAct={() => void publish()}>
          {words.act}
        </ActButton>
      </footer>
    </Dialog>
  );
}
