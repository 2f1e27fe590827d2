/** Importing a Markdown file with front matter and its attachments, or one document of another program, chosen or dropped. */

import { useState } from 'react';
import { decodeText } from '../../shared/lib/decode.ts';
import { useAct } from '../api/use-query.ts';
import { Notes } from '../editor/bring-file.tsx';
import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function readFiles(files: FileList | null): Promise<Picked[]> {
  return Promise.all([...(files ?? [])].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** Front matter, or what was meant to be: a fence one stroke short is told, not taken for text. */
const HEAD = /^\uFEFF?(?:---|-{2,}\s*[\r\n]+\s*[A-Za-z]+:)/;

const oldKorean = (bytes: Uint8Array): string => new TextDecoder('euc-kr').decode(bytes);

/** The document among the files picked: the first .md that begins with front matter. */
export function documentAmong(files: readonly Picked[]): Picked | undefined {
  return files.find((file) => /\.(md|markdown)$/i.test(file.name) && HEAD.test(new TextDecoder().decode(file.bytes.subarray(0, 64))));
}

/** The card. */
export function ImportCard({ onCreated }: { readonly onCreated: (documentId: string) => void }) {
  const { busy, said, run } = useAct();
  const [names, setNames] = useState<readonly { name: string; document: boolean }[]>([]);
  const [none, setNone] = useState(false);
  const [made, setMade] = useState<{ documentId: string; notes: readonly string[] } | null>(null);
  const bring = async (files: FileList | null): Promise<void> => {
    const read = await readFiles(files);
    const official = documentAmong(read);
    const source = official ?? (read.length === 1 ? read[0] : undefined);
    setNames(read.map((file) => ({ name: file.name, document: file === source })));
    setNone(source === undefined);
    setMade(null);
    if (official !== undefined) {
      const attachments = read.filter((file) => file !== official);
      const done = await run('documents.import', { markdown: decodeText(official.bytes, oldKorean), attachments });
      if (done !== null) onCreated(done.documentId);
    } else if (source !== undefined) {
      const done = await run('documents.importFile', source);
      if (done?.notes.length === 0) onCreated(done.documentId);
      else setMade(done);
    }
  };
  return (
    <section className="card pad import">
      <h2>{ko.editor.import}</h2>
      <p className="subtle">{ko.editor.importNote}</p>
      <label className="drop">
        <Icon name="page" />
        <span className="b">{busy ? ko.editor.importing : ko.editor.importPick}</span>
        <input
          type="file"
          multiple
          aria-label={ko.editor.importFiles}
          className="drop-input"
          disabled={busy}
          onChange={(event) => {
            void bring(event.target.files);
          }}
        />
      </label>
      {names.length > 0 && (
        <ul className="picked">
          {names.map((file) => (
            <li key={file.name}>
              <Icon name={file.document ? 'page' : 'clip'} size={14} />
              <span className="ell">{file.name}</span>
              <span className="muted">{file.document ? ko.editor.importDocument : ko.editor.importAttachment}</span>
            </li>
          ))}
        </ul>
      )}
      {made !== null && (
        <>
          <Notes notes={made.notes} />
          <button type="button" className="btn pri" onClick={() => onCreated(made.documentId)}>
            {ko.editor.importOpen}
          </button>
        </>
      )}
      {none && <Message tone="bad" text={ko.editor.importNone} />}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </section>
  );
}
