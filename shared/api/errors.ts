/** What a command comes back with, wherever it ran. */

/** Codes the call path itself gives. Every other code is the refusal code of the handler. */
export const pathCodes = ['UNKNOWN_COMMAND', 'BAD_INPUT', 'INTERNAL', 'NOT_CONNECTED'] as const;

/** One of the call path's own codes. */
export type PathCode = (typeof pathCodes)[number];

/** A refusal or a failure: a code for programs, a Korean sentence for people. Never a stack. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
}

/** The answer to one call. */
export type Reply<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ApiError };

/** A failed reply. */
export function refused(code: string, message: string): Extract<Reply, { ok: false }> {
  return { ok: false, error: { code, message } };
}
