/** 조직도 가져오기: choose a file, read what it would change and every wrong line, then sign once. */

import { useState } from 'react';
import type { ImportPreview } from '../../shared/api/directory-view.ts';
import { useAct } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { ImportPreviewList, whyNotSigned } from './import-preview.tsx';
import { ActFoot } from './act-foot.tsx';

const words = ko.directory.file;

/** Formats the directory is written in. */
const FORMATS = ['csv', 'json'] as const;

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The dialog. `onDone` hears what was published. */
export function ImportDialog({ onDone, onClose }: { readonly onDone: (sentence: string) => void; readonly onClose: () => void }) {
  const act = useAct();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [reading, setReading] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const look = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    // What the file before would change stands under no other name.
    setSeen(null);
    setPicked(null);
    setReading(file.name);
    const read = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    setSeen(await act.run('directory.preview', read));
    setPicked(read);
    setReading(null);
  };
  const save = async (format: 'csv' | 'json'): Promise<void> => {
    const done = await act.run('directory.export', { format });
    if (done !== null) setSaved(done.path);
  };
  const publish = async (): Promise<void> => {
    if (picked === null || seen === null) return;
    const done = await act.run('directory.apply', { ...picked, rev: seen.rev });
    if (done !== null) onDone(done.sentence);
    else setSeen(null);
  };
  const name = reading ?? picked?.name ?? null;
  return (
    <Dialog wide title={words.title} sub={<p className="subtle">{words.note}</p>} onClose={onClose}>
      <div className="dialog-body">
        <div className="row-gap">
          <label className="btn file-button">
            <Icon name="folder" />
            {reading === null ? words.pick : words.picking}
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
          {name !== null && <span className="ell">{name}</span>}
        </div>
        {name === null && (
          <div className="row-gap">
            {FORMATS.map((format) => (
              <button key={format} type="button" className="btn sm" disabled={act.busy} onClick={() => void save(format)}>
                {format === 'csv' ? ko.directory.records.saveCsv : ko.directory.records.saveJson}
              </button>
            ))}
            {saved !== null && <span className="subtle">{ko.directory.records.saved(saved)}</span>}
          </div>
        )}
        {name === null && (
          <ul className="note-list muted cap">
            {words.headings.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {act.said?.ok === false && <Message tone="bad" text={act.said.text} onClose={act.clear} />}
        {seen !== null && <ImportPreviewList seen={seen} />}
      </div>
      <ActFoot
        act={{ word: words.act, busy: act.busy && seen !== null, busyWord: words.busy, why: whyNotSigned(seen), run: () => void publish() }}
        onClose={onClose}
      />
    </Dialog>
  );
}
