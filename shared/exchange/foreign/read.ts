/** A file from another program as title, blocks and notes: its kind by its content, the name only where bytes look alike. */

import { fitsRoom, TOO_LONG } from '../../collab/room-size.ts';
import { openArchive } from '../archive/zip-read.ts';
import { decodeText, looksLikeText, type OldKorean } from '../../lib/decode.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { readDocx } from './docx.ts';
import { readHtml } from './html.ts';
import { readHwpx } from './hwpx.ts';
import type { ForeignText } from './paper.ts';
import type { PartCode } from './part.ts';
import { readPlain } from './plain.ts';

/** Why a file is not read. */
export type ForeignCode = PartCode | 'FILE_KIND' | 'FILE_EMPTY' | 'TOO_LARGE';

/** A file; `continues` where its text goes into a document that is open. */
export interface ForeignFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly continues: boolean;
}

const KEPT = '아무것도 가져오지 않았습니다.';
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function officeText(bytes: Uint8Array, continues: boolean): Result<ForeignText, ForeignCode> {
  const archive = openArchive(bytes);
  if (!archive.ok) return archive;
  const names = new Set(archive.value.entries.map((entry) => entry.name));
  if (names.has('word/document.xml')) return readDocx(archive.value, continues);
  if (names.has('Contents/content.hpf') || names.has('Contents/section0.xml')) return readHwpx(archive.value, continues);
  return err('FILE_KIND', `글을 읽을 수 있는 문서가 아닙니다. ${KEPT} DOCX, HWPX, HTML, Markdown, TXT 파일을 고르거나 붙임으로 넣으십시오.`);
}

function anyText({ name, bytes, continues }: ForeignFile, oldKorean: OldKorean): Result<ForeignText, ForeignCode> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return officeText(bytes, continues);
  if (OLE.every((byte, i) => bytes[i] === byte))
    return err('FILE_KIND', `옛 형식(HWP, DOC)의 파일입니다. ${KEPT} 한글이나 워드에서 HWPX 또는 DOCX로 저장해 고르십시오.`);
  if (!/\.(?:html?|md|markdown|txt|text|csv|tsv)$/i.test(name))
    return err('FILE_KIND', `글을 읽을 수 있는 파일이 아닙니다(${name}). ${KEPT} DOCX, HWPX, HTML, Markdown, TXT 파일을 고르거나 붙임으로 넣으십시오.`);
  if (!looksLikeText(bytes))
    return err('FILE_KIND', `글이 아니라 다른 자료가 든 파일입니다(${name}). ${KEPT} 이름의 끝이 맞는지 확인하거나 붙임으로 넣으십시오.`);
  const source = decodeText(bytes, oldKorean);
  if (/\.html?$/i.test(name)) return ok(readHtml(source, continues));
  return ok(readPlain(source, /\.(?:md|markdown)$/i.test(name), continues));
}

/** Reads a file. `FILE_KIND` where it is no text this program knows, `FILE_EMPTY` where there is nothing in it. */
export function readForeign(file: ForeignFile, oldKorean: OldKorean): Result<ForeignText, ForeignCode> {
  const read = anyText(file, oldKorean);
  if (!read.ok) return read;
  if (read.value.blocks.length === 0 && read.value.title === null)
    return err('FILE_EMPTY', `파일에 글이 없습니다. ${KEPT} 그림만 있는 파일이면 붙임으로 넣으십시오.`);
  return fitsRoom(read.value.blocks) ? read : err('TOO_LARGE', `${TOO_LONG} ${KEPT} 나누거나 붙임으로 넣으십시오.`);
}
