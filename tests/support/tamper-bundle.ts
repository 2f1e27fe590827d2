/** Tampering with a folder of capsules as bulk export leaves it: seeded, each case with the files it was done to. Every one of them must be named by the auditor's workspace, and no other. */

import { createWorkspace } from '../../electron/backend/audit/workspace.ts';
import { LIST_FILE, readList, writeList } from '../../shared/audit/export-list.ts';
import { sha256Hex } from '../../shared/crypto/crypto.ts';
import { unpackZip } from '../../shared/exchange/capsule/zip.ts';
import { contentOf, createSignedLog } from './signed-papers.ts';
import { must } from './sync.ts';
import { createNext, tampered, TAMPERING, type Next } from './tamper.ts';

type Folder = Map<string, Uint8Array>;

/** Files a case was done to, or null where nothing came to be different. */
type Tampering = (folder: Folder, next: Next) => readonly string[] | null;

/** A folder as it was exported, what somebody could put into it, and the root. */
export interface ExportedFolder {
  readonly folder: ReadonlyMap<string, Uint8Array>;
  /** Honest capsules of the same papers under a later checkpoint, by name: not what was exported. */
  readonly later: ReadonlyMap<string, Uint8Array>;
  readonly foreign: Uint8Array;
  readonly root: Uint8Array;
}

/** Exports so many papers. */
export function exportedFolder(papers: number): ExportedFolder {
  const log = createSignedLog();
  const written = Array.from({ length: papers }, (_, i) => log.paper(contentOf(i)));
  const name = (i: number): string => `정보화담당관실-${i + 1}.ongyeol`;
  const capsules = written.map((paper, i) => [name(i), log.capsule(paper)] as const);
  const list = writeList(capsules.map(([file, bytes], i) => ({ documentId: written[i]?.documentId ?? '', file, acts: 7, sha256: sha256Hex(bytes) })));
  log.paper(contentOf(papers));
  const later = new Map(written.map((paper, i) => [name(i), log.capsule(paper)] as const));
  const other = createSignedLog();
  const strange = other.paper(contentOf(0));
  return { folder: new Map([...capsules, [LIST_FILE, list]]), later, foreign: other.capsule(strange), root: log.world.root };
}

const namesOf = (folder: Folder): string[] => [...folder.keys()].filter((name) => name !== LIST_FILE);
const pick = (folder: Folder, next: Next): string => namesOf(folder)[next(folder.size - 1)] ?? '';
const flipped = (bytes: Uint8Array, next: Next): Uint8Array => {
  const at = next(bytes.length);
  return bytes.map((byte, i) => (i === at ? byte ^ (1 << next(8)) : byte));
};

/** One who packs a capsule anew as it should be, after changing something in it. */
const repack: Tampering = (folder, next) => {
  const name = pick(folder, next);
  const kinds = Object.keys(TAMPERING);
  const bytes = tampered(must(unpackZip(folder.get(name)!)), kinds[next(kinds.length)] ?? '', next);
  if (bytes === null) return null;
  folder.set(name, bytes);
  return [name];
};

function createTamperings({ later, foreign }: ExportedFolder): Readonly<Record<string, Tampering>> {
  const put =
    (bytes: (folder: Folder, name: string, next: Next) => Uint8Array): Tampering =>
    (folder, next) => {
      const name = pick(folder, next);
      folder.set(name, bytes(folder, name, next));
      return [name];
    };
  return {
    flip: put((folder, name, next) => flipped(folder.get(name)!, next)),
    cut: put((folder, name, next) => folder.get(name)!.slice(0, next(folder.get(name)!.length))),
    'foreign in its place': put(() => foreign),
    'later in its place': put((_, name) => later.get(name)!),
    repack,
    drop(folder, next) {
      const name = pick(folder, next);
      folder.delete(name);
      return [name];
    },
    swap(folder, next) {
      const names = namesOf(folder);
      const [one, other] = [next(names.length), next(names.length)].map((at) => names[at] ?? '') as [string, string];
      if (one === other) return null;
      const kept = folder.get(one)!;
      folder.set(one, folder.get(other)!);
      folder.set(other, kept);
      return [one, other];
    },
    duplicate(folder, next) {
      const name = `사본 ${next(100)}.ongyeol`;
      folder.set(name, folder.get(pick(folder, next))!);
      return [name];
    },
    'foreign added'(folder, next) {
      const name = `바깥 ${next(100)}.ongyeol`;
      folder.set(name, next(2) === 0 ? foreign : new Uint8Array([1, 2, 3]));
      return [name];
    },
    rename(folder, next) {
      const [name, now] = [pick(folder, next), `바뀐 이름 ${next(100)}.ongyeol`];
      folder.set(now, folder.get(name)!);
      folder.delete(name);
      return [name, now];
    },
    list(folder, next) {
      const before = must(readList(folder.get(LIST_FILE)!));
      const bytes = flipped(folder.get(LIST_FILE)!, next);
      folder.set(LIST_FILE, bytes);
      const after = readList(bytes);
      if (!after.ok) return [LIST_FILE];
      const changed = before.flatMap((one, i) => {
        const now = after.value[i]!;
        if (now.file !== one.file) return [one.file, now.file];
        return now.sha256 !== one.sha256 || now.documentId !== one.documentId ? [one.file] : [];
      });
      // How many acts a paper had is for going on with an export, and nothing is held against it.
      return changed.length === 0 ? null : changed;
    },
  };
}

/** Files that are not whole, each with its reason, as 감사 열람 has them. */
async function namedIn(folder: ReadonlyMap<string, Uint8Array>, root: Uint8Array): Promise<Map<string, string>> {
  const workspace = createWorkspace({ from: 'file', anchors: [root], policy: null });
  for (const [name, bytes] of folder) await workspace.add({ name, bytes });
  const { counts } = workspace.overview({ unusual: false });
  const { rows } = workspace.papers({ text: '', agency: '', state: '', kind: '', from: 0 });
  const named = new Map(rows.flatMap(({ file, state, why }) => (state === 'whole' ? [] : [[file, why] as const])));
  if (counts.files - counts.whole !== named.size) throw new Error('the overview counts other files than the list shows');
  return named;
}

/** Tampers so many times; what was not as it must be, in words. */
export async function runBundleTampering(
  cases: number,
  seed: number,
): Promise<{ readonly kinds: Readonly<Record<string, number>>; readonly missed: readonly string[] }> {
  const exported = exportedFolder(4);
  const next = createNext(seed);
  const tamperings = Object.entries(createTamperings(exported));
  const kinds: Record<string, number> = {};
  const honest = await namedIn(exported.folder, exported.root);
  const missed = [...honest].map(([file, why]) => `honest ${file}: ${why}`);
  for (let i = 0, tried = 0; tried < cases; i++) {
    const [kind, tamper] = tamperings[i % tamperings.length]!;
    const folder = new Map(exported.folder);
    const touched = tamper(folder, next);
    if (touched === null) continue;
    tried += 1;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    const named = await namedIn(folder, exported.root);
    const right = [...named.keys()].toSorted().join() === [...touched].toSorted().join() && [...named.values()].every((why) => why !== '');
    if (!right) missed.push(`${kind}, case ${i} of seed ${seed}: done to ${touched.join()}, named ${JSON.stringify([...named])}`);
  }
  return { kinds, missed };
}
