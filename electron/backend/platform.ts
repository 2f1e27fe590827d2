/** What the backend asks of the machine it runs on, and what differs between the desktop and the web host. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/lib/result.ts';

/** Where a file went; null when the user thought better of it. */
export interface Saved {
  readonly path: string | null;
}

/** The system's own key store: what it seals is opened only by the same user on the same machine. */
export interface Vault {
  seal(text: string): Uint8Array;
  /** Null where it was sealed elsewhere, or the store was reset. */
  open(sealed: Uint8Array): string | null;
}

/** A notice the desktop shows outside the program; `opened` is told when it is clicked. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly opened: () => void;
}

/** A host's services. */
export interface Platform {
  /** Null where the system has none, or not one that keeps a secret. */
  readonly vault: Vault | null;
  /** Null where the host has none of its own: then the page asks its browser. */
  readonly notify: ((notice: Notice) => void) | null;
  /**
   * Keeps a file where the user wants it. `name` is only suggested; the refusal says why in Korean. `before` runs once the place is chosen and
   * before a byte is written: where it refuses, its refusal is the answer and nothing is written.
   */
  saveFile(name: string, bytes: Uint8Array, before?: BeforeSaving): Promise<Result<Saved>>;
  /** A folder for many files, chosen by the person or of this name; null where they thought better of it. What is in it stays. A host without it exports one by one. */
  readonly openFolder?: (name: string) => Promise<Result<ExportFolder | null>>;
  /** Opens an address in the person's own browser; a host without it leaves that to the page, which is in one already. */
  readonly openUrl?: (url: string) => Promise<void>;
}

/** A folder that many files are written into. */
export interface ExportFolder {
  readonly path: string;
  readonly read: (name: string) => Promise<Uint8Array | null>;
  /** A file whole or not at all, in place of the one before. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<Result<unknown>>;
}

/** What has to be done before a file leaves the program. */
export type BeforeSaving = () => Promise<Result<unknown>>;

const reasons: Readonly<Record<string, string>> = {
  EACCES: '이 폴더에 쓸 권한이 없습니다.',
  EPERM: '이 폴더에 쓸 권한이 없습니다.',
  EROFS: '읽기 전용 디스크입니다.',
  ENOSPC: '디스크에 남은 공간이 없습니다.',
  EDQUOT: '디스크 할당량을 다 썼습니다.',
  ENOENT: '폴더가 없습니다.',
  ENOTDIR: '폴더가 없습니다.',
};

/** A file name that every system takes: titles come from people. */
export function safeFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [clean.slice(0, dot), clean.slice(dot)] : [clean, ''];
  // 255 bytes is the limit of common file systems; a Hangul syllable takes three.
  return `${stem.slice(0, 70).trimEnd() || '문서'}${extension.slice(0, 24)}`;
}

/** Writes a file whole once `before` allows it. */
export async function writeAfter(path: string, bytes: Uint8Array, before: BeforeSaving | undefined): Promise<Result<Saved>> {
  const done = (await before?.()) ?? ok(null);
  return done.ok ? writeWhole(path, bytes) : done;
}

/** Writes a whole file or nothing: beside the target first, flushed, then renamed over it. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<Result<Saved, 'SAVE_FAILED'>> {
  const draft = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    return ok({ path });
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return err('SAVE_FAILED', `${basename(path)} 파일을 저장하지 못했습니다. ${reasons[code] ?? '다른 폴더를 골라 주세요.'}`);
  }
}

/** The folder at a path, made where it is missing. SAVE_FAILED where it cannot be. */
export async function folderAt(path: string): Promise<Result<ExportFolder, 'SAVE_FAILED'>> {
  try {
    await mkdir(path, { recursive: true });
  } catch {
    return err('SAVE_FAILED', `${path} 폴더를 만들지 못했습니다. 저장한 것은 없습니다. 다른 폴더를 고르십시오.`);
  }
  const place = (name: string): string => join(path, safeFileName(name));
  return ok({
    path,
    read: (name) =>
      readFile(place(name)).then(
        (bytes) => new Uint8Array(bytes),
        () => null,
      ),
    write: (name, bytes) => writeWhole(place(name), bytes),
  });
}
