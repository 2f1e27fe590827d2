/** `내보낸 목록.json` beside capsules exported together (EX2), and what it says of a folder (AU19): a file gone, added or put in another's place. It proves nothing of a paper. Pure. */

import { z } from 'zod';
import { fromUtf8, utf8 } from '../lib/bytes.ts';
import { err, ok, type Result } from '../lib/result.ts';

const listed = z.strictObject({ documentId: z.string(), file: z.string(), acts: z.number().int(), sha256: z.string() });
const listSchema = z.strictObject({ v: z.literal(1), files: z.array(listed) });

/** What was written: of which paper, under which name, how many acts of its trail, with which digest. */
export type Listed = z.infer<typeof listed>;

/** Name of the list. */
export const LIST_FILE = '내보낸 목록.json';

const endOfFolder = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
/** Some file systems take Hangul apart. */
const nameIn = (path: string): string => path.slice(endOfFolder(path)).normalize('NFC');
const folderOf = (path: string): string => path.slice(0, endOfFolder(path));

/** Whether a file is a list, wherever it lies. */
export function isList(path: string): boolean {
  return nameIn(path) === LIST_FILE;
}

/** Bytes of a list. */
export function writeList(files: Iterable<Listed>): Uint8Array {
  return utf8(`${JSON.stringify({ v: 1, files: [...files] }, null, 1)}\n`);
}

/** Reads a list. Code LIST_MALFORMED where it is not as it is written. */
export function readList(bytes: Uint8Array): Result<Listed[], 'LIST_MALFORMED'> {
  const malformed = err('LIST_MALFORMED', '내보낸 목록을 읽을 수 없습니다. 바뀌었거나 손상되었습니다. 폴더에서 빠진 파일이 있는지는 알 수 없습니다.');
  const text = fromUtf8(bytes);
  if (text === null) return malformed;
  try {
    const read = listSchema.safeParse(JSON.parse(text));
    return read.success && fromUtf8(writeList(read.data.files)) === text ? ok(read.data.files) : malformed;
  } catch {
    return malformed;
  }
}

/** A file as it lies in the folder; `documentId` null where it could not be read. */
export interface LyingFile {
  readonly file: string;
  readonly sha256: string;
  readonly documentId: string | null;
}

/** What is said of a file: one of the folder that is not as listed, one that is gone, or the list itself. */
export interface ListFault {
  readonly file: string;
  readonly here: boolean;
  readonly message: string;
}

const GONE = '내보낸 목록에 있는 파일이 폴더에 없습니다. 지워졌거나 이름이 바뀌었습니다.';
const ADDED = '내보낸 목록에 없는 파일입니다. 내보낸 뒤에 더해졌거나 이름이 바뀌었습니다.';
const ANOTHER = '내보낸 목록에 적힌 파일이 아닙니다. 내보낸 뒤에 바뀌었거나 다른 파일과 바꿔 놓았습니다.';

/** Holds a folder against its list; files of other folders are left alone. */
export function againstList(path: string, bytes: Uint8Array, files: readonly LyingFile[]): ListFault[] {
  const read = readList(bytes);
  if (!read.ok) return [{ file: path, here: false, message: read.message }];
  const folder = folderOf(path);
  const lying = new Map(files.flatMap((one) => (folderOf(one.file) === folder ? [[nameIn(one.file), one] as const] : [])));
  const known = new Map(read.value.map((one) => [one.file.normalize('NFC'), one]));
  const gone = read.value.flatMap(({ file }) => (lying.has(file.normalize('NFC')) ? [] : [{ file: folder + file, here: false, message: GONE }]));
  const here = [...lying].flatMap(([name, { file, sha256, documentId }]): ListFault[] => {
    const told = known.get(name);
    if (told === undefined) return [{ file, here: true, message: ADDED }];
    return told.sha256 === sha256 && told.documentId === documentId ? [] : [{ file, here: true, message: ANOTHER }];
  });
  return [...gone, ...here];
}
