/**
 * What a seal may change: the value and look of one empty signature field that the base already has, and SigFlags. All else is a
 * change of the paper, also where the one who made it holds a lawful seal: another agency's seal stands on what was there before.
 */

import { canonical, referencesOf, type PdfDict, type PdfObject, type PdfValue } from './objects.ts';
import type { Objects, Revision } from './revisions.ts';

/** A signature field of the form: object number, name, and the number of its signature object. */
export interface SealField {
  readonly number: number;
  readonly name: string;
  readonly value: number | null;
}

/** The form: its object number and its signature fields. */
export interface SealForm {
  readonly number: number;
  readonly fields: readonly SealField[];
}

const APPEARANCE_KEYS = new Set(['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Resources', 'Filter', 'Length']);

/** The dictionary an object holds, also of a stream. */
export function dictOf(object: PdfObject | undefined): PdfDict | null {
  return object?.value.type === 'dict' ? object.value : null;
}

/** The object number a key refers to, or null. */
export function referenceIn(dict: PdfDict | null, key: string): number | null {
  const value = dict?.entries.get(key);
  return value?.type === 'reference' ? value.number : null;
}

/** A text string: UTF-16BE behind its mark, else one character per byte. */
export function textOf(value: PdfValue | undefined): string | null {
  if (value?.type !== 'string') return null;
  if (!value.value.startsWith('\u00fe\u00ff')) return value.value;
  let text = '';
  for (let i = 2; i + 1 < value.value.length; i += 2) text += String.fromCharCode(value.value.charCodeAt(i) * 256 + value.value.charCodeAt(i + 1));
  return text;
}

/** Whether a value is this name. */
export function isName(value: PdfValue | undefined, name: string): boolean {
  return value?.type === 'name' && value.value === name;
}

/** The signature fields in force; null where there is no form of this product's build (own object, flat list of fields). */
export function readForm(objects: Objects, trailer: PdfDict): SealForm | null {
  const number = referenceIn(dictOf(objects.get(referenceIn(trailer, 'Root') ?? -1)), 'AcroForm');
  const list = dictOf(objects.get(number ?? -1))?.entries.get('Fields');
  if (number === null || list?.type !== 'array') return null;
  const fields: SealField[] = [];
  for (const item of list.items) {
    const dict = item.type === 'reference' ? dictOf(objects.get(item.number)) : null;
    if (item.type !== 'reference' || dict === null || dict.entries.has('Kids')) return null;
    const name = textOf(dict.entries.get('T'));
    if (!isName(dict.entries.get('FT'), 'Sig')) continue;
    const value = referenceIn(dict, 'V');
    if (name === null || (value === null && dict.entries.has('V')) || fields.some((other) => other.name === name || other.number === item.number)) return null;
    fields.push({ number: item.number, name, value });
  }
  return { number, fields };
}

/** A dictionary's text without some of its keys. */
export function without(value: PdfValue, keys: readonly string[]): string {
  return value.type === 'dict' ? canonical({ type: 'dict', entries: new Map([...value.entries].filter(([key]) => !keys.includes(key))) }) : canonical(value);
}

/** Whether two objects say the same, streams byte for byte. */
export function sameObject(text: string, a: PdfObject, b: PdfObject): boolean {
  const data = (object: PdfObject): string | null => (object.stream === null ? null : text.slice(object.stream.start, object.stream.end));
  return canonical(a.value) === canonical(b.value) && data(a) === data(b);
}

/** The trailer keeps its root and information, and the first half of the file's ID. */
export function sameTrailer(before: PdfDict, now: PdfDict): boolean {
  const first = (dict: PdfDict): string => {
    const id = dict.entries.get('ID');
    return id?.type === 'array' && id.items[0] !== undefined ? canonical(id.items[0]) : '';
  };
  const key = (dict: PdfDict, name: string): string => canonical(dict.entries.get(name) ?? { type: 'null' });
  return ['Root', 'Info'].every((name) => key(before, name) === key(now, name)) && first(before) === first(now);
}

/** The look: a form that draws in the field's place and nothing more. */
function isLook(object: PdfObject | undefined): boolean {
  const dict = dictOf(object);
  if (dict === null || object?.stream === null || !isName(dict.entries.get('Subtype'), 'Form')) return false;
  return [...dict.entries.keys()].every((key) => APPEARANCE_KEYS.has(key));
}

/** Everything new must hang on the new seal, and nothing old may have pointed to where it now stands. */
export function strayObject(fresh: ReadonlySet<number>, roots: readonly number[], revision: Revision, before: Objects): boolean {
  const reached = new Set<number>();
  const next = [...roots];
  for (let number = next.pop(); number !== undefined; number = next.pop()) {
    const object = revision.objects.get(number);
    if (!fresh.has(number) || reached.has(number) || object === undefined) continue;
    reached.add(number);
    next.push(...referencesOf(object.value));
  }
  if ([...fresh].some((number) => !reached.has(number) && !revision.packing.has(number))) return true;
  return [...before.values()].some(({ value }) => referencesOf(value).some((number) => fresh.has(number)));
}

/** The new value and look of a field, or null where anything else in it changed. */
function sealOf(old: PdfObject, now: PdfObject, fresh: ReadonlySet<number>, revision: Revision): { value: number; look: number } | null {
  const dict = dictOf(now);
  const value = referenceIn(dict, 'V');
  const looks = dict?.entries.get('AP');
  const look = looks?.type === 'dict' && looks.entries.size === 1 ? referenceIn(looks, 'N') : null;
  if (value === null || look === null || value === look || !fresh.has(value) || !fresh.has(look)) return null;
  return without(old.value, ['V', 'AP']) === without(now.value, ['V', 'AP']) && isLook(revision.objects.get(look)) ? { value, look } : null;
}

/** Numbers a revision gave to objects that were not there. */
export function addedObjects(before: Objects, revision: Revision): ReadonlySet<number> {
  return new Set([...revision.objects.keys()].filter((number) => !before.has(number)));
}

/** The field that this revision sealed and its signature object; null where the revision did anything but seal one field. */
export function readSealing(text: string, before: Objects, base: PdfDict, revision: Revision): { field: SealField; value: number } | null {
  const form = readForm(before, base);
  if (form === null || revision.freed.length > 0 || !sameTrailer(base, revision.trailer)) return null;
  const fresh = addedObjects(before, revision);
  let sealed: { field: SealField; value: number; look: number } | null = null;
  for (const [number, now] of revision.objects) {
    const old = before.get(number);
    if (old === undefined || sameObject(text, old, now)) continue;
    if (number === form.number && without(old.value, ['SigFlags']) === without(now.value, ['SigFlags'])) continue;
    const field = form.fields.find((item) => item.number === number && item.value === null);
    const seal = field === undefined ? null : sealOf(old, now, fresh, revision);
    if (field === undefined || seal === null || sealed !== null) return null;
    sealed = { field, ...seal };
  }
  return sealed === null || strayObject(fresh, [sealed.value, sealed.look], revision, before) ? null : { field: sealed.field, value: sealed.value };
}
