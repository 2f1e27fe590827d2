/** Commands and events of 알림: reminders of days, told once, read here, and as notices of the desktop where the person wants them. */

import { z } from 'zod';
import { NOTICE_STAGES } from '../approval/reminders.ts';

/** Requests that stand open, and `answers`: an 의견조회 this person asked. */
const noticeKind = z.enum(['draft', 'review', 'concur', 'approve', 'receive', 'design', 'rewrite', 'answer', 'confirm', 'arrival', 'answers']);

/** How near a day is, that somebody asked, and of an own 의견조회 that an answer came, or the one that makes up the number hoped for. */
const noticeStage = z.enum([...NOTICE_STAGES, 'answered', 'enough']);

/** One reminder of a day, one somebody sent (`asked`), or an answer that came; with who: '' elsewhere. `done`: the request was answered since, or withdrawn. */
export const noticeView = z.object({
  id: z.number().int(),
  documentId: z.string(),
  title: z.string(),
  kind: noticeKind,
  stage: noticeStage,
  day: z.string(),
  sender: z.string(),
  at: z.string(),
  read: z.boolean(),
  done: z.boolean(),
});

/** A device somebody has to decide on: locked because of a copy (DV12), or waiting for its approval (DV15). It is told until that is done. */
export const deviceNoticeRow = z.object({
  key: z.string(),
  state: z.enum(['locked', 'waiting']),
  who: z.string(),
  own: z.boolean(),
  deviceName: z.string(),
  at: z.string(),
  read: z.boolean(),
});

/** A notice for the desktop. `documentId` is null where it stands for several papers. */
export const desktopNotice = z.object({ id: z.string(), title: z.string(), body: z.string(), documentId: z.string().nullable() });

/** The commands. */
export const noticeCommands = {
  /** What is still to be done by its day, then what is done, newest first. `desktop`: whether notices of the desktop are wanted; `shownBy`: who shows them, the program or the page that asks for leave. */
  'notices.list': {
    input: z.object({}),
    output: z.object({
      rows: z.array(noticeView),
      devices: z.array(deviceNoticeRow),
      unread: z.number().int(),
      desktop: z.boolean(),
      shownBy: z.enum(['program', 'page']),
    }),
  },
  /** Marks as read, reminders by id and devices by key; null for all. */
  'notices.read': {
    input: z.object({ ids: z.array(z.number().int()).max(500).nullable(), devices: z.array(z.string().max(700)).max(500).exactOptional() }),
    output: z.object({}),
  },
  'notices.desktop': { input: z.object({ on: z.boolean() }), output: z.object({}) },
} as const;

/** The events. */
export const noticeEvents = {
  'notices.changed': z.object({}),
  /** To be shown by the page itself, where the program has no notices of its own. */
  'notices.show': z.object({ notices: z.array(desktopNotice) }),
  /** A notice of the desktop was clicked. */
  'notices.opened': z.object({ documentId: z.string().nullable() }),
} as const;

export type DeviceNoticeRow = z.infer<typeof deviceNoticeRow>;
export type NoticeKind = z.infer<typeof noticeKind>;
export type NoticeStage = z.infer<typeof noticeStage>;
export type NoticeView = z.infer<typeof noticeView>;
export type DesktopNotice = z.infer<typeof desktopNotice>;
