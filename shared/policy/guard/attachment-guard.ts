/** May this file come in? Looked at by content, whatever its name says: what runs and what is marked 비밀 is refused with its reason. */

import { openArchive, type Archive, type ArchiveEntry } from '../../exchange/archive/zip-read.ts';
import { decodeText, type OldKorean } from '../../lib/decode.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { hidesItsEnding, RUNNABLE_NAMES, runnableByContent, runnableByName, type Runnable } from './file-kind.ts';
import { secretMarkIn, secretMarkInTitle, type SecretGrade } from './secret-grade.ts';
import { linesOfOffice } from './office-lines.ts';

/** Why a file is refused. */
export type GuardCode = 'FILE_RUNS' | 'FILE_NAME_HIDDEN' | 'FILE_SECRET' | 'FILE_BOMB';

/** Archives within archives are opened this deep. */
const DEPTH = 3;
/** Bytes of an archive's file that tell its kind; larger ones are read no further. */
const HEAD = 65_536;
/** Text files are read this far for a marking. */
const TEXT_MOST = 20_000_000;

/** How deep in archives a file lies, and who reads old Korean text. */
interface Place {
  readonly depth: number;
  readonly oldKorean: OldKorean;
}

const TODO = '붙이지 않았습니다.';

/** The sentence for a grade found at `where`; `done` says what was kept or not done. */
export function secretSentence(grade: SecretGrade, where: string, done = '받아들이지 않았습니다.'): string {
  return `비밀 표시(${'ⅠⅡⅢ'[grade - 1] ?? ''}급비밀)가 있습니다(${where}). 이 프로그램은 비밀을 다루지 않습니다(보안업무규정). ${done} 비밀은 비밀 전용 체계로 처리하십시오.`;
}

function runs(kind: Runnable, name: string): Result<never, GuardCode> {
  return err('FILE_RUNS', `${RUNNABLE_NAMES[kind]} 들어 있어 붙일 수 없습니다(${name}). ${TODO} 문서나 자료 파일만 고르십시오.`);
}

const SECRET_ENTRY = /(?:^|\/)(?:word\/(?:document|header\d*|footer\d*)\.xml|Contents\/section\d+\.xml|content\.xml|styles\.xml)$/;

function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  if (startsUtf16(head)) return true;
  return !head.includes(0);
}

function startsUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function secretText(bytes: Uint8Array, name: string, oldKorean: OldKorean): Result<null, GuardCode> {
  const mark = secretMarkIn(decodeText(bytes.subarray(0, TEXT_MOST), oldKorean).split(/\r\n|\r|\n/));
  return mark === null ? ok(null) : err('FILE_SECRET', secretSentence(mark.grade, `${name} ${mark.line + 1}째 줄`));
}

/** The name of a file without its folders and its ending. */
export const bareName = (path: string): string => path.replace(/^.*\//, '').replace(/\.[^.]{1,10}$/, '');

function checkEntry(archive: Archive, entry: ArchiveEntry, name: string, place: Place): Result<null, GuardCode> {
  const within = `${name} 안의 ${entry.name}`;
  const named = secretMarkInTitle(bareName(entry.name));
  if (named !== null) return err('FILE_SECRET', secretSentence(named, within));
  const byName = runnableByName(entry.name);
  if (byName !== null) return runs(byName, within);
  if (/(?:^|\/)vbaProject\.bin$/i.test(entry.name)) return runs('MACRO', name);
  if (/^META-INF\/MANIFEST\.MF$/i.test(entry.name) && archive.entries.some((other) => other.name.endsWith('.class'))) return runs('EXECUTABLE', name);
  if (entry.encrypted || entry.name.endsWith('/')) return ok(null);
  const office = SECRET_ENTRY.test(entry.name);
  const nested = /\.(?:zip|docx|xlsx|pptx|hwpx|odt|ods)$/i.test(entry.name);
  const bytes = archive.read(entry.name, office || nested ? undefined : HEAD);
  if (!bytes.ok) return bytes.code === 'ARCHIVE_TOO_LARGE' ? err('FILE_BOMB', `${bytes.message} (${within})`) : ok(null);
  if (bytes.value === null) return ok(null);
  if (office) {
    const mark = secretMarkIn(linesOfOffice(bytes.value));
    if (mark !== null) return err('FILE_SECRET', secretSentence(mark.grade, name));
  }
  return checkBytes(bytes.value, within, { ...place, depth: place.depth + 1 });
}

function checkArchive(bytes: Uint8Array, name: string, place: Place): Result<null, GuardCode> {
  if (place.depth >= DEPTH) return ok(null);
  const archive = openArchive(bytes);
  if (!archive.ok) {
    return archive.code === 'ARCHIVE_TOO_LARGE' || archive.code === 'ARCHIVE_PATH' ? err('FILE_BOMB', `${archive.message} (${name})`) : ok(null);
  }
  for (const entry of archive.value.entries) {
    const checked = checkEntry(archive.value, entry, name, place);
    if (!checked.ok) return checked;
  }
  return ok(null);
}

function checkBytes(bytes: Uint8Array, name: string, place: Place): Result<null, GuardCode> {
  const kind = runnableByContent(bytes);
  if (kind !== null) return runs(kind, name);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return checkArchive(bytes, name, place);
  return isText(bytes) ? secretText(bytes, name, place.oldKorean) : ok(null);
}

/** Whether a file may be attached: null, or the code and the sentence why not. */
export function guardFile(name: string, bytes: Uint8Array, oldKorean: OldKorean): Result<null, GuardCode> {
  if (hidesItsEnding(name)) {
    return err('FILE_NAME_HIDDEN', `이름에 진짜 확장자를 가리는 글자가 있는 파일입니다. ${TODO} 보낸 사람에게 확인하고 이름을 바꾸어 고르십시오.`);
  }
  const byName = runnableByName(name);
  return byName === null ? checkBytes(bytes, name, { depth: 0, oldKorean }) : runs(byName, name);
}
