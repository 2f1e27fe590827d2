/** ZIP files from anywhere, read entry by entry: sizes are counted while unpacking, whatever the file says about itself. */

import { Inflate, strFromU8 } from 'fflate';
import { err, ok, type Result } from '../../lib/result.ts';
import { crc32 } from './crc32.ts';

/** Why an archive is not read. */
export type ArchiveCode = 'ARCHIVE_BROKEN' | 'ARCHIVE_PATH' | 'ARCHIVE_TOO_LARGE' | 'ARCHIVE_ENCRYPTED' | 'ARCHIVE_UNSUPPORTED';

/** One file of the archive as its directory tells it. */
export interface ArchiveEntry {
  readonly name: string;
  readonly size: number;
  readonly packed: number;
  readonly encrypted: boolean;
}

/** An archive whose directory is in order. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  /** The bytes of one entry, null where there is none of that name. At most `most` bytes of it where given. */
  readonly read: (name: string, most?: number) => Result<Uint8Array | null, ArchiveCode>;
}

/** Bounds: of the file, of its directory, of one entry and of everything unpacked from it. Bytes. */
export const ARCHIVE_LIMITS = { packed: 100_000_000, entries: 5000, entry: 80_000_000, unpacked: 200_000_000 } as const;

interface Place extends ArchiveEntry {
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
}

const NOTHING = '아무것도 가져오지 않았습니다.';
const REFUSALS: Readonly<Record<ArchiveCode, string>> = {
  ARCHIVE_BROKEN: `압축된 파일이 손상되어 열 수 없습니다. ${NOTHING} 원본을 다시 받아 고르십시오.`,
  ARCHIVE_PATH: `파일 안에 바깥 폴더를 가리키는 이름이 있어 열지 않았습니다. ${NOTHING} 보낸 사람에게 확인하십시오.`,
  ARCHIVE_TOO_LARGE: `압축을 풀면 지나치게 커지는 파일이라 열지 않았습니다. ${NOTHING} 나누거나 줄여서 고르십시오.`,
  ARCHIVE_ENCRYPTED: `암호가 걸린 파일은 열 수 없습니다. ${NOTHING} 암호를 풀어 저장한 파일을 고르십시오.`,
  ARCHIVE_UNSUPPORTED: `읽을 수 없는 방식으로 압축된 파일입니다. ${NOTHING} 보통 ZIP 방식으로 다시 저장하십시오.`,
};

function refuse(code: ArchiveCode): Result<never, ArchiveCode> {
  return err(code, REFUSALS[code]);
}

/** Whether a name of an archive stays inside the folder it would be unpacked to. A folder's name ends with `/`. */
export function staysInside(name: string): boolean {
  const parts = name.replace(/\/$/, '').split('/');
  // oxlint-disable-next-line no-control-regex
  return name.length <= 400 && !/[\\\u0000-\u001f]|^[A-Za-z]:/.test(name) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}

function placeAt(bytes: Uint8Array, view: DataView, at: number): { place: Place; next: number } | null {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
  const flags = view.getUint16(at + 8, true);
  const length = view.getUint16(at + 28, true);
  const next = at + 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > bytes.length) return null;
  const name = strFromU8(bytes.subarray(at + 46, at + 46 + length), (flags & 0x800) === 0);
  const place: Place = {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    encrypted: (flags & 1) === 1,
    offset: view.getUint32(at + 42, true),
  };
  return { place, next };
}

function directoryOf(bytes: Uint8Array, view: DataView): Result<Place[], ArchiveCode> {
  const end = endRecord(view);
  if (end < 0) return refuse('ARCHIVE_BROKEN');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) return refuse('ARCHIVE_UNSUPPORTED');
  if (count > ARCHIVE_LIMITS.entries) return refuse('ARCHIVE_TOO_LARGE');
  const places: Place[] = [];
  const names = new Set<string>();
  for (let at = start, n = 0; n < count; n++) {
    const found = placeAt(bytes, view, at);
    if (found === null || names.has(found.place.name)) return refuse('ARCHIVE_BROKEN');
    if (!staysInside(found.place.name)) return refuse('ARCHIVE_PATH');
    names.add(found.place.name);
    places.push(found.place);
    at = found.next;
  }
  return ok(places);
}

/** Unpacks piece by piece and stops where the bound is passed; null then, and where the bytes are no deflate stream. */
function inflate(packed: Uint8Array, most: number, whole: boolean): Uint8Array | 'too-large' | 'broken' {
  const pieces: Uint8Array[] = [];
  let total = 0;
  let over = false;
  let ended = false;
  const stream = new Inflate((piece, final) => {
    pieces.push(piece);
    total += piece.length;
    over ||= total > most;
    ended ||= final;
  });
  try {
    const step = 16_384;
    for (let at = 0; at < packed.length && !over; at += step) stream.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch {
    return 'broken';
  }
  if (over && whole) return 'too-large';
  if (!over && !ended) return 'broken';
  const all = new Uint8Array(Math.min(total, most));
  let at = 0;
  for (const piece of pieces) {
    const fits = piece.subarray(0, all.length - at);
    all.set(fits, at);
    at += fits.length;
  }
  return all;
}

function packedBytes(bytes: Uint8Array, view: DataView, place: Place): Uint8Array | null {
  const at = place.offset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) return null;
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return start + place.packed > bytes.length ? null : bytes.subarray(start, start + place.packed);
}

function unpack(bytes: Uint8Array, view: DataView, place: Place, most: number, whole: boolean): Result<Uint8Array, ArchiveCode> {
  if (place.encrypted) return refuse('ARCHIVE_ENCRYPTED');
  const packed = packedBytes(bytes, view, place);
  if (packed === null) return refuse('ARCHIVE_BROKEN');
  if (place.method !== 0 && place.method !== 8) return refuse('ARCHIVE_UNSUPPORTED');
  if (place.method === 0 && whole && packed.length > most) return refuse('ARCHIVE_TOO_LARGE');
  const unpacked = place.method === 0 ? packed.subarray(0, most) : inflate(packed, most, whole);
  if (unpacked === 'too-large') return refuse('ARCHIVE_TOO_LARGE');
  if (unpacked === 'broken') return refuse('ARCHIVE_BROKEN');
  const complete = unpacked.length === place.size;
  return (whole && !complete) || (complete && crc32(unpacked) !== place.crc) ? refuse('ARCHIVE_BROKEN') : ok(unpacked);
}

/** Opens an archive: its directory is checked at once, its files when they are read. */
export function openArchive(bytes: Uint8Array): Result<Archive, ArchiveCode> {
  if (bytes.length > ARCHIVE_LIMITS.packed) return refuse('ARCHIVE_TOO_LARGE');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(bytes, view);
  if (!directory.ok) return directory;
  const places = new Map(directory.value.map((place) => [place.name, place]));
  let total = 0;
  return ok({
    entries: directory.value.map(({ name, size, packed, encrypted }) => ({ name, size, packed, encrypted })),
    read(name, most) {
      const place = places.get(name);
      if (place === undefined) return ok(null);
      const left = ARCHIVE_LIMITS.unpacked - total;
      const unpacked = unpack(bytes, view, place, Math.min(most ?? ARCHIVE_LIMITS.entry, left), most === undefined);
      if (unpacked.ok) total += unpacked.value.length;
      return unpacked;
    },
  });
}
