/** Reminders of this window: the list, and what the desktop is shown and answers. */

import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../shared/api/contract.ts';
import type { DesktopNotice } from '../../shared/api/notice-view.ts';
import { useClient } from '../api/bridge.ts';

/** The list as the backend has it. */
export type Notices = Output<'notices.list'>;

/** Reads the list now and whenever it changes. */
export function useNotices(): { readonly notices: Notices | null; readonly reload: () => void } {
  const client = useClient();
  const [notices, setNotices] = useState<Notices | null>(null);
  const reload = useCallback(() => {
    void client.call('notices.list', {}).then((answer) => {
      if (answer.ok) setNotices(answer.value);
    });
  }, [client]);
  useEffect(() => {
    reload();
    return client.on('notices.changed', reload);
  }, [client, reload]);
  return { notices, reload };
}

/** Whether the browser lets this page show notices; null where it knows none. */
export function browserLeave(): NotificationPermission | null {
  return 'Notification' in window ? Notification.permission : null;
}

/** Asks the browser for leave; the answer is what it allows now. */
export async function askBrowser(): Promise<NotificationPermission | null> {
  return 'Notification' in window ? Notification.requestPermission() : null;
}

/** What a click on a notice of the desktop opens: the paper, or the list where the notice stands for several. */
export type OpenNotice = (documentId: string | null) => void;

/** Shows a notice through the browser. `tag` keeps two windows of one person from showing it twice. */
function showInBrowser({ id, title, body, documentId }: DesktopNotice, open: OpenNotice): void {
  const notice = new Notification(title, { body, tag: id });
  notice.onclick = () => {
    window.focus();
    notice.close();
    open(documentId);
  };
}

/** Listens for notices of the desktop: those this page shows itself, and clicks on those the program shows. */
export function useDesktopNotices(open: OpenNotice): void {
  const client = useClient();
  useEffect(() => {
    const stops = [
      client.on('notices.opened', ({ documentId }) => open(documentId)),
      client.on('notices.show', ({ notices }) => {
        if (browserLeave() === 'granted') notices.forEach((notice) => showInBrowser(notice, open));
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, open]);
}
