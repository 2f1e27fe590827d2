/** Saving several papers at once: one reason for all, how far it is, stopping, and what stayed out. */

import { useEffect, useState } from 'react';
import { BATCH_MOST } from '../../shared/api/batch-view.ts';
import type { DownloadReason, Output } from '../../shared/api/contract.ts';
import type { DocumentRow } from '../../shared/api/views.ts';
import { DOWNLOAD_GROUNDS, GROUND_WORDS } from '../../shared/policy/download.ts';
import { useClient } from '../api/bridge.ts';
import { useReasons } from '../api/keeping-context.ts';
import { useAct } from '../api/use-query.ts';
import { koCopies } from '../i18n/ko-copies.ts';
import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const words = koCopies.all;

/** Saving under an id of its own: how far it is, and the way to stop it. */
function useSaveAll(documentIds: readonly string[]) {
  const client = useClient();
  const { busy, said, run } = useAct();
  const [id] = useState(() => crypto.randomUUID());
  const [done, setDone] = useState(0);
  const [result, setResult] = useState<Output<'export.batch'> | null>(null);
  useEffect(() => client.on('export.batchProgress', (told) => void (told.id === id && setDone(told.done))), [client, id]);
  const save = async (reason: DownloadReason): Promise<void> => {
    setDone(0);
    setResult(await run('export.batch', { id, documentIds: [...documentIds], reason }));
  };
  return { busy, said, done, result, save, stop: () => void client.call('export.batchStop', { id }) };
}

function Grounds({ reason, onReason }: { readonly reason: NonNullable<DownloadReason>; readonly onReason: (reason: NonNullable<DownloadReason>) => void }) {
  return (
    <>
      <div role="radiogroup" aria-label={words.reason} className="grounds">
        {DOWNLOAD_GROUNDS.map((ground) => (
          <label key={ground} className={ground === reason.ground ? 'ground-row on' : 'ground-row'}>
            <input type="radio" name="ground" checked={ground === reason.ground} onChange={() => onReason({ ...reason, ground })} />
            {GROUND_WORDS[ground]}
          </label>
        ))}
      </div>
      <label htmlFor="save-all-text" className="b">
        {words.text}
      </label>
      <input id="save-all-text" className="field" maxLength={200} value={reason.text} onChange={(event) => onReason({ ...reason, text: event.target.value })} />
    </>
  );
}

function Result({ result }: { readonly result: Output<'export.batch'> }) {
  const { path, kept, left } = result;
  return (
    <>
      <Message tone={path === null ? 'warn' : 'ok'} text={path === null ? words.none : words.done(kept, path)} />
      {left.length > 0 && (
        <Message tone="warn" text={words.left(left.length)}>
          <ul>
            {left.map(({ title, why }) => (
              <li key={`${title}${why}`}>
                <b>{title}</b> {why}
              </li>
            ))}
          </ul>
        </Message>
      )}
    </>
  );
}

/** The dialog. */
export function SaveAllDialog({ rows, onClose }: { readonly rows: readonly DocumentRow[]; readonly onClose: () => void }) {
  const reasons = useReasons();
  const [reason, setReason] = useState<NonNullable<DownloadReason>>(() => reasons.newest() ?? { ground: 'duty', text: '' });
  const { busy, said, done, result, save, stop } = useSaveAll(rows.map(({ documentId }) => documentId));
  const missing = reason.ground === 'other' && reason.text.trim() === '' ? words.textNeeded : null;
  const why = rows.length > BATCH_MOST ? words.many(BATCH_MOST) : missing;
  const act = (): void => void (why === null && !busy && result === null && save({ ...reason, text: reason.text.trim() }));
  useShortcuts({ 'Ctrl Enter': act }, true);
  return (
    <Dialog title={words.title(rows.length)} sub={<p className="subtle">{words.note}</p>} onClose={busy ? stop : onClose}>
      <div className="dialog-body">
        {result === null && !busy && <Grounds reason={reason} onReason={setReason} />}
        {busy && (
          <p role="status" className="save-all">
            <progress max={rows.length} value={done} aria-label={words.title(rows.length)} /> {words.busy(done, rows.length)}
          </p>
        )}
        {result !== null && <Result result={result} />}
        {said?.ok === false && <Message tone="bad" text={said.text} />}
      </div>
      {busy || result !== null ? (
        <footer className="dialog-foot">
          <span className="sp" />
          <ActButton look="lg" onAct={busy ? stop : onClose}>
            {busy ? words.stop : ko.close}
          </ActButton>
        </footer>
      ) : (
        <DialogFoot word={words.save} busy={false} busyWord="" why={why} onClose={onClose} onAct={act} />
      )}
    </Dialog>
  );
}
