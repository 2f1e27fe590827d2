/** Numbers of variable length as lib0 writes them: seven bits to a byte, the lowest first. */

/** Bytes a number takes. */
export function numberSize(value: number): number {
  let size = 1;
  for (let left = value; left >= 0x80; left = Math.floor(left / 128)) size++;
  return size;
}

/** Writes a number; where the next byte goes. */
export function putNumber(bytes: Uint8Array, at: number, value: number): number {
  let left = value;
  let next = at;
  for (; left >= 0x80; left = Math.floor(left / 128)) bytes[next++] = (left % 128) | 0x80;
  bytes[next++] = left;
  return next;
}
