/** Writers of small edits that can be recognised in whatever frame they arrive: `~#` and eight digits. */

import * as Y from 'yjs';

const MARK = Buffer.from('~#');
const DIGITS = 8;

/** A person's pen: each stroke is an update of ten characters with its number in it. */
export interface Pen {
  stroke(number: number): Uint8Array;
}

/** A pen with a text of its own. */
export function createPen(): Pen {
  const doc = new Y.Doc();
  const text = doc.getText(`s${doc.clientID}`);
  let update = new Uint8Array();
  doc.on('update', (bytes: Uint8Array) => (update = new Uint8Array(bytes)));
  return {
    stroke(number) {
      text.insert(text.length, `~#${String(number).padStart(DIGITS, '0')}`);
      return update;
    },
  };
}

/** Numbers of the strokes in a frame, in order. */
export function strokesIn(message: Buffer, tell: (number: number) => void): void {
  for (let at = message.indexOf(MARK); at >= 0; at = message.indexOf(MARK, at + MARK.length + DIGITS)) {
    tell(Number(message.toString('latin1', at + MARK.length, at + MARK.length + DIGITS)));
  }
}
