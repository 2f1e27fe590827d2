/** Vectors for verifiers of capsules: one good capsule, and recipes for one broken for each check (`tests/fixtures/capsules`, `docs/capsule-format.md`). */

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packCapsule, PATHS, certificatePath } from '../../shared/exchange/capsule/capsule.ts';
import { disclose, readWhole } from '../../shared/exchange/capsule/disclose.ts';
import { packZip, unpackZip } from '../../shared/exchange/capsule/zip.ts';
import { fromUtf8, utf8 } from '../../shared/lib/bytes.ts';
import { canonical } from '../../shared/trail/canonical.ts';
import { cosignatureBytes, cosignatureLine, readNote, witnessVerifierKey, type WitnessKey } from '../../shared/verify/signed-note.ts';
import { must } from './sync.ts';

export const VECTOR_FOLDER = join(import.meta.dirname, '../fixtures/capsules');

/** One change of the good capsule; `entry` counts from 0. */
interface Step {
  readonly do: string;
  readonly path?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  readonly hex?: string;
  readonly at?: number;
  readonly bytes?: number;
  readonly entry?: number;
  readonly keep?: number;
  readonly seed?: string;
  /** Of `disclose`: parts left out from one on, and entries shown (none: all). */
  readonly hideFrom?: number;
  readonly steps?: readonly number[];
}

/** `pack`: `raw` changes the bytes of the ZIP, `old-manifest` leaves the manifest as it was; else everything is packed anew. */
export interface Vector {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly pack?: 'raw' | 'old-manifest';
  readonly trust?: string;
  readonly expect: { readonly verdict: 'valid' | 'fault'; readonly code?: string; readonly where?: string; readonly manifest?: number };
}

export const VECTORS = (JSON.parse(readFileSync(join(VECTOR_FOLDER, 'vectors.json'), 'utf8')) as { vectors: Vector[] }).vectors;

/** Header of an Ed25519 key in PKCS#8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyOf(seed: string): { witness: WitnessKey; sign: (bytes: Uint8Array) => Uint8Array } {
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, createHash('sha256').update(seed).digest()]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' });
  const witness = { name: `ongyeol.witness/test/${seed}`, key: new Uint8Array(spki.subarray(12)) };
  return { witness, sign: (bytes) => new Uint8Array(sign(null, bytes, secret)) };
}

/** The policy of the vectors: root of the good capsule, and one witness that must have cosigned. */
export function vectorPolicy(): string {
  const root = readFileSync(join(VECTOR_FOLDER, 'root.pem'), 'utf8');
  return `${root.trimEnd()}\nwitness w1 ${witnessVerifierKey(keyOf('w1').witness)}\nquorum w1\n`;
}

type Editing = Map<string, Uint8Array>;

function text(files: Editing, path: string, change: (text: string) => string): void {
  const before = fromUtf8(files.get(path) ?? new Uint8Array(0)) ?? '';
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${path}`);
  files.set(path, utf8(after));
}

function list(files: Editing, path: string, change: (entries: unknown[]) => unknown[]): void {
  text(files, path, (whole) => canonical(change(JSON.parse(whole) as unknown[])));
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function apply(files: Editing, step: Step): void {
  const { path = '', from = '', to = '', entry = 0, keep = 0 } = step;
  switch (step.do) {
    case 'replace':
      return text(files, path, (whole) => whole.replace(from, to));
    case 'drop':
      return void files.delete(path);
    case 'add':
      return void files.set(path, utf8(step.text ?? ''));
    case 'flip':
      return void files.set(path, flip(files.get(path) ?? new Uint8Array(0), step.at ?? 0));
    case 'rename-certificate': {
      const [name = '', bytes = new Uint8Array(0)] = [...files].find(([one]) => one.startsWith('certificates/')) ?? [];
      files.delete(name);
      return void files.set(certificatePath('0'.repeat(64)), bytes);
    }
    case 'entry':
      return list(files, PATHS.trail, (all) => all.map((one, i) => (i === entry ? (JSON.parse(JSON.stringify(one).replace(from, to)) as unknown) : one)));
    case 'proof':
      return list(files, PATHS.trail, (all) =>
        all.map((one, i) => (i === entry ? { ...(one as object), proof: (one as { proof: string[] }).proof.toReversed() } : one)),
      );
    case 'drop-entry':
      return list(files, PATHS.trail, (all) => all.toSpliced(entry, 1));
    case 'swap-entries':
      return list(files, PATHS.trail, (all) => all.toSpliced(entry, 2, all[entry + 1], all[entry]));
    case 'double-entry':
      return list(files, PATHS.trail, (all) => all.toSpliced(entry, 0, all[entry]));
    case 'cut-entries':
      return list(files, PATHS.trail, (all) => all.slice(0, keep));
    case 'cut-directory':
      return list(files, PATHS.directory, (all) => all.slice(0, keep));
    case 'cosign':
      return text(files, PATHS.checkpoint, (note) => {
        const { witness, sign: signed } = keyOf(step.seed ?? '');
        const body = readNote(note)?.text ?? '';
        return `${note}${cosignatureLine(witness, 1_796_000_000, signed(cosignatureBytes(body, 1_796_000_000)))}`;
      });
    case 'disclose': {
      const whole = must(readWhole(new Uint8Array(readFileSync(join(VECTOR_FOLDER, 'valid/document.ongyeol')))));
      const hide = new Set(whole.frozen.salts.flatMap((_, i) => (i >= (step.hideFrom ?? 0) ? [i] : [])));
      const partial = must(unpackZip(must(disclose(whole, { hide, steps: step.steps ?? null, texts: false }))));
      files.clear();
      for (const [path, bytes] of partial) files.set(path, bytes);
      return;
    }
    default:
      throw new Error(`unknown step ${step.do}`);
  }
}

/** Bytes of a vector. */
export function vectorBytes({ steps, pack }: Vector): Uint8Array {
  const base = new Uint8Array(readFileSync(join(VECTOR_FOLDER, 'valid/document.ongyeol')));
  if (pack === 'raw')
    return steps.reduce<Uint8Array>(
      (bytes, { do: what, hex = '', bytes: less = 0 }) => (what === 'append' ? new Uint8Array([...bytes, ...Buffer.from(hex, 'hex')]) : bytes.slice(0, -less)),
      base,
    );
  const files: Editing = new Map(must(unpackZip(base)));
  const manifest = JSON.parse(fromUtf8(files.get(PATHS.manifest) ?? new Uint8Array(0)) ?? '') as { documentId: string; version: number; date: string };
  for (const step of steps) apply(files, step);
  if (steps.length === 0 || pack === 'old-manifest') return packZip(files, manifest.date);
  files.delete(PATHS.manifest);
  return packCapsule(manifest.documentId, manifest.version, manifest.date, files);
}
