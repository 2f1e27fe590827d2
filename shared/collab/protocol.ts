/** What both ends of a co-editing socket agree on: room names, message types, close codes (DESIGN §5, §7). */

/** First byte of a message: y-websocket's own, then ours. */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, barrier: 64, notice: 65 } as const;

/** Close codes: 44xx are permanent (a stock client stops), 45xx are worth another try. */
export const CLOSE = {
  unauthorized: 4401,
  /** The person or an administrator ended this session: do not come back by yourself. */
  sessionEnded: 4410,
  /** The device was blocked, or locked because its profile was copied. */
  deviceLocked: 4411,
  /** The same device logged in again: a copy of this profile, or another window of it. */
  sessionReplaced: 4412,
  forbidden: 4403,
  unknownRoom: 4404,
  malformed: 4400,
  foreignClient: 4409,
  tooLarge: 4413,
  /** A document room without the schema handshake: nothing of it is handed out. */
  schema: 4426,
  frozen: 4423,
  rate: 4529,
  restarting: 4503,
  storage: 4507,
} as const;

/** The WebSocket's own code for a message larger than is read at all (RFC 6455 §7.4.1); it means what `tooLarge` means. */
export const MESSAGE_TOO_BIG = 1009;

/** Query parameter that carries the schema version of a document room's client. */
export const SCHEMA_PARAM = 'schema';

/** Query parameter that names the restore the client has answered: before it has, a restored server lets it into no document room. */
export const RESTORED_PARAM = 'restored';

/**
 * WebSocket protocols of a page, which cannot set headers: this name, and the session as `TOKEN_PROTOCOL` + token beside it. Never a parameter:
 * addresses end up in logs.
 */
export const PAGE_PROTOCOL = 'ongyeol';
export const TOKEN_PROTOCOL = 'ongyeol.session.';

/** Query parameter that tells how long a log the client has seen: a server with a shorter one was put back, and the client gives back first. */
export const KNOWN_PARAM = 'known';

/** Room of a document version's form fields and section order. */
export function mainRoom(documentId: string, version: number): string {
  return `doc/${documentId}/v${version}/main`;
}

/** Room of one section's text. */
export function sectionRoom(documentId: string, version: number, section: string): string {
  return `doc/${documentId}/v${version}/sec/${section}`;
}

/** Room of a version's comments and suggestions. */
export function commentsRoom(documentId: string, version: number): string {
  return `doc/${documentId}/v${version}/comments`;
}

/** The parts of a room's name; `section` is the id of a section's room, '' for the others. */
export interface RoomName {
  readonly documentId: string;
  readonly version: number;
  readonly part: 'main' | 'section' | 'comments';
  readonly section: string;
}

/** The parts of a room name, or null where it is not a document room. */
export function parseRoom(room: string): RoomName | null {
  const match = /^doc\/([0-9a-f-]{36})\/v(\d{1,6})\/(main|comments|sec\/[a-z0-9-]{1,40})$/.exec(room);
  if (match === null) return null;
  const [, documentId = '', version = '0', rest = ''] = match;
  const part = rest === 'main' ? 'main' : rest === 'comments' ? 'comments' : 'section';
  return { documentId, version: Number(version), part, section: part === 'section' ? rest.slice('sec/'.length) : '' };
}
