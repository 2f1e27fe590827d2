/** What a file is by its content: programs, scripts and macros are told whatever their name says. */

import { looseUtf8 } from '../../lib/decode.ts';

/** Kinds of content that can run. */
export type Runnable = 'EXECUTABLE' | 'SCRIPT' | 'SHORTCUT' | 'MACRO' | 'INSTALLER' | 'DISK_IMAGE';

/** Names of the kinds with their particle, to begin a sentence. */
export const RUNNABLE_NAMES: Readonly<Record<Runnable, string>> = {
  EXECUTABLE: '실행 프로그램이',
  SCRIPT: '스크립트가',
  SHORTCUT: '바로 가기가',
  MACRO: '매크로가 든 문서가',
  INSTALLER: '설치 프로그램이',
  DISK_IMAGE: '디스크 이미지가',
};

const ascii = (text: string): readonly number[] => Array.from(text, (sign) => sign.charCodeAt(0));

/** First bytes of what runs. */
const MAGIC: readonly (readonly [readonly number[], Runnable])[] = [
  [[0x7f, ...ascii('ELF')], 'EXECUTABLE'],
  [[0xfe, 0xed, 0xfa, 0xce], 'EXECUTABLE'],
  [[0xfe, 0xed, 0xfa, 0xcf], 'EXECUTABLE'],
  [[0xce, 0xfa, 0xed, 0xfe], 'EXECUTABLE'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'EXECUTABLE'],
  [[0xca, 0xfe, 0xba, 0xbe], 'EXECUTABLE'],
  [[0x00, ...ascii('asm')], 'EXECUTABLE'],
  [ascii('dex\n'), 'EXECUTABLE'],
  [[0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], 'SHORTCUT'],
  [ascii('[InternetShortcut]'), 'SHORTCUT'],
  [ascii('[Desktop Entry]'), 'SHORTCUT'],
  [ascii('ITSF'), 'SCRIPT'],
  [ascii('#!/'), 'SCRIPT'],
  [ascii('#! /'), 'SCRIPT'],
  [ascii('MSCF'), 'INSTALLER'],
  [ascii('xar!'), 'INSTALLER'],
  [ascii('!<arch>\ndebian'), 'INSTALLER'],
  [[0xed, 0xab, 0xee, 0xdb], 'INSTALLER'],
  [ascii('vhdxfile'), 'DISK_IMAGE'],
  [ascii('conectix'), 'DISK_IMAGE'],
];

/** Endings of text that runs: its bytes look like any text, so here the name counts. */
const SCRIPT_NAMES =
  /\.(?:bat|cmd|ps1|psm1|psd1|vbs|vbe|js|jse|mjs|cjs|wsf|wsh|wsc|hta|sct|reg|sh|bash|zsh|command|py|pyw|pl|rb|php|jar|class|inf|application|gadget|msc|cpl|scf|url|website|desktop|settingcontent-ms)$/i;
const PROGRAM_NAMES =
  /\.(?:exe|com|scr|pif|dll|sys|ocx|drv|efi|msi|msp|msix|appx|apk|ipa|dmg|pkg|deb|rpm|iso|img|vhd|vhdx|lnk|xll|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|ppsm|sldm)$/i;
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Names of streams that hold macros in a compound file, as UTF-16LE. */
const OLE_MACROS = ['_VBA_PROJECT', 'Macros', 'VBA'];
/** A compound file whose root says it is a Windows Installer package: {000C1084-0000-0000-C000-000000000046}. */
const MSI_ROOT = [0x84, 0x10, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46];

function startsWith(bytes: Uint8Array, head: readonly number[], at = 0): boolean {
  return head.every((byte, i) => bytes[at + i] === byte);
}

/** `MZ` and the place it points to: old programs have none, so `MZ` with a plausible head is enough. */
function isWindowsProgram(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, ascii('MZ')) || bytes.length < 28) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = bytes.length >= 64 ? view.getUint32(60, true) : 0;
  if (at > 0 && at + 4 <= bytes.length && startsWith(bytes, ascii('PE'), at)) return true;
  const pages = view.getUint16(4, true);
  const headParagraphs = view.getUint16(8, true);
  return pages > 0 && headParagraphs > 0 && headParagraphs * 16 <= bytes.length;
}

function utf16(text: string): readonly number[] {
  return Array.from(text).flatMap((sign) => [sign.charCodeAt(0), 0]);
}

function indexOf(bytes: Uint8Array, needle: readonly number[], step: number): number {
  const [first] = needle;
  for (let at = 0; at + needle.length <= bytes.length; at += step) if (bytes[at] === first && startsWith(bytes, needle, at)) return at;
  return -1;
}

/** Entries of a compound file are 128 bytes with a UTF-16 name in front, on borders of 128. */
function runnableOle(bytes: Uint8Array): Runnable | null {
  if (!startsWith(bytes, OLE)) return null;
  const root = indexOf(bytes, [...utf16('Root Entry'), 0, 0], 128);
  if (root >= 0 && startsWith(bytes, MSI_ROOT, root + 80)) return 'INSTALLER';
  return OLE_MACROS.some((name) => indexOf(bytes, [...utf16(name), 0, 0], 128) >= 0) ? 'MACRO' : null;
}

/** A script inside a text: an HTML application or a text that opens with a Windows script. */
function runnableText(bytes: Uint8Array): Runnable | null {
  const head = looseUtf8(bytes.subarray(0, 2048))
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase();
  return /<hta:application|^@echo off|^<\?php|^windows registry editor version|^<job[\s>]|^<package>\s*<job/.test(head) ? 'SCRIPT' : null;
}

/** ISO 9660 says its name at 32769, an Apple disk image at its end. */
function isDiskImage(bytes: Uint8Array): boolean {
  return startsWith(bytes, ascii('CD001'), 32_769) || (bytes.length > 512 && startsWith(bytes, ascii('koly'), bytes.length - 512));
}

/** What a file's own bytes say; null where nothing in them runs. Archives are looked into elsewhere. */
export function runnableByContent(bytes: Uint8Array): Runnable | null {
  const known = MAGIC.find(([head]) => startsWith(bytes, head));
  if (known !== undefined) return known[1];
  if (isWindowsProgram(bytes)) return 'EXECUTABLE';
  if (isDiskImage(bytes)) return 'DISK_IMAGE';
  return runnableOle(bytes) ?? runnableText(bytes);
}

/** What a file's name says; null where it is harmless. */
export function runnableByName(name: string): Runnable | null {
  const bare = name.replace(/[\s.]+$/, '');
  if (SCRIPT_NAMES.test(bare)) return 'SCRIPT';
  return PROGRAM_NAMES.test(bare)
    ? /(?:lnk)$/i.test(bare)
      ? 'SHORTCUT'
      : /m$/i.test(bare) && !/\.com$/i.test(bare) && !/\.rpm$/i.test(bare)
        ? 'MACRO'
        : 'EXECUTABLE'
    : null;
}

/** Whether a name shows another ending than it has: signs that turn the direction of writing, or many blanks. */
export function hidesItsEnding(name: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(name) || / {8,}\S*\.\w+$/.test(name);
}

/** Largest attachment: what a server takes unless its operator says less. */
export const ATTACHMENT_MOST = 100 << 20;

/** Kinds of file the program shows itself. */
export type ShownKind = 'pdf' | 'png' | 'jpeg';

const SIGNATURES: readonly (readonly [ShownKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
];

/** What a file is by its first bytes, whatever its name says; null for what is not shown inside the program. */
export function shownKind(bytes: Uint8Array): ShownKind | null {
  return SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))?.[0] ?? null;
}
