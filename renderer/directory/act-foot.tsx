/** Foot of a dialog of 조직·사람: closing it, and its act as long as that was not done. */

import { ko } from '../i18n/ko.ts';
import { ActButton } from '../ui/busy-button.tsx';

/** `act` null where it was done; `why`: not now, for this reason. */
export function ActFoot({
  act,
  onClose,
}: {
  readonly act: { readonly word: string; readonly busy: boolean; readonly busyWord: string; readonly why: string | null; readonly run: () => void } | null;
  readonly onClose: () => void;
}) {
  return (
    <footer className="dialog-foot">
      <span className="sp" />
      <button type="button" className="btn" onClick={onClose}>
        {ko.close}
      </button>
      {act !== null && (
        <ActButton look="pri" busy={act.busy} busyWord={act.busyWord} why={act.why} onAct={act.run}>
          {act.word}
        </ActButton>
      )}
    </footer>
  );
}
