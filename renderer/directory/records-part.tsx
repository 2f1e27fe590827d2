/** 기록물철 of an agency: those in use, then those that were closed. The administrator adds and closes them here. */

import { useState } from 'react';
import type { RecordFileView } from '../../shared/api/directory-view.ts';
import { useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { dayOnly } from '../ui/dates.ts';
import { Message } from '../ui/message.tsx';
import { ScrollArea } from '../ui/scroll-area.tsx';
import { AddRecordFile, CloseRecordFile } from './record-dialogs.tsx';
import { PartHead, type PartInput } from './part-head.tsx';

const words = ko.directory.records;

function Files({ files, onEnd }: { readonly files: readonly RecordFileView[]; readonly onEnd: ((file: RecordFileView) => void) | null }) {
  const { columns } = words;
  const closed = files.some((file) => file.closed !== null);
  return (
    <table className="tb">
      <thead>
        <tr>
          {[columns.unit, columns.name, columns.work, columns.retention, closed ? columns.closed : columns.since].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          {onEnd !== null && (
            <th scope="col">
              <span className="sr">{words.close}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={`${file.unit}/${file.name}/${file.closed ?? ''}`}>
            <td>{file.unitName}</td>
            <td>
              <b>{file.name}</b>
            </td>
            <td>{file.work}</td>
            <td className="nw">{file.retention}</td>
            <td className="nw num muted">{dayOnly(file.closed ?? file.since)}</td>
            {onEnd !== null && (
              <td>
                <button type="button" className="btn sm" aria-label={words.closeOf(file.name)} onClick={() => onEnd(file)}>
                  {words.close}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The part. `administers` where the person at work may change this agency. */
export function RecordsPart({ agency, administers, onSaid }: PartInput) {
  const { value, error } = useQuery('directory.records', { agency }, 'directory');
  const [adding, setAdding] = useState(false);
  const [closing, setClosing] = useState<RecordFileView | null>(null);
  const files = value?.files ?? [];
  const [inUse, closed] = [files.filter((file) => file.closed === null), files.filter((file) => file.closed !== null)];
  const end = (): void => {
    setAdding(false);
    setClosing(null);
  };
  const done = (sentence: string): void => {
    end();
    onSaid(sentence);
  };
  return (
    <ScrollArea className="dir-tree dir-part" label={words.title}>
      {error !== null && <Message tone="bad" text={error} />}
      <PartHead words={words} add={administers ? { word: words.add, onAct: () => setAdding(true) } : null} />
      {value !== null && inUse.length === 0 && <p className="muted">{words.none}</p>}
      {inUse.length > 0 && <Files files={inUse} onEnd={administers ? setClosing : null} />}
      {closed.length > 0 && (
        <>
          <h3>{words.closedTitle}</h3>
          <Files files={closed} onEnd={null} />
        </>
      )}
      {adding && <AddRecordFile onDone={done} onClose={end} />}
      {closing !== null && <CloseRecordFile file={closing} onDone={done} onClose={end} />}
    </ScrollArea>
  );
}
