/** 보낼 서명: what waits on this machine, what the server refused, out to a file and in from one. */

import { useState } from 'react';
import type { OutboxRow } from '../../shared/api/views.ts';
import { useAct, useQuery } from '../api/use-query.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { fullTime } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';

const words = ko.kept.outbox;

function Rows({ rows, label }: { readonly rows: readonly OutboxRow[]; readonly label: string }) {
  return (
    <ul className="kept-rows" aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <span className={row.state === 'refused' ? 'tag bad' : 'tag'}>{words.states[row.state]}</span>
          <span>
            <b>{row.what}</b> {row.title}
            <span className="muted line">
              {row.who} · {fullTime(row.at)}
            </span>
            {row.sentence !== '' && <span className="subtle line">{row.sentence}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ImportButton({ busy, onFile }: { readonly busy: boolean; readonly onFile: (bytes: Uint8Array) => void }) {
  return (
    <label className="btn file-button">
      {busy ? words.importing : words.import}
      <input
        type="file"
        accept=".ongyeol-outbox"
        aria-label={words.importLabel}
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void file.arrayBuffer().then((buffer) => onFile(new Uint8Array(buffer)));
        }}
      />
    </label>
  );
}

/** The dialog. */
export function OutboxDialog({ waiting, onClose }: { readonly waiting: number; readonly onClose: () => void }) {
  const { value, error, reload } = useQuery('outbox.list', {});
  const out = useAct();
  const into = useAct();
  const [saved, setSaved] = useState<string | null>(null);
  const rows = value?.rows ?? [];
  const unsent = rows.filter((row) => row.state === 'waiting');
  const refused = rows.filter((row) => row.state === 'refused');
  const save = async (): Promise<void> => {
    const done = await out.run('outbox.export', {});
    if (done !== null && done.path !== null) setSaved(done.path);
  };
  const bring = async (bytes: Uint8Array): Promise<void> => {
    await into.run('outbox.import', { bytes });
    reload();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="dialog-body">
        <p className="subtle">{words.note}</p>
        {error !== null && <Message tone="bad" text={error} />}
        {value !== null && unsent.length === 0 && (
          <p className="kept-none">
            <b>{words.empty}</b> <span className="muted">{words.emptyNote}</span>
          </p>
        )}
        {unsent.length > 0 && <Rows rows={unsent} label={words.title} />}
        {refused.length > 0 && (
          <>
            <h3>{words.refusedTitle}</h3>
            <Rows rows={refused} label={words.refusedTitle} />
          </>
        )}
        <p className="muted cap">{words.carried}</p>
        {saved !== null && <Message tone="ok" text={words.savedAt(saved)} />}
        {out.said?.ok === false && <Message tone="bad" text={out.said.text} />}
        {into.said !== null && <Message tone={into.said.ok ? 'ok' : 'bad'} text={into.said.text} />}
      </div>
      <footer className="dialog-foot">
        <ImportButton busy={into.busy} onFile={(bytes) => void bring(bytes)} />
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={onClose}>
          {ko.close} <kbd>Esc</kbd>
        </button>
        <ActButton look="pri" busy={out.busy} busyWord={words.exporting} why={waiting === 0 ? words.exportNone : null} onAct={() => void save()}>
          {words.export}
        </ActButton>
      </footer>
    </Dialog>
  );
}
