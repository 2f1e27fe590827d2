/** A button that chooses one file, with its name beside it once chosen. */

import { Icon } from '../ui/icons.tsx';

/** A chosen file. */
export interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The button. */
export function PickFile({
  label,
  accept,
  picked,
  onPick,
}: {
  readonly label: string;
  readonly accept: string;
  readonly picked: Picked | null;
  readonly onPick: (picked: Picked) => void;
}) {
  return (
    <div className="row key-pick">
      <label className="btn file-button">
        <Icon name="folder" />
        {label}
        <input
          type="file"
          accept={accept}
          aria-label={label}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void file.arrayBuffer().then((buffer) => onPick({ name: file.name, bytes: new Uint8Array(buffer) }));
          }}
        />
      </label>
      {picked !== null && <span className="ell">{picked.name}</span>}
    </div>
  );
}
