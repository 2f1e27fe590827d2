/** Fields several dialogs of 조직·사람 share: a passphrase, a chosen file. */

import type { ReactNode } from 'react';
import { Icon } from '../ui/icons.tsx';

/** A passphrase, with why it is asked for. */
export function Passphrase({
  label,
  why,
  value,
  onText,
}: {
  readonly label: string;
  readonly why?: string;
  readonly value: string;
  readonly onText: (text: string) => void;
}) {
  return (
    <label className="dir-label">
      <b>{label}</b> {why !== undefined && <span className="muted cap">{why}</span>}
      <input className="field" type="password" autoComplete="current-password" value={value} onChange={(event) => onText(event.target.value)} />
    </label>
  );
}

/** A file that was chosen. */
export interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A button that chooses a file, with its name beside it. */
export function FilePick({
  label,
  accept,
  picked,
  onPick,
}: {
  readonly label: string;
  readonly accept: string;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked) => void;
}): ReactNode {
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) onPick({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  return (
    <div className="row-gap">
      <label className="btn file-button">
        <Icon name="folder" />
        {label}
        <input
          type="file"
          accept={accept}
          aria-label={label}
          onChange={(event) => {
            const { currentTarget } = event;
            void take(currentTarget.files?.[0]).finally(() => (currentTarget.value = ''));
          }}
        />
      </label>
      {picked !== null && <span className="ell">{picked.name}</span>}
    </div>
  );
}
