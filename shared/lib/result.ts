/** Expected refusals are values with closed codes; exceptions are bugs (style rule 5). */

/** It worked. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** It was refused: a closed code for programs, a Korean sentence for people. */
export interface Err<C extends string> {
  readonly ok: false;
  readonly code: C;
  readonly message: string;
}

/** Either. */
export type Result<T, C extends string = string> = Ok<T> | Err<C>;

/** A success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** A refusal with its sentence. */
export function err<C extends string>(code: C, message: string): Err<C> {
  return { ok: false, code, message };
}
