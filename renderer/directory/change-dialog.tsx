/** A change of the directory made at the screen: fields, then what it changes, then one signature. Its rows are those of a file. */

import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '../../shared/api/directory-view.ts';
import { toJson, type TableRow } from '../../shared/org/import/table.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { ImportPreviewList, whyNotSigned } from './import-preview.tsx';

const words = ko.directory.reorganise;

/** The dialog. `rows` are null while there is nothing to choose from, `why` says what is missing; `onDone` hears what was published. */
export function ChangeDialog({
  title,
  note,
  rows,
  why,
  onDone,
  onClose,
  children,
}: {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly TableRow[] | null;
  readonly why: string | null;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const act = useAct();
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const file = { name: `${title}.json`, bytes: new TextEncoder().encode(toJson(rows ?? [])) };
  const look = async (): Promise<void> => setSeen(await act.run('directory.preview', file));
  const publish = async ({ rev }: ImportPreview): Promise<void> => {
    const done = await act.run('directory.apply', { ...file, rev });
    if (done !== null) onDone(done.sentence);
    else setSeen(null);
  };
  return (
    <Dialog wide title={title} sub={<p className="subtle">{note}</p>} onClose={onClose}>
      <div className="dialog-body">
        {seen === null && children}
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
        {seen !== null && <ImportPreviewList seen={seen} lines={false} />}
      </div>
      <footer className="dialog-foot">
        <span className="sp" />
        <button type="button" className="btn" onClick={seen === null ? onClose : () => setSeen(null)}>
          {seen === null ? ko.close : words.back}
        </button>
        {rows !== null && seen === null && (
          <ActButton look="pri" busy={act.busy} busyWord={words.looking} why={why} onAct={() => void look()}>
            {words.look}
          </ActButton>
        )}
        {seen !== null && (
          <ActButton look="pri" busy={act.busy} busyWord={ko.directory.file.busy} why={whyNotSigned(seen)} onAct={() => void publish(seen)}>
            {ko.directory.file.act}
          </ActButton>
        )}
      </footer>
    </Dialog>
  );
}
