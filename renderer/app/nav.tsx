/** The nav: lists with their counts, a new paper, and the key that is open. */

import type { Output } from '../../shared/api/contract.ts';
import type { StatusView } from '../../shared/api/views.ts';
import { LoginCorner } from '../devices/login-words.tsx';
import { useKey } from '../api/key-context.ts';
import { ko } from '../i18n/ko.ts';
import { certificateShort } from '../keys/certificate-note.tsx';
import { hourTime } from '../ui/dates.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { LIST_NAMES, type ListName, type Place } from './places.ts';

const ICONS: Readonly<Record<ListName, IconName>> = {
  waiting: 'inbox',
  progress: 'flow',
  drafts: 'pen',
  returned: 'back',
  reports: 'clock',
  consultations: 'talk',
  unit: 'list',
  inbox: 'mail',
  sealing: 'seal',
  done: 'folder',
  readable: 'eye',
};

/** The key that is open, how its certificate stands, and locking the screen. */
function KeyCorner({ status, onKey }: { readonly status: StatusView | null; readonly onKey: () => void }) {
  const until = status?.keyUnlockedUntil ?? null;
  const told = status === null ? null : certificateShort(status.certificate);
  const { ask, lockScreen } = useKey();
  // A key that is closed is there to be opened; the screen is still locked from its dialog.
  const [act, label, word] = until === null ? [() => void ask(), ko.key.title, ko.key.openShort] : [lockScreen, ko.key.lockScreen, ko.key.lockShort];
  return (
    <div className="key">
      <Icon name={until === null ? 'lock' : 'key'} size={14} />
      <button type="button" className="nav-label key-open" onClick={onKey}>
        <b>{until === null ? ko.frame.keyClosed : ko.frame.keyOpen}</b>
        <span className="muted">{until === null ? ko.key.asksLater : ko.frame.keyUntil(hourTime(until))}</span>
        {told !== null && <span className="login-failed">{told}</span>}
      </button>
      <button type="button" className="lock" aria-label={label} title={label} onClick={act}>
        <span className="nav-label">{word}</span>
        <span className="rail-only">
          <Icon name={until === null ? 'key' : 'lock'} />
        </span>
      </button>
    </div>
  );
}

function PlaceButton({ icon, title, on, onGo }: { readonly icon: IconName; readonly title: string; readonly on: boolean; readonly onGo: () => void }) {
  return (
    <button type="button" className={on ? 'on' : ''} aria-current={on ? 'page' : undefined} title={title} aria-label={title} onClick={onGo}>
      <Icon name={icon} />
      <span className="nav-label">{title}</span>
    </button>
  );
}

/** The nav; a rail of icons where a paper is open. */
export function Nav({
  lists,
  place,
  status,
  onList,
  onNew,
  onDirectory,
  onRecords,
  onAudit,
  onCheck,
  onKey,
  onDevices,
}: {
  readonly lists: Output<'home.list'> | null;
  readonly place: Place;
  readonly status: StatusView | null;
  readonly onList: (list: ListName) => void;
  readonly onNew: () => void;
  readonly onDirectory: () => void;
  readonly onRecords: () => void;
  /** Null where the person's offices do not bring it. */
  readonly onAudit: (() => void) | null;
  readonly onCheck: () => void;
  readonly onKey: () => void;
  readonly onDevices: () => void;
}) {
  return (
    <nav className="nav" aria-label={ko.frame.nav} data-area>
      {LIST_NAMES.map((name) => {
        const count = lists?.[name].length ?? 0;
        const on = place.list === name && (place.front.at === 'list' || place.front.at === 'paper');
        // Only who heads a 처리과 has the first, only whom a 열람범위 names the other.
        if ((name === 'unit' || name === 'readable') && count === 0 && !on) return null;
        const label = ko.frame.count(ko.lists[name], count);
        return (
          <div key={name} className="nav-item">
            {name === 'inbox' && <h3 className="nav-label">{ko.frame.papers}</h3>}
            <button
              type="button"
              className={on ? 'on' : ''}
              aria-current={on ? 'page' : undefined}
              title={label}
              aria-label={label}
              onClick={() => onList(name)}
            >
              <Icon name={ICONS[name]} />
              <span className="nav-label">{ko.lists[name]}</span>
              {count > 0 && <span className={name === 'waiting' ? 'c hot' : 'c'}>{count}</span>}
            </button>
          </div>
        );
      })}
      <button
        type="button"
        className={place.front.at === 'new' ? 'on new' : 'new'}
        title={ko.frame.newDocument}
        aria-label={ko.frame.newDocument}
        onClick={onNew}
      >
        <Icon name="plus" />
        <span className="nav-label">{ko.frame.newDocument}</span>
      </button>
      <PlaceButton icon="people" title={ko.directory.title} on={place.front.at === 'directory'} onGo={onDirectory} />
      <PlaceButton icon="eye" title={ko.records.title} on={place.front.at === 'records'} onGo={onRecords} />
      {onAudit !== null && <PlaceButton icon="box" title={ko.audit.title} on={place.front.at === 'audit'} onGo={onAudit} />}
      <PlaceButton icon="shield" title={ko.check.title} on={false} onGo={onCheck} />
      <LoginCorner {...status} onOpen={onDevices} />
      <KeyCorner status={status} onKey={onKey} />
    </nav>
  );
}
