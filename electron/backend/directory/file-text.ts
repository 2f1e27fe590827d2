/** The text of a file of 조직도 가져오기: UTF-8, or the Korean code page Excel saves in. */

/** Largest file taken (bytes). */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** The text, or null where the file is too large or in neither encoding. */
export function directoryText(bytes: Uint8Array): string | null {
  if (bytes.length > LARGEST_FILE) return null;
  for (const encoding of ['utf-8', 'euc-kr']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return null;
}
