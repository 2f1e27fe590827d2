/** Files of what was dropped: folders are gone through to the bottom. */

import type { BundleFile } from './use-bringing.ts';

/** All entries of a folder; a browser gives them a hundred at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...some);
  }
}

async function filesOf(entry: FileSystemEntry): Promise<BundleFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ name: entry.fullPath.replace(/^\//, ''), file }];
  }
  const inside = await childrenOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(inside.map(filesOf))).flat();
}

/** The files, with their paths, by name. */
export async function droppedFiles(data: DataTransfer): Promise<BundleFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesOf))).flat().toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The files of a file field: in a folder each by its path there. */
export function pickedFiles(list: FileList | null): BundleFile[] {
  const files = [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file }));
  return files.toSorted((a, b) => a.name.localeCompare(b.name));
}
