/** Reminding this person of days (AP26): what is near or gone by is told once, here and, where it is wanted, by the desktop. */

import type { DesktopNotice } from '../../../shared/api/notice-view.ts';
import type { EventName, EventPayload } from '../../../shared/api/contract.ts';
import { reminderStage } from '../../../shared/approval/reminders.ts';
import { officeDays } from '../../../shared/org/holidays.ts';
import { seoulDate } from '../../../shared/writing/amount.ts';
import { stateOf } from '../acts/compose.ts';
import type { BackendContext } from '../context.ts';
import { myRequests } from '../documents/requests.ts';
import { waitingActs } from '../documents/source.ts';
import { answerReminders } from './answers.ts';
import { sentReminders } from './nudges.ts';
import { senderName } from './sender.ts';
import { createDeviceNotices, type DeviceNotices } from './devices.ts';
import { desktopNotices, type Named } from './words.ts';
import type { NoticeStore, Reminder } from './store.ts';

const DESKTOP = 'notices.desktop';

/** The day turns, and a PC that slept wakes: looked at again so often. */
const EVERY_MS = 5 * 60_000;

type Tell = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

/** The reminders of one profile. */
export interface Notices {
  readonly store: NoticeStore;
  readonly devices: DeviceNotices;
  /** Devices to be decided on may be others. */
  readonly lookAtDevices: () => void;
  /** Looks at documents, all of them where none is named, and tells what is to be told. */
  readonly look: (documentIds?: readonly string[]) => Promise<void>;
  /** Asks the server for reminders other people sent, and tells what is new. */
  readonly hear: () => Promise<void>;
  readonly wanted: () => boolean;
  readonly want: (on: boolean) => void;
  /** Looks now and goes on looking; the answer ends it. */
  readonly start: () => () => void;
}

/** Whether notices of the desktop are wanted: they are, until the person turns them off. */
function wish({ meta }: Pick<BackendContext, 'meta'>): Pick<Notices, 'wanted' | 'want'> {
  return { wanted: () => meta.get(DESKTOP) !== 'off', want: (on) => meta.set(DESKTOP, on ? 'on' : 'off') };
}

/** What a document asks of this person that is near or gone by, and every request of it that stands. */
function remindersOf(context: BackendContext, documentId: string, today: string) {
  const source = { state: stateOf(context.replica, documentId), me: context.me(), directory: context.replica.directory(), today };
  const requests = myRequests({ ...source, waiting: waitingActs(context, documentId) });
  const reminders = requests.flatMap(({ key, kind, due: { day } }): Reminder[] => {
    const stage = reminderStage(day, today, officeDays(source.directory)(source.me.agency));
    return stage === null ? [] : [{ documentId, request: key, kind, day, stage, sender: '', sentAt: '' }];
  });
  const answers = answerReminders({ ...source, waiting: [] }, documentId);
  return { reminders: [...reminders, ...answers.reminders], open: new Set([...requests.map(({ key }) => key), ...answers.open]) };
}

async function named(context: BackendContext, reminder: Reminder): Promise<Named> {
  const content = await context.drafts.content(reminder.documentId);
  const open = content.ok && content.value.fields.disclosure.kind === '공개';
  return { ...reminder, title: open ? content.value.fields.title : null, from: senderName(context, reminder) };
}

/** Shows notices outside the program: by the desktop itself, else by the page that has leave to. */
function show(context: BackendContext, notices: DesktopNotice[], tell: Tell): void {
  const { notify } = context.platform;
  if (notify === null) return tell('notices.show', { notices });
  for (const { title, body, documentId } of notices) notify({ title, body, opened: () => tell('notices.opened', { documentId }) });
}

/** Devices that have to be decided on, told as the reminders are. */
function ofDevices(context: BackendContext, { wanted }: Pick<Notices, 'wanted'>, tell: Tell): Pick<Notices, 'devices' | 'lookAtDevices'> {
  const devices = createDeviceNotices(context);
  return {
    devices,
    lookAtDevices() {
      const fresh = devices.fresh();
      if (fresh.length > 0 && wanted()) show(context, fresh, tell);
      tell('notices.changed', {});
    },
  };
}

/** Makes the reminders. */
export function createNotices(context: BackendContext, store: NoticeStore, tell: Tell): Notices {
  const wishes = wish(context);
  const say = async (told: readonly Reminder[], settled: number): Promise<void> => {
    if (told.length > 0 || settled > 0) tell('notices.changed', {});
    if (told.length > 0 && wishes.wanted()) show(context, desktopNotices(await Promise.all(told.map((one) => named(context, one)))), tell);
  };
  const look: Notices['look'] = async (documentIds) => {
    const now = context.now().toISOString();
    const today = seoulDate(now);
    const documents = documentIds ?? [...new Set([...context.replica.documents(), ...store.reminded()])];
    const found = documents.map((documentId) => ({ documentId, ...remindersOf(context, documentId, today) }));
    const settled = found.reduce((sum, { documentId, open }) => sum + store.settle(documentId, open, now), 0);
    const told = store.tell(
      found.flatMap(({ reminders }) => reminders),
      now,
    );
    await say(told, settled);
  };
  return {
    store,
    ...ofDevices(context, wishes, tell),
    look,
    async hear() {
      const now = context.now().toISOString();
      await say(store.tell(await sentReminders(context, seoulDate(now)), now), 0);
    },
    ...wishes,
    start() {
      const again = (): void => context.sync.meanwhile(look());
      again();
      const timer = setInterval(again, EVERY_MS);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
