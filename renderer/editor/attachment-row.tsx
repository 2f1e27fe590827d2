/** One 붙임 파일: its printed name, where it is, and what can be done with it. */

import type { DocumentView } from '../../shared/api/views.ts';
import { koAttachments as words } from '../i18n/ko-attachments.ts';
import { ko } from '../i18n/ko.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import type { FileState } from './use-attachments.ts';

type Attachment = DocumentView['attachmentList'][number];

const SHOWN: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain', 'text/markdown', 'text/csv']);

/** `312 KB`, `3.2 MB`. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function stateWords(state: FileState): string | null {
  switch (state.kind) {
    case 'at-rest':
      return null;
    case 'sending':
      return words.sending(state.percent);
    case 'coming':
      return words.coming(state.percent);
    case 'stopped':
      return state.why === '' ? words.stopped(state.percent) : words.noRoom(state.why);
    case 'refused':
      return words.refused(state.why);
    default:
      return state satisfies never;
  }
}

/** A line that moves or stands, with the same in words. */
function Way({ name, state }: { readonly name: string; readonly state: FileState }) {
  const said = stateWords(state);
  if (said === null) return null;
  const percent = 'percent' in state ? state.percent : null;
  return (
    <span className={state.kind === 'sending' || state.kind === 'coming' ? 'file-way' : 'file-way still'} role="status">
      {percent !== null && <progress max={100} value={percent} aria-label={words.way(name)} />}
      <span className="cap">{said}</span>
    </span>
  );
}

function Act({ icon, label, onAct }: { readonly icon: IconName; readonly label: string; readonly onAct: () => void }) {
  return (
    <button type="button" className="btn quiet icon" aria-label={label} title={label} onClick={onAct}>
      <Icon name={icon} />
    </button>
  );
}

/** The row. `onRemove` is null where nothing may be taken out. */
export function AttachmentRow({
  one,
  state,
  onShow,
  onKeep,
  onRemove,
}: {
  readonly one: Attachment;
  readonly state: FileState;
  readonly onShow: () => void;
  readonly onKeep: () => void;
  readonly onRemove: (() => void) | null;
}) {
  return (
    <li>
      <div className="ell">
        <span className="ell line">{one.label}</span>
        <span className="muted cap ell line">
          {one.name} · {sizeWords(one.size)}
        </span>
        <Way name={one.name} state={state} />
      </div>
      <span className="file-acts">
        {SHOWN.has(one.mediaType) && <Act icon="eye" label={words.show(one.label)} onAct={onShow} />}
        <Act icon="save" label={ko.editor.keepFile(one.label)} onAct={onKeep} />
        {onRemove !== null && <Act icon="close" label={ko.editor.removeFile(one.label)} onAct={onRemove} />}
      </span>
    </li>
  );
}
