/** Commands of 알림. */

import type { Output } from '../../../shared/api/contract.ts';
import { ok } from '../../../shared/lib/result.ts';
import type { BackendContext } from '../context.ts';
import type { Handlers } from '../handlers.ts';
import type { Notices } from './notices.ts';
import { senderName } from './sender.ts';
import type { Told } from './store.ts';

type Row = Output<'notices.list'>['rows'][number];

/** A reminder with the title of its paper; '' where its text is not here any more. */
async function rowOf(context: BackendContext, told: Told): Promise<Row> {
  const { id, documentId, kind, stage, day, at, read, done } = told;
  const content = await context.drafts.content(documentId);
  return { id, documentId, title: content.ok ? content.value.fields.title : '', kind, stage, day, sender: senderName(context, told), at, read, done };
}

/** The commands. */
export function noticeCommandsOf(
  context: BackendContext,
  notices: Notices,
  changed: () => void,
): Pick<Handlers, 'notices.list' | 'notices.read' | 'notices.desktop'> {
  return {
    async 'notices.list'() {
      const told = notices.store.list();
      // What is still to be done stands first, the soonest before the others; what is done follows as it was told.
      const open = told.filter(({ done }) => !done).toSorted((a, b) => a.day.localeCompare(b.day));
      const rows = await Promise.all([...open, ...told.filter(({ done }) => done)].map((one) => rowOf(context, one)));
      const shownBy = context.platform.notify === null ? 'page' : 'program';
      const devices = notices.devices.rows();
      const unread = [...rows, ...devices].filter(({ read }) => !read).length;
      return ok({ rows, devices, unread, desktop: notices.wanted(), shownBy });
    },
    'notices.read'({ ids, devices = [] }) {
      notices.store.read(ids, context.now().toISOString());
      notices.devices.read(ids === null ? null : devices);
      changed();
      return ok({});
    },
    'notices.desktop'({ on }) {
      notices.want(on);
      changed();
      return ok({});
    },
  };
}
