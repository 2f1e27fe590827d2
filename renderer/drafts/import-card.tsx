/** Importing a Markdown file with front matter, and its attachments, chosen or dropped together. */

import { useState } from 'react';
import { useAct } from '../api/use-query.ts';
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

/** The document among the files picked: the first .md that begins with front matter. */
export function documentAmong(files: readonly Picked[]): Picked | undefined {
  return files.find((file) => /\.(md|markdown)$/i.test(file.name) && /^\uFEFF?---\s*[\r\n]/.test(new TextDecoder().decode(file.bytes.subarray(0, 16))));
}

/** The card. */
export function ImportCard({ onCreated }: { readonly onCreated: (documentId: string) => void }) {
  const { busy, said, run } = useAct();
  const [names, setNames] = useState<readonly { name: string; document: boolean }[]>([]);
  const [none, setNone] = useState(false);
  const bring = async (files: FileList | null): Promise<void> => {
    const read = await readFiles(files);
    const source = documentAmong(read);
    setNames(read.map((file) => ({ name: file.name, document: file === source })));
    setNone(source === undefined);
    if (source === undefined) return;
    const made = await run('documents.import', { markdown: new TextDecoder().decode(source.bytes), attachments: read.filter((file) => file !== source) });
    if (made !== null) onCreated(made.documentId);
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
      {none && <Message tone="bad" text={ko.editor.importNone} />}
      {said?.ok === false && <Message tone="bad" text={said.text} />}
    </section>
  );
}
