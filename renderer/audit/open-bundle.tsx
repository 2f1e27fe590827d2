/** Opening a bundle: what it is held against, then the folder or files; while they are checked, how far it is and a way out. */

import { useState } from 'react';
import { ko } from '../i18n/ko.ts';
import { PickFile, type Picked } from '../keys/pick-file.tsx';
import { Icon } from '../ui/icons.tsx';
import { Message } from '../ui/message.tsx';
import { droppedFiles, pickedFiles } from './dropped-files.ts';
import { useBringing, type BundleFile, type Progress } from './use-bringing.ts';

const words = ko.audit;

function Bringing({ progress, onEnd }: { readonly progress: Progress; readonly onEnd: (how: 'enough' | 'stop') => void }) {
  const { done, all, counts, left } = progress;
  const percent = Math.round((done / all) * 100);
  const title = done === all ? words.finding : words.bringing.title;
  return (
    <section className="card audit-bringing" aria-label={title}>
      <h3>
        {title}
        <span className="sp" />
        <span className="num muted">{percent}%</span>
      </h3>
      <progress max={all} value={done} aria-label={words.bringing.title} />
      <p className="muted" role="status">
        {words.bringing.of(done, all)} · {words.bringing.found(counts.files - counts.fault, counts.fault)}
        {left !== null && ` · ${words.bringing.left(left)}`}
      </p>
      <div className="row">
        <span className="sp" />
        {done > 0 && (
          <button type="button" className="btn" onClick={() => onEnd('enough')}>
            {words.bringing.enough}
          </button>
        )}
        <button type="button" className="btn" autoFocus onClick={() => onEnd('stop')}>
          {words.bringing.stop}
        </button>
      </div>
    </section>
  );
}

/** A button over a file field; `folder` asks for a whole folder. */
function Pick({ label, folder, onPick }: { readonly label: string; readonly folder: boolean; readonly onPick: (files: BundleFile[]) => void }) {
  return (
    <label className={folder ? 'btn pri lg file-button' : 'btn lg file-button'}>
      <Icon name={folder ? 'folder' : 'page'} />
      {label}
      <input
        type="file"
        multiple
        aria-label={label}
        ref={(field) => {
          if (folder) field?.setAttribute('webkitdirectory', '');
        }}
        accept={folder ? undefined : '.ongyeol'}
        onChange={(event) => {
          const files = pickedFiles(event.target.files);
          event.target.value = '';
          onPick(files);
        }}
      />
    </label>
  );
}

/** The screen before a bundle is open. */
export function OpenBundle({ onOpen }: { readonly onOpen: () => void }) {
  const [trust, setTrust] = useState<Picked | null>(null);
  const { progress, said, bring, end } = useBringing();
  const take = (files: readonly BundleFile[]): void =>
    void bring(files, trust).then((open) => {
      if (open) onOpen();
    });
  return (
    <div
      className="audit-begin"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then(take);
      }}
    >
      {progress !== null ? (
        <Bringing progress={progress} onEnd={end} />
      ) : (
        <section className="card" aria-label={words.begin.heading}>
          <h2>{words.begin.heading}</h2>
          <p className="subtle">{words.begin.note}</p>
          <h3>{words.begin.trust}</h3>
          <p className="muted cap">{words.begin.trustNote}</p>
          <PickFile label={words.begin.trustPick} accept=".pem,.crt,.txt" picked={trust} onPick={setTrust} />
          <h3>{words.begin.bundle}</h3>
          <div className="row">
            <Pick folder label={words.begin.folder} onPick={take} />
            <Pick folder={false} label={words.begin.files} onPick={take} />
            <span className="muted">{words.begin.drop}</span>
          </div>
        </section>
      )}
      {said !== null && <Message tone="bad" text={said} />}
    </div>
  );
}
