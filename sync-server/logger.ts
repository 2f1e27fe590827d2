/** Structured logs: one JSON line per event. Only codes, counts and route names: what is said, by whom and where is never a field. */

import type { DiskCode } from '../shared/sync/disk.ts';

/** Levels, the most urgent first. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** All that is ever logged. A field is a number or a value of a closed list. */
export type LogEvent =
  | { readonly event: 'started'; readonly url: string; readonly size: number }
  | { readonly event: 'stopping' | 'stopped' | 'storage.plain' | 'logKey.sealed' | 'logKey.plain' }
  | { readonly event: 'restored'; readonly size: number }
  | { readonly event: 'recovery.held' | 'recovery.ended'; readonly size: number }
  | { readonly event: 'entries.resupplied'; readonly from: number; readonly count: number }
  | { readonly event: 'disk.refused'; readonly code: DiskCode; readonly where: 'rooms' | 'trail' | 'http' | 'sockets' }
  | { readonly event: 'blobs.collected'; readonly count: number }
  | { readonly event: 'login.refused'; readonly code: string }
  | { readonly event: 'statement.accepted'; readonly type: string; readonly entries: number }
  | { readonly event: 'statement.refused'; readonly type: string; readonly code: string }
  | { readonly event: 'update.refused'; readonly code: string }
  | { readonly event: 'http.fault'; readonly route: string; readonly error: string }
  | { readonly event: 'fault'; readonly error: string };

/** A logger. */
export type Logger = (event: LogEvent) => void;

const LEVEL: Record<LogEvent['event'], LogLevel> = {
  started: 'info',
  stopping: 'info',
  stopped: 'info',
  'storage.plain': 'warn',
  'logKey.sealed': 'info',
  'logKey.plain': 'warn',
  restored: 'warn',
  'recovery.held': 'warn',
  'recovery.ended': 'warn',
  'entries.resupplied': 'warn',
  'disk.refused': 'error',
  'blobs.collected': 'info',
  'login.refused': 'info',
  'statement.accepted': 'debug',
  'statement.refused': 'info',
  'update.refused': 'info',
  'http.fault': 'error',
  fault: 'error',
};

/** A logger that keeps what is at least as urgent as `level`. */
export function createLogger(level: LogLevel, clock: () => Date, write: (line: string) => void): Logger {
  const least = LOG_LEVELS.indexOf(level);
  return (entry) => {
    const own = LEVEL[entry.event];
    if (LOG_LEVELS.indexOf(own) > least) return;
    write(`${JSON.stringify({ at: clock().toISOString(), level: own, ...entry })}\n`);
  };
}

/** A logger that says nothing. */
export const silent: Logger = () => undefined;

/** What may be said of a thrown thing: its class and code, never its message, which may quote content. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
