/**
 * What may stand behind the last seal (ETSI EN 319 142-1 B-LT, B-LTA): certificates and revocation lists in the catalog's DSS, and a document
 * time stamp over all of it in a field that takes up no room. Both are added to what is there; nothing that is drawn changes.
 */

import { addedObjects, dictOf, isName, referenceIn, sameObject, sameTrailer, strayObject, textOf, without, type SealForm } from './changes.ts';
import { canonical, type PdfDict, type PdfObject, type PdfValue } from './objects.ts';
import type { Objects, Revision } from './revisions.ts';
import { dataOf } from './xref.ts';

/** Numbers of the streams a DSS names. */
export interface Evidence {
  readonly type: 'evidence';
  readonly certificates: readonly number[];
  readonly lists: readonly number[];
}

/** A document time stamp: its field's name and the number of its signature object. */
export interface DocumentStampChange {
  readonly type: 'stamp';
  readonly field: string;
  readonly value: number;
}

const DSS_KEYS = new Set(['Type', 'Certs', 'CRLs']);
const STREAM_KEYS = new Set(['Length', 'Filter']);
const FIELD_KEYS = ['F', 'FT', 'P', 'Rect', 'Subtype', 'T', 'Type', 'V'];

function numbersIn(value: PdfValue | undefined): number[] | null {
  if (value === undefined) return [];
  if (value.type !== 'array') return null;
  const numbers = value.items.flatMap((item) => (item.type === 'reference' ? [item.number] : []));
  return numbers.length === value.items.length ? numbers : null;
}

/** Lists only grow: what was there stays in front. */
function grows(before: readonly number[], now: readonly number[]): boolean {
  return before.every((number, index) => now[index] === number);
}

interface Store {
  readonly certificates: readonly number[];
  readonly lists: readonly number[];
}

function storeOf(objects: Objects, root: PdfDict | null): Store | null {
  const number = referenceIn(root, 'DSS');
  if (number === null) return root?.entries.has('DSS') === true ? null : { certificates: [], lists: [] };
  const dict = dictOf(objects.get(number));
  const [certificates, lists] = [numbersIn(dict?.entries.get('Certs')), numbersIn(dict?.entries.get('CRLs'))];
  if (dict === null || certificates === null || lists === null || [...dict.entries.keys()].some((key) => !DSS_KEYS.has(key))) return null;
  return { certificates, lists };
}

function isPlainStream(object: PdfObject | undefined): boolean {
  const dict = dictOf(object);
  return dict !== null && object?.stream !== null && [...dict.entries.keys()].every((key) => STREAM_KEYS.has(key));
}

/** The DSS a revision added to the catalog; null where it did anything else. */
export function readEvidence(text: string, before: Objects, base: PdfDict, revision: Revision): Evidence | null {
  const root = referenceIn(base, 'Root') ?? -1;
  const [old, now] = [before.get(root), revision.objects.get(root)];
  if (old === undefined || now === undefined || revision.freed.length > 0 || !sameTrailer(base, revision.trailer)) return null;
  if (without(old.value, ['DSS']) !== without(now.value, ['DSS'])) return null;
  const fresh = addedObjects(before, revision);
  const changed = [...revision.objects].filter(
    ([number, object]) => number !== root && !fresh.has(number) && !sameObject(text, before.get(number) ?? object, object),
  );
  const after = new Map([...before, ...revision.objects]);
  const [had, has] = [storeOf(before, dictOf(old)), storeOf(after, dictOf(now))];
  const store = referenceIn(dictOf(now), 'DSS');
  if (changed.length > 0 || had === null || has === null || store === null || !fresh.has(store)) return null;
  if (!grows(had.certificates, has.certificates) || !grows(had.lists, has.lists)) return null;
  if (![...has.certificates, ...has.lists].every((number) => isPlainStream(after.get(number)))) return null;
  return strayObject(fresh, [store], revision, before) ? null : { type: 'evidence', ...has };
}

/** The bytes of evidence streams. */
export function evidenceBytes(text: string, objects: Objects, numbers: readonly number[]): Uint8Array[] {
  return numbers.flatMap((number) => {
    const object = objects.get(number);
    const dict = dictOf(object);
    return object === undefined || dict === null ? [] : [dataOf({ text, at: object.start }, object, dict)];
  });
}

/** A list with one reference more at its end. */
function appended(old: PdfValue | undefined, now: PdfValue | undefined, number: number): boolean {
  if (now?.type !== 'array' || (old !== undefined && old.type !== 'array')) return false;
  const had = old?.items ?? [];
  const last = now.items.at(-1);
  return (
    now.items.length === had.length + 1 &&
    last?.type === 'reference' &&
    last.number === number &&
    had.every((item, i) => canonical(item) === canonical(now.items[i] ?? { type: 'null' }))
  );
}

/** A field that draws nothing and has room for nothing. */
function isUnseenField(field: PdfDict, page: number): boolean {
  const fixed = isName(field.entries.get('Type'), 'Annot') && isName(field.entries.get('Subtype'), 'Widget') && isName(field.entries.get('FT'), 'Sig');
  const rect = field.entries.get('Rect');
  const flat = rect?.type === 'array' && rect.items.length === 4 && rect.items.every((item) => item.type === 'number' && item.value === 0);
  const keys = [...field.entries.keys()].toSorted();
  return fixed && flat && referenceIn(field, 'P') === page && keys.length === FIELD_KEYS.length && keys.every((key, i) => key === FIELD_KEYS[i]);
}

/** The document time stamp a revision added: a field at the end of the form and of one page's annotations; null where it did anything else. */
export function readDocumentStamp(text: string, before: Objects, base: PdfDict, revision: Revision, form: SealForm): DocumentStampChange | null {
  if (revision.freed.length > 0 || !sameTrailer(base, revision.trailer)) return null;
  const fresh = addedObjects(before, revision);
  const number = [...fresh].find((item) => isName(dictOf(revision.objects.get(item))?.entries.get('FT'), 'Sig'));
  const field = dictOf(revision.objects.get(number ?? -1));
  const [name, value] = [textOf(field?.entries.get('T')), referenceIn(field, 'V')];
  const page = referenceIn(field, 'P') ?? -1;
  if (number === undefined || field === null || name === null || value === null || !fresh.has(value) || !isUnseenField(field, page)) return null;
  if (form.fields.some((other) => other.name === name) || !isName(dictOf(before.get(page))?.entries.get('Type'), 'Page')) return null;
  const lists: Readonly<Record<number, string>> = { [form.number]: 'Fields', [page]: 'Annots' };
  for (const [changed, now] of revision.objects) {
    const old = before.get(changed);
    if (old === undefined || sameObject(text, old, now)) continue;
    const key = lists[changed];
    if (key === undefined || without(old.value, [key]) !== without(now.value, [key])) return null;
    if (!appended(dictOf(old)?.entries.get(key), dictOf(now)?.entries.get(key), number)) return null;
  }
  const listed = [form.number, page].every((changed) => revision.objects.has(changed));
  return listed && !strayObject(fresh, [number, value], revision, before) ? { type: 'stamp', field: name, value } : null;
}
