/** A button of the bar over the sheet. */

import { Icon, type IconName } from '../ui/icons.tsx';

/** A tool of the bar. */
export function Tool({
  name,
  label,
  on,
  keys,
  onAct,
}: {
  readonly name: IconName;
  readonly label: string;
  readonly on?: boolean;
  readonly keys?: string;
  readonly onAct: () => void;
}) {
  return (
    <button
      type="button"
      className={on === true ? 'btn quiet icon on' : 'btn quiet icon'}
      aria-label={label}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      title={keys === undefined ? label : `${label} (${keys})`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onAct}
    >
      <Icon name={name} />
    </button>
  );
}
