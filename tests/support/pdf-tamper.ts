/** Sealed papers changed on purpose, out of a seed: every region and every revision, each with what must be said of it. */

import { readRevisions, latin1, type Revision } from '../../shared/verify/pdf/revisions.ts';
import type { PdfObject } from '../../shared/verify/pdf/objects.ts';
import { append } from '../unit/shared/verify/pdf/paper.ts';

/** A sealed paper and what a forger would have at hand. `versions` are the base and the file after each step; `other` is another paper of the same agencies. */
export interface SealedPaper {
  readonly bytes: Uint8Array;
  readonly versions: readonly Uint8Array[];
  readonly fields: readonly string[];
  readonly other: Uint8Array;
}

/** One changed paper. At least one of `codes` must be among the faults; `where`, if given, must be named by one of them. */
export interface Mutation {
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly codes: readonly string[];
  readonly where?: string;
}

/** A whole number below the bound. */
export type Random = (below: number) => number;

/** mulberry32: the same changes for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Scene {
  readonly paper: SealedPaper;
  readonly text: string;
  readonly revisions: readonly Revision[];
  readonly random: Random;
}

const BROKEN = ['PDF_MALFORMED', 'PDF_DIGEST_MISMATCH', 'PDF_RANGE', 'PDF_CMS', 'PDF_CHANGED_AFTER_SIGNATURE'];
/** A digit of a certificate inside can change whatever a chain is judged by (RFC 5280 6.1). */
const BAD_CHAIN = ['SIGNATURE', 'MALFORMED', 'NOT_CA', 'NOT_YET_VALID', 'EXPIRED', 'WRONG_KIND', 'WRONG_AGENCY', 'KEY_USAGE'].map((fault) => `CERT_${fault}`);
const BAD_CMS = ['PDF_CMS', 'PDF_SIGNATURE', 'PDF_DIGEST_MISMATCH', 'PDF_TIMESTAMP', 'PDF_MALFORMED', 'TRUST_ANCHOR_UNKNOWN', ...BAD_CHAIN];

/** What may be said of a change here: behind the last seal only the document time stamp covers the file (ISO 32000-2 12.8.5), so only it can tell. */
function brokenAt({ versions, fields }: SealedPaper, at: number): readonly string[] {
  const sealed = versions[fields.length]?.length ?? Infinity;
  return at < sealed ? BROKEN : [...BROKEN, 'PDF_TIMESTAMP'];
}

function flipped({ paper, random }: Scene, at: number): Uint8Array {
  const bytes = Uint8Array.from(paper.bytes);
  bytes[at] = (bytes[at] ?? 0) ^ (1 + random(255));
  return bytes;
}

function spliced(bytes: Uint8Array, at: number, drop: number, put = ''): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes.subarray(0, at), Buffer.from(put, 'latin1'), bytes.subarray(at + drop)]));
}

const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[random(list.length)];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
};

function objectsOf({ revisions }: Scene, wanted: (object: PdfObject, text: string) => boolean, text: string): PdfObject[] {
  return revisions.flatMap(({ objects }) => [...objects.values()].filter((object) => wanted(object, text)));
}

const bodyOf = (object: PdfObject, text: string): string => text.slice(object.start, Math.min(object.end, object.start + 2000));

/** A byte of one kind of object: text of a page, a font, an attachment, metadata, a look, a signature dictionary. */
function flipInside(scene: Scene): Mutation {
  const regions: Readonly<Record<string, RegExp>> = {
    font: /\/Length1 |\/FontFile2/,
    attachment: /\/Type \/EmbeddedFile/,
    metadata: /\/Type \/Metadata/,
    look: /\/Subtype \/Form/,
    page: /\/Type \/Page\b/,
    field: /\/FT \/Sig/,
    catalog: /\/Type \/Catalog/,
  };
  const [name, mark] = pick(scene.random, Object.entries(regions));
  const found = objectsOf(scene, (object, text) => mark.test(bodyOf(object, text)), scene.text);
  const object = pick(scene.random, found.length > 0 ? found : objectsOf(scene, () => true, scene.text));
  const at = object.start + scene.random(object.end - object.start);
  return { kind: `flip in ${name}`, bytes: flipped(scene, at), codes: brokenAt(scene.paper, at) };
}

function flipAnywhere(scene: Scene): Mutation {
  const revision = pick(scene.random, scene.revisions);
  const index = scene.revisions.indexOf(revision);
  const at = revision.start + scene.random(revision.end - revision.start);
  return { kind: `flip in revision ${index}`, bytes: flipped(scene, at), codes: [...BROKEN, ...BAD_CMS] };
}

interface Contents {
  readonly open: number;
  readonly close: number;
  readonly hex: string;
  readonly used: number;
}

function contentsOf(text: string): Contents[] {
  return [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].map((match) => {
    const hex = match[1] ?? '';
    const open = match.index + '/Contents <'.length;
    return { open, close: open + hex.length, hex, used: 8 + Number.parseInt(hex.slice(4, 8), 16) * 2 };
  });
}

function flipInCms(scene: Scene): Mutation {
  const found = contentsOf(scene.text);
  const one = pick(scene.random, found);
  const at = one.open + scene.random(one.used);
  const bytes = Uint8Array.from(scene.paper.bytes);
  const digit = scene.text.charAt(at);
  bytes[at] = pick(
    scene.random,
    [...'0123456789abcdef'].filter((other) => other !== digit),
  ).charCodeAt(0);
  return { kind: `digit of signature ${found.indexOf(one) + 1}`, bytes, codes: BAD_CMS };
}

function fillPadding(scene: Scene): Mutation {
  const one = pick(scene.random, contentsOf(scene.text));
  const at = one.open + one.used + scene.random(one.hex.length - one.used);
  const bytes = Uint8Array.from(scene.paper.bytes);
  bytes[at] = 0x31;
  return { kind: 'padding of a signature', bytes, codes: ['PDF_CMS', 'PDF_TIMESTAMP'] };
}

function insertOrDelete(scene: Scene): Mutation {
  const at = 10 + scene.random(scene.paper.bytes.length - 60);
  const add = scene.random(2) === 0;
  return { kind: add ? 'a byte more' : 'a byte less', bytes: spliced(scene.paper.bytes, at, add ? 0 : 1, add ? 'x' : ''), codes: brokenAt(scene.paper, at) };
}

function cutBack({ paper, random }: Scene): Mutation {
  const step = random(paper.fields.length);
  const missing = paper.fields[step];
  const bytes = paper.versions[step] ?? new Uint8Array(0);
  return { kind: `cut back to step ${step}`, bytes, codes: ['SEAL_MISSING'], ...(missing === undefined ? {} : { where: missing }) };
}

function cutAnywhere({ paper, random }: Scene): Mutation {
  return { kind: 'torn', bytes: paper.bytes.subarray(0, 20 + random(paper.bytes.length - 80)), codes: ['PDF_MALFORMED', 'SEAL_MISSING', 'PDF_RANGE'] };
}

function numbersOf({ revisions }: Scene): { size: number; root: number; info: string; id: string } {
  const trailer = revisions.at(-1)?.trailer.entries;
  const [root, info, size, id] = ['Root', 'Info', 'Size', 'ID'].map((key) => trailer?.get(key));
  const ids = id?.type === 'array' && id.items[0]?.type === 'string' ? Buffer.from(id.items[0].value, 'latin1').toString('hex') : '';
  return {
    size: size?.type === 'number' ? size.value : 0,
    root: root?.type === 'reference' ? root.number : 0,
    info: info?.type === 'reference' ? `/Info ${info.number} 0 R` : '',
    id: ids === '' ? '' : `/ID [ <${ids}> <${ids}> ]`,
  };
}

function updated(scene: Scene, kind: string, objects: Readonly<Record<number, string>>, freed: readonly number[] = []): Mutation {
  const { size, root, info, id } = numbersOf(scene);
  const most = Math.max(size, ...Object.keys(objects).map((number) => Number(number) + 1));
  const bytes = append(scene.paper.bytes, { objects, freed, root, size: most, trailer: `${info} ${id}` });
  return { kind, bytes, codes: ['PDF_CHANGED_AFTER_SIGNATURE'] };
}

const WHITE = '<< /Length 25 >>\nstream\n1 1 1 rg 0 0 999 999 re f\nendstream';

function lastOf(scene: Scene, mark: RegExp): { number: number; body: string } {
  const found = objectsOf(scene, (object, text) => object.stream === null && mark.test(bodyOf(object, text)), scene.text).at(-1);
  if (found === undefined) throw new RangeError(`no object like ${String(mark)}`);
  const body = scene.text
    .slice(found.start, found.end)
    .replace(/^\d+ 0 obj\s*/, '')
    .replace(/\s*endobj$/, '');
  return { number: found.number, body };
}

/** What a lawful update could never be: behind the last seal the paper is changed by a well-formed update. */
function shadowEdit(scene: Scene): Mutation {
  const { size } = numbersOf(scene);
  const page = lastOf(scene, /\/Type \/Page\b/);
  const catalog = lastOf(scene, /\/Type \/Catalog/);
  const field = lastOf(scene, /\/FT \/Sig/);
  const content = /\/Contents (\d+) 0 R/.exec(page.body)?.[1] ?? '4';
  const file = objectsOf(scene, (object, text) => /\/Type \/EmbeddedFile/.test(bodyOf(object, text)), scene.text)[0]?.number ?? 4;
  const box = `<< /Type /Annot /Subtype /Square /Rect [ 0 0 600 800 ] /IC [ 1 1 1 ] /F 4 >>`;
  const cases: Readonly<Record<string, () => Mutation>> = {
    'white box over the page': () => updated(scene, 'white box over the page', { [Number(content)]: WHITE }),
    'white annotation': () => updated(scene, 'white annotation', { [page.number]: page.body.replace(/\/Annots \[/, `/Annots [ ${size} 0 R `), [size]: box }),
    'a second content stream': () =>
      updated(scene, 'a second content stream', {
        [page.number]: page.body.replace(`/Contents ${content} 0 R`, `/Contents [ ${content} 0 R ${size} 0 R ]`),
        [size]: WHITE,
      }),
    'swapped attachment': () => updated(scene, 'swapped attachment', { [file]: '<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream' }),
    'an action on opening': () => updated(scene, 'an action on opening', { [catalog.number]: catalog.body.replace(/>>$/, '/OpenAction [ 3 0 R /Fit ] >>') }),
    'a seal taken off its field': () => updated(scene, 'a seal taken off its field', { [field.number]: field.body.replace(/\/V \d+ 0 R/, '') }),
    'a page freed': () => updated(scene, 'a page freed', {}, [Number(content)]),
    'an object nobody needs': () => updated(scene, 'an object nobody needs', { [size]: WHITE }),
    'an empty update': () => updated(scene, 'an empty update', {}),
  };
  return pick(scene.random, Object.values(cases))();
}

function removedSeal(scene: Scene): Mutation {
  const { paper, random, text } = scene;
  const step = random(paper.fields.length);
  const [before, after] = [paper.versions[step], paper.versions[step + 1]];
  if (random(2) === 0 && after !== undefined && before !== undefined && after.length < paper.bytes.length) {
    return { kind: 'a seal cut out', bytes: spliced(paper.bytes, before.length, after.length - before.length), codes: BROKEN };
  }
  const one = pick(random, contentsOf(text));
  const bytes = Uint8Array.from(paper.bytes);
  bytes.fill(0x30, one.open, one.close);
  return { kind: 'a signature blanked', bytes, codes: ['PDF_CMS', 'PDF_TIMESTAMP'] };
}

function transplanted({ paper, random, text }: Scene): Mutation {
  const own = contentsOf(text);
  const foreign = contentsOf(latin1(paper.other));
  const index = random(own.length);
  const [here, there] = [own[index], foreign[index]];
  if (here === undefined || there === undefined || here.hex.length !== there.hex.length) throw new RangeError('papers are not alike');
  const bytes = Uint8Array.from(paper.bytes);
  bytes.set(Buffer.from(there.hex, 'latin1'), here.open);
  return { kind: 'a signature of another paper', bytes, codes: ['PDF_DIGEST_MISMATCH', 'PDF_CMS', 'PDF_TIMESTAMP'] };
}

function grafted({ paper, random }: Scene): Mutation {
  const step = 1 + random(paper.versions.length - 1);
  const own = paper.versions[step - 1]?.length ?? 0;
  const tail = paper.bytes.subarray(own);
  const head = paper.other.subarray(0, Math.min(own, paper.other.length - 1));
  return { kind: 'seals grafted on another paper', bytes: new Uint8Array(Buffer.concat([head, tail])), codes: BROKEN };
}

function trailing({ paper, random }: Scene): Mutation {
  const more = pick(random, ['\n%%EOF\n', 'startxref\n0\n%%EOF\n', ' ', '\n\n\n', '% a comment', '<!-- html -->']);
  return { kind: 'bytes behind the end', bytes: spliced(paper.bytes, paper.bytes.length, 0, more), codes: ['PDF_MALFORMED', 'PDF_RANGE'] };
}

function bentRange(scene: Scene): Mutation {
  const ranges = [...scene.text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/g)];
  const one = pick(scene.random, ranges);
  const digits = [...one[0].matchAll(/\d/g)].map((match) => one.index + match.index);
  const at = pick(scene.random, digits);
  const bytes = Uint8Array.from(scene.paper.bytes);
  bytes[at] = scene.text.charAt(at) === '9' ? 0x38 : (bytes[at] ?? 0) + 1;
  return { kind: 'another byte range', bytes, codes: ['PDF_RANGE', 'PDF_DIGEST_MISMATCH'] };
}

function backdated(scene: Scene): Mutation {
  const one = pick(scene.random, [...scene.text.matchAll(/\/M \(D:(\d{4})/g)]);
  const bytes = Uint8Array.from(scene.paper.bytes);
  bytes.set(Buffer.from(String(2027 + scene.random(9)), 'latin1'), one.index + '/M (D:'.length);
  return { kind: 'another day', bytes, codes: ['PDF_DIGEST_MISMATCH'] };
}

const KINDS: readonly ((scene: Scene) => Mutation)[] = [
  flipInside,
  flipAnywhere,
  flipInCms,
  fillPadding,
  insertOrDelete,
  cutBack,
  cutAnywhere,
  shadowEdit,
  removedSeal,
  transplanted,
  grafted,
  trailing,
  bentRange,
  backdated,
];

/** So many changed papers, the kinds in turn. The same seed gives the same. */
export function* tampered(paper: SealedPaper, seed: number, count: number): Generator<Mutation> {
  const text = latin1(paper.bytes);
  const scene: Scene = { paper, text, revisions: readRevisions(text), random: randomOf(seed) };
  for (let at = 0; at < count; at++) yield (KINDS[at % KINDS.length] ?? flipAnywhere)(scene);
}
