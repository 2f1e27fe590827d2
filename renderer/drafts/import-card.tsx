/** Importing a Markdown file with front matter and its attachments, or one document of another program, chosen step by step or dropped. */

import { useState } from 'react';
import { decodeText } from '../../shared/lib/decode.ts';
import { useAct } from '../api/use-query.ts';
import { Notes } from '../editor/bring-file.tsx';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { chosenOf, droppedFiles, namedIn, readChosen, withChosen, type Chosen, type ChosenFile } from './chosen-files.ts';

const oldKorean = (bytes: Uint8Array): string => new TextDecoder('euc-kr').decode(bytes);

const words = ko.editor;

/** What was chosen so far, and what came of it. Complete choices are imported at once. */
function useImport(onCreated: (documentId: string) => void) {
  const act = useAct();
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [tooMany, setTooMany] = useState(false);
  const [made, setMade] = useState<{ documentId: string; notes: readonly string[] } | null>(null);
  const begin = async (chosen: Chosen): Promise<void> => {
    if (chosen.kind === 'official') {
      const markdown = decodeText(chosen.document.bytes, oldKorean);
      const done = await act.run('documents.import', { markdown, attachments: namedIn(markdown, chosen.others) });
      if (done !== null) onCreated(done.documentId);
    } else if (chosen.kind === 'foreign') {
      const done = await act.run('documents.importFile', chosen.document);
      if (done?.notes.length === 0) onCreated(done.documentId);
      else setMade(done);
    }
  };
  const put = (next: readonly ChosenFile[]): void => {
    act.clear();
    setTooMany(false);
    setMade(null);
    setFiles(next);
  };
  const add = async (given: readonly File[] | null): Promise<void> => {
    if (given === null) {
      setTooMany(true);
    } else if (given.length > 0) {
      const next = withChosen(files, await readChosen(given));
      put(next);
      await begin(chosenOf(next));
    }
  };
  return { act, files, chosen: chosenOf(files), tooMany, made, add, begin, remove: (name: string) => put(files.filter((file) => file.name !== name)) };
}

/** The list of chosen files; each can be taken out again. */
function Picked({ files, chosen, onRemove }: { readonly files: readonly ChosenFile[]; readonly chosen: Chosen; readonly onRemove: (name: string) => void }) {
  const isDocument = (file: ChosenFile): boolean => chosen.kind !== 'none' && chosen.document === file;
  return (
    <ul className="picked">
      {files.map((file) => (
        <li key={file.name}>
          <Icon name={isDocument(file) ? 'page' : 'clip'} size={14} />
          <span className="ell">{file.name}</span>
          <span className="muted">{isDocument(file) ? words.importDocument : words.importAttachment}</span>
          <button
            type="button"
            className="btn quiet icon mini"
            title={words.importRemove(file.name)}
            aria-label={words.importRemove(file.name)}
            onClick={() => onRemove(file.name)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function DropField({ busy, more, onFiles }: { readonly busy: boolean; readonly more: boolean; readonly onFiles: (files: readonly File[] | null) => void }) {
  return (
    <label className="drop">
      <Icon name="page" />
      <span className="b">{busy ? words.importing : more ? words.importMore : words.importPick}</span>
      <input
        type="file"
        multiple
        aria-label={words.importFiles}
        className="drop-input"
        disabled={busy}
        onChange={(event) => {
          const { target } = event;
          const given = [...(target.files ?? [])];
          // The same file, corrected meanwhile, may be chosen again.
          target.value = '';
          onFiles(given);
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void droppedFiles(event.dataTransfer.items).then(onFiles);
        }}
      />
    </label>
  );
}

/** The card. */
export function ImportCard({ onCreated }: { readonly onCreated: (documentId: string) => void }) {
  const { act, files, chosen, tooMany, made, add, begin, remove } = useImport(onCreated);
  const { busy, said } = act;
  const idle = !busy && said === null && made === null;
  return (
    <section className="card pad import">
      <h2>{words.import}</h2>
      <p className="subtle">{words.importNote}</p>
      <DropField busy={busy} more={files.length > 0} onFiles={(given) => void add(given)} />
      {files.length > 0 && <Picked files={files} chosen={chosen} onRemove={remove} />}
      {made !== null && (
        <>
          <Notes notes={made.notes} />
          <button type="button" className="btn pri" onClick={() => onCreated(made.documentId)}>
            {words.importOpen}
          </button>
        </>
      )}
      {idle && files.length > 0 && chosen.kind !== 'none' && (
        <button type="button" className="btn" onClick={() => void begin(chosen)}>
          {words.importThese}
        </button>
      )}
      {idle && tooMany && <Message tone="bad" text={words.importTooMany} />}
      {idle && files.length > 0 && chosen.kind === 'none' && <Message tone="warn" text={words.importNone} />}
      {said?.ok === false && <Message tone={said.code === 'ATTACHMENT_MISSING' ? 'warn' : 'bad'} text={said.text} />}
    </section>
  );
}
