/** Files chosen for an import, one choice after another: a file dialog shows one folder at a time. Pure but for reading what was dropped. */

/** A file that was read. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the chosen files make: a document with its attachments, one document of another program, or nothing yet. */
export type Chosen =
  | { readonly kind: 'official'; readonly document: ChosenFile; readonly others: readonly ChosenFile[] }
  | { readonly kind: 'foreign'; readonly document: ChosenFile }
  | { readonly kind: 'none' };

/** A dropped folder with more files than this is no draft. */
export const DROPPED_MAX = 200;

/** Front matter, or what was meant to be: a fence one stroke short is told, not taken for text. */
const HEAD = /^\uFEFF?(?:---|-{2,}\s*[\r\n]+\s*[A-Za-z]+:)/;

const isOfficial = ({ name, bytes }: ChosenFile): boolean => /\.(md|markdown)$/i.test(name) && HEAD.test(new TextDecoder().decode(bytes.subarray(0, 64)));

/** Earlier choices with the new ones behind; a file of the same name is the corrected one. */
export function withChosen(before: readonly ChosenFile[], added: readonly ChosenFile[]): readonly ChosenFile[] {
  const fresh = new Map(added.map((file) => [file.name, file]));
  return [...before.filter((file) => !fresh.has(file.name)), ...fresh.values()];
}

/** The document is the first .md that begins with front matter; without one, a single file of another program. */
export function chosenOf(files: readonly ChosenFile[]): Chosen {
  const document = files.find(isOfficial);
  if (document !== undefined) return { kind: 'official', document, others: files.filter((file) => file !== document) };
  const [only, second] = files;
  return only !== undefined && second === undefined ? { kind: 'foreign', document: only } : { kind: 'none' };
}

/** Attachments the document speaks of: a dropped folder may hold much else, which stays where it is. */
export function namedIn(markdown: string, others: readonly ChosenFile[]): ChosenFile[] {
  const text = markdown.normalize('NFC');
  return others.filter((file) => text.includes(file.name));
}

async function readFile(file: File): Promise<ChosenFile> {
  return { name: file.name.normalize('NFC'), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Reads what a file dialog gave. */
export function readChosen(files: readonly File[]): Promise<ChosenFile[]> {
  return Promise.all(files.map(readFile));
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  // A reader gives a part each time and nothing at its end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (part.length === 0 || all.length > DROPPED_MAX) return all;
    all.push(...part);
  }
}

async function filesBelow(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (into.length > DROPPED_MAX || entry.name.startsWith('.')) return;
  if (entry.isFile) into.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
  else if (entry.isDirectory) for (const inner of await entriesOf(entry as FileSystemDirectoryEntry)) await filesBelow(inner, into);
}

/** Files that were dropped, those in folders too; null where there are too many. */
export async function droppedFiles(items: DataTransferItemList): Promise<File[] | null> {
  // Entries are taken before anything is awaited: the list is empty afterwards.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: File[] = [];
  for (const entry of entries) await filesBelow(entry, files);
  return files.length > DROPPED_MAX ? null : files;
}
