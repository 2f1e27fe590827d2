/** C2SP tlog-tiles: where the hashes of a log lie for everybody's tools, and how its entries are bundled. */

import { concat } from '../lib/bytes.ts';

/** Hashes in a full tile, and the height of the subtree one stands for. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** The highest level a path may name. */
export const TILE_LEVELS = 63;

/** A tile: level (0 are leaf hashes), place in the level, and how many of its hashes there are. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A place in groups of three digits, all but the last led by an x: 1234067 is `x001/x234/067`. */
function placeText(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** Reads a place; null where it is not written in its only way. */
export function readPlace(text: string): number | null {
  if (!/^(?:x\d{3}\/){0,4}\d{3}$/.test(text)) return null;
  const index = Number(text.replaceAll(/[x/]/g, ''));
  return placeText(index) === text ? index : null;
}

/** Path of a tile of hashes, or of the bundle of entries (`entries`), below the log's prefix. */
export function tilePath(level: number | 'entries', index: number, width: number): string {
  return `tile/${level}/${placeText(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Every tile of a log of that size, full and partial, level by level. */
export function* tilesOf(size: number): Generator<Tile> {
  for (let level = 0, count = size; count > 0 && level <= TILE_LEVELS; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index += 1) yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
  }
}

/** Level of the binary tree a tile's hashes stand at. */
export function treeLevel(level: number): number {
  return level * TILE_HEIGHT;
}

/** Entries longer than this have no place in a bundle: their length is two bytes. */
export const BUNDLED_BYTES = 65_535;

/** A bundle of entries, each behind its length (two bytes, the higher first); null where one is too long. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array | null {
  if (entries.some((entry) => entry.length > BUNDLED_BYTES)) return null;
  return concat(entries.flatMap((entry) => [new Uint8Array([Math.floor(entry.length / 256), entry.length % 256]), entry]));
}
