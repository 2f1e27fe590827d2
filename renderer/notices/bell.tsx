/** The bell in the title bar: how many reminders nobody read yet. */

import { ko } from '../i18n/ko.ts';
import { Icon } from '../ui/icons.tsx';

/** The bell. */
export function Bell({ unread, onOpen }: { readonly unread: number; readonly onOpen: () => void }) {
  const label = ko.notices.open(unread);
  return (
    <button type="button" className="btn quiet icon bell" aria-label={label} title={label} onClick={onOpen}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  );
}
