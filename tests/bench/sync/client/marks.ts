/** Numbered marks: small honest updates written by hand, found again in whatever frame they arrive. */

import * as encoding from 'lib0/encoding';

const MARK = '~#';
const DIGITS = 8;
const LENGTH = MARK.length + DIGITS;

/** The mark of a number, as it stands in texts and cursors. */
export function markOf(seq: number): string {
  return MARK + String(seq).padStart(DIGITS, '0');
}

/** Numbers of all marks in a message. */
export function marksIn(message: Buffer): number[] {
  const found: number[] = [];
  for (let at = message.indexOf(MARK); at >= 0; at = message.indexOf(MARK, at + LENGTH)) {
    const seq = Number(message.toString('latin1', at + MARK.length, at + LENGTH));
    if (Number.isInteger(seq)) found.push(seq);
  }
  return found;
}

/** A writer that appends texts to a text of its own, as the Yjs update (version 1) an editor would send; no document is kept. */
export function createWriter(client: number, key: string): (text: string) => Uint8Array {
  let clock = 0;
  return (text) => {
    const encoder = encoding.createEncoder();
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    if (clock === 0) {
      encoding.writeUint8(encoder, 4);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, key);
    } else {
      encoding.writeUint8(encoder, 4 | 0x80);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock - 1);
    }
    encoding.writeVarString(encoder, text);
    encoding.writeVarUint(encoder, 0);
    clock += text.length;
    return encoding.toUint8Array(encoder);
  };
}

/** The cursor of a client as y-protocols encodes it. */
export function cursorOf(client: number, clock: number, text: string): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, client, clock]) encoding.writeVarUint(encoder, number);
  encoding.writeVarString(encoder, JSON.stringify({ user: { name: '김하나', color: '#2b6cb0' }, cursor: { anchor: text, head: text } }));
  return encoding.toUint8Array(encoder);
}
