/** Signed notes (C2SP signed-note) with any number of signatures, and cosignatures of witnesses (C2SP tlog-cosignature, Ed25519). */

import { sha256 } from '@noble/hashes/sha2.js';
import type { CryptoProvider } from '../crypto/crypto.ts';
import { concat, equalBytes, fromBase64, toBase64, toHex, utf8 } from '../lib/bytes.ts';
import { verifyNote, type Checkpoint } from './checkpoint.ts';

/** One signature line: whose it says to be, and key id with signature. */
export interface NoteLine {
  readonly name: string;
  readonly blob: Uint8Array;
  /** The line as it stands, with its newline. */
  readonly text: string;
}

/** A note: its text with the last newline, and its signature lines. */
export interface Note {
  readonly text: string;
  readonly lines: readonly NoteLine[];
}

/** A witness's key: the name under which it signs, and the raw Ed25519 key (32 bytes). */
export interface WitnessKey {
  readonly name: string;
  readonly key: Uint8Array;
}

const COSIGNATURE = new Uint8Array([4]);
const MOST_LINES = 1000;
const ID = 4;
const TIME = 8;
const SIGNATURE = 64;
/** SPKI header of an Ed25519 key (RFC 8410). */
const SPKI_HEADER = new Uint8Array([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

/** SPKI DER of a raw Ed25519 key. */
export function ed25519Spki(key: Uint8Array): Uint8Array {
  return concat([SPKI_HEADER, key]);
}

/** Reads a note apart; null where it has not the form of one. Nothing is believed yet. */
export function readNote(note: string): Note | null {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return null;
  const texts = note
    .slice(at + 2)
    .split('\n')
    .slice(0, -1);
  const lines: NoteLine[] = [];
  for (const text of texts) {
    const [, name, blobText] = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
    const blob = blobText === undefined ? null : fromBase64(blobText);
    if (name === undefined || blob === null || blob.length <= ID) return null;
    lines.push({ name, blob, text: `${text}\n` });
  }
  return lines.length === 0 || lines.length > MOST_LINES ? null : { text: note.slice(0, at + 1), lines };
}

/** Key id of a cosignature: first four bytes of SHA-256(name ‖ 0x0A ‖ 0x04 ‖ key). */
export function cosignatureKeyId({ name, key }: WitnessKey): Uint8Array {
  return sha256(concat([utf8(`${name}\n`), COSIGNATURE, key])).subarray(0, ID);
}

/** The key as others' tools are given it (`vkey`). */
export function witnessVerifierKey(witness: WitnessKey): string {
  return `${witness.name}+${toHex(cosignatureKeyId(witness))}+${toBase64(concat([COSIGNATURE, witness.key]))}`;
}

/** Reads a `vkey` of a witness; null where it is none or its key id is not its own. */
export function readWitnessKey(text: string): WitnessKey | null {
  const [, name = '', id = '', keyText = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = fromBase64(keyText);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== COSIGNATURE[0]) return null;
  const witness = { name, key: bytes.subarray(1) };
  return toHex(cosignatureKeyId(witness)) === id ? witness : null;
}

/** What a witness signs: the time in seconds and the note's whole text. */
export function cosignatureBytes(noteText: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${noteText}`);
}

function timeBytes(seconds: number): Uint8Array {
  const bytes = new Uint8Array(TIME);
  for (let i = TIME - 1, rest = seconds; i >= 0; i -= 1, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}

/** The signature line of a witness. */
export function cosignatureLine(witness: WitnessKey, seconds: number, signature: Uint8Array): string {
  return `— ${witness.name} ${toBase64(concat([cosignatureKeyId(witness), timeBytes(seconds), signature]))}\n`;
}

/** When the witness signed this note, in seconds; null where it did not. Lines of others say nothing. */
export async function cosignedAt(note: Note, witness: WitnessKey, crypto: CryptoProvider): Promise<number | null> {
  const id = cosignatureKeyId(witness);
  for (const { name, blob } of note.lines) {
    if (name !== witness.name || blob.length !== ID + TIME + SIGNATURE || !equalBytes(blob.subarray(0, ID), id)) continue;
    const seconds = blob.subarray(ID, ID + TIME).reduce((sum, byte) => sum * 256 + byte, 0);
    const good = await crypto.verify('EdDSA', ed25519Spki(witness.key), blob.subarray(ID + TIME), cosignatureBytes(note.text, seconds));
    if (good && Number.isSafeInteger(seconds)) return seconds;
  }
  return null;
}

/** The checkpoint of a note that the log signed, however many others signed it too; null where the log did not. */
export async function verifyCosigned(note: string, spki: Uint8Array, crypto: CryptoProvider): Promise<{ checkpoint: Checkpoint; note: Note } | null> {
  const read = readNote(note);
  const origin = read?.text.split('\n')[0];
  for (const line of read?.lines ?? []) {
    if (read === null || line.name !== origin) continue;
    const checkpoint = await verifyNote(`${read.text}\n${line.text}`, spki, crypto);
    if (checkpoint !== null) return { checkpoint, note: read };
  }
  return null;
}
