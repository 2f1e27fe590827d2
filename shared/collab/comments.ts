/**
 * Comments room ◆ (DESIGN §5): threads of 의견 and 수정 제안 beside a version, anchored by Yjs relative positions in a section.
 * Whoever may comment writes here; reading is total, because anyone of them may have written anything.
 */

import * as Y from 'yjs';
import { z } from 'zod';

/** Name of the shared map: id → thread. */
const THREADS = 'threads';

/** Bounds of one text, of a thread's answers and of a room. */
export const COMMENT_LIMITS = { text: 4000, replies: 200, threads: 2000 } as const;

const text = z.string().max(COMMENT_LIMITS.text);
const author = z.object({ agency: z.string().max(40), position: z.string().max(100), name: z.string().max(100) });
const anchor = z.object({ section: z.string().max(40), start: z.string().max(400), end: z.string().max(400), quote: text });
/** People called by name, by id. */
const calls = z.array(z.string().max(80)).max(20);
const reply = z.object({ by: author, at: z.iso.datetime(), text, calls });
const head = z.object({ kind: z.enum(['comment', 'suggestion']), anchor, by: author, at: z.iso.datetime(), text, proposal: text, calls });
const closing = z.object({ state: z.enum(['open', 'resolved', 'accepted', 'rejected']), by: author, at: z.iso.datetime() });

/** Who wrote, as the writer's own program says it: agency by code. */
export type Author = z.infer<typeof author>;

/** Where it hangs: relative positions as JSON, and the words as they were. */
export type Anchor = z.infer<typeof anchor>;

/** An answer. */
export type Reply = z.infer<typeof reply>;

/** How a thread stands: the last word on it counts, open again after 되돌림. */
export type Closing = z.infer<typeof closing>;

/** A comment, or a proposal to put other words in the place of the quoted ones. */
export interface Thread extends z.infer<typeof head> {
  readonly id: string;
  readonly state: Closing['state'];
  readonly closed: Closing | null;
  readonly replies: readonly Reply[];
}

/** What begins a thread. `proposal` is '' for a comment, and for a suggestion that takes the words out. */
export type NewThread = z.infer<typeof head>;

function threadOf(id: string, value: unknown): Thread | null {
  if (!(value instanceof Y.Map)) return null;
  const parsed = head.safeParse(value.get('head'));
  if (!parsed.success) return null;
  const answers: unknown = value.get('replies');
  const replies = answers instanceof Y.Array ? (answers.toArray() as unknown[]).flatMap((one) => reply.safeParse(one).data ?? []) : [];
  const last = closing.safeParse(value.get('closing')).data ?? null;
  return { ...parsed.data, id, state: last?.state ?? 'open', closed: last?.state === 'open' ? null : last, replies: replies.slice(0, COMMENT_LIMITS.replies) };
}

/** Threads by the time they began; what is malformed is passed over. */
export function readThreads(room: Y.Doc): Thread[] {
  const found = [...room.getMap(THREADS).entries()].flatMap(([id, value]) => threadOf(id, value) ?? []);
  return found.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1)).slice(0, COMMENT_LIMITS.threads);
}

/** Threads that nobody has answered for: before 결재 올림 each is resolved, taken or turned down. */
export function openThreads(room: Y.Doc): Thread[] {
  return readThreads(room).filter(({ state }) => state === 'open');
}

/** Begins a thread. Texts are cut at the bound. */
export function addThread(room: Y.Doc, id: string, thread: NewThread): void {
  const made = new Y.Map<unknown>();
  const cut = (one: string): string => one.toWellFormed().normalize('NFC').slice(0, COMMENT_LIMITS.text);
  made.set('head', { ...thread, text: cut(thread.text), proposal: cut(thread.proposal), anchor: { ...thread.anchor, quote: cut(thread.anchor.quote) } });
  made.set('replies', new Y.Array());
  room.getMap(THREADS).set(id, made);
}

/** Answers in a thread. Nothing happens where the thread is gone. */
export function addReply(room: Y.Doc, id: string, answer: Reply): void {
  const thread = room.getMap(THREADS).get(id);
  const replies: unknown = thread instanceof Y.Map ? thread.get('replies') : null;
  if (replies instanceof Y.Array) replies.push([{ ...answer, text: answer.text.toWellFormed().normalize('NFC').slice(0, COMMENT_LIMITS.text) }]);
}

/** Resolves, takes, turns down or opens again. Of two who do so at once, one stands for everybody. */
export function closeThread(room: Y.Doc, id: string, how: Closing): void {
  const thread = room.getMap(THREADS).get(id);
  if (thread instanceof Y.Map) thread.set('closing', { ...how });
}
