/** Text that has a UTF-8 form: half a surrogate pair has none, so it can neither be hashed nor signed and never comes in. */

/** Whether every string in a parsed value, names of fields included, is well-formed. Bytes are no text. */
export function wellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (Array.isArray(value)) return value.every(wellFormed);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return true;
  return Object.entries(value).every(([name, one]) => name.isWellFormed() && wellFormed(one));
}
