/** Copies that are no original: 열람용, 큰글자, 사본 with the own signature, for the archives, the card. */

import { useState } from 'react';
import type { DownloadReason } from '../../shared/api/contract.ts';
import type { DocumentView } from '../../shared/api/views.ts';
import type { Act } from '../api/use-query.ts';
import { koCopies } from '../i18n/ko-copies.ts';
import { useKeeping } from '../keeping/use-keeping.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

const KINDS = ['viewing', 'large', 'signed', 'archive', 'card'] as const;

type Kind = (typeof KINDS)[number];

/** Whether a paper has one that changes no more, so that it can be copied. */
function isFinal({ status, fields, registration }: DocumentView): boolean {
  if (fields.recipients.length === 0) return registration !== null;
  return status === 'sealed' || status === 'issued';
}

/** The dialog. */
export function CopiesDialog({ view, onClose }: { readonly view: DocumentView; readonly onClose: () => void }) {
  const { busy, keep, said } = useKeeping(view);
  const final = isFinal(view);
  const [kind, setKind] = useState<Kind>(final ? 'viewing' : 'card');
  const { documentId } = view;
  const save = (run: Act['run'], reason: DownloadReason): Promise<{ readonly path: string | null } | null> =>
    kind === 'archive' ? run('export.pdf', { documentId, reason, archive: true }) : run('export.copy', { documentId, reason, kind });
  const act = (): void => keep(save);
  useShortcuts({ 'Ctrl Enter': act }, true);
  return (
    <Dialog title={koCopies.title} sub={<p className="subtle">{final ? koCopies.note : koCopies.notFinal}</p>} onClose={onClose}>
      <div className="dialog-body">
        <p className="signed-title">{view.title}</p>
        <div role="radiogroup" aria-label={koCopies.title} className="opts">
          {KINDS.map((name) => {
            const [title, note] = koCopies.kinds[name];
            return (
              <div key={name} className={kind === name ? 'opt on' : 'opt'}>
                <label>
                  <input type="radio" name="copy" checked={kind === name} disabled={!final && name !== 'card'} onChange={() => setKind(name)} />
                  <b>{title}</b>
                </label>
                <p className="subtle opt-note">{note}</p>
              </div>
            );
          })}
        </div>
        {said}
      </div>
      <DialogFoot word={koCopies.save} busy={busy} busyWord={koCopies.saving} onClose={onClose} onAct={act} />
    </Dialog>
  );
}
