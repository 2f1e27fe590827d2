/** Demonstration 전자이미지관인: a red square with the seal's letters in columns from the right, cut from the form's bold face. */

import { openSealFont, type FormFont } from './fonts.ts';

/** 관인 red (규칙 §26②). */
const RED = [0.784, 0.063, 0.18] as const;
const RED_HEX = '#c8102e';
const FRAME = 0.045;
const EDGE = 0.075;
const GAP = 0.09;

/** An outline in the unit square, y downwards: PDF turns it over, SVG takes it as it is. */
interface Stroke {
  readonly command: 'M' | 'L' | 'C' | 'Z';
  readonly points: readonly number[];
}

/** The letters on the seal: `의인` or `인` behind the name, whichever fills the square. A name that ends in 인 is taken as it is. */
export function sealText(name: string): string {
  const bare = name.replaceAll(/\s/g, '');
  if (/(?:의인|장인|관인|지인)$/.test(bare)) return bare;
  const fills = (text: string): boolean => {
    const { length } = Array.from(text);
    return length % Math.ceil(Math.sqrt(length)) === 0;
  };
  return !fills(`${bare}의인`) && fills(`${bare}인`) ? `${bare}인` : `${bare}의인`;
}

/** Columns from the right, as even as they can be; the first is the longest. */
export function sealColumns(name: string): string[] {
  const letters = Array.from(sealText(name));
  const columns = Math.ceil(Math.sqrt(letters.length));
  const short = Math.floor(letters.length / columns);
  const long = letters.length % columns;
  let at = 0;
  return Array.from({ length: columns }, (_, column) => {
    const count = short + (column < long ? 1 : 0);
    at += count;
    return letters.slice(at - count, at).join('');
  });
}

/** One letter drawn to the edges of its cell, as seal letters are. */
function letterStrokes(font: FormFont, letter: string, left: number, top: number, width: number, height: number): Stroke[] {
  const { commands, bbox } = font.glyph(letter).path;
  const across = Math.max(bbox.maxX - bbox.minX, font.unitsPerEm * 0.35);
  const down = Math.max(bbox.maxY - bbox.minY, font.unitsPerEm * 0.35);
  const x = (value: number): number => left + ((value - (bbox.minX + bbox.maxX) / 2) / across + 0.5) * width;
  const y = (value: number): number => top + (0.5 - (value - (bbox.minY + bbox.maxY) / 2) / down) * height;
  const place = (args: readonly number[]): number[] => args.map((value, i) => (i % 2 === 0 ? x(value) : y(value)));
  let pen: number[] = [0, 0];
  return commands.map(({ command, args }): Stroke => {
    const points = place(args);
    const from = pen;
    if (points.length >= 2) pen = points.slice(-2);
    if (command === 'closePath') return { command: 'Z', points: [] };
    if (command === 'moveTo') return { command: 'M', points };
    if (command === 'lineTo') return { command: 'L', points };
    return { command: 'C', points: command === 'quadraticCurveTo' ? cubic(from, points) : points };
  });
}

/** A quadratic curve as the cubic PDF has. */
function cubic(from: readonly number[], [cx = 0, cy = 0, x = 0, y = 0]: readonly number[]): number[] {
  const [fx = 0, fy = 0] = from;
  return [fx + (2 / 3) * (cx - fx), fy + (2 / 3) * (cy - fy), x + (2 / 3) * (cx - x), y + (2 / 3) * (cy - y), x, y];
}

function sealStrokes(font: FormFont, name: string): Stroke[] {
  const columns = sealColumns(name);
  const inner = 1 - 2 * (EDGE + FRAME * 0.6);
  const start = (1 - inner) / 2;
  const width = inner / columns.length;
  return columns.flatMap((column, c) => {
    const height = inner / Array.from(column).length;
    const gap = Math.min(width, height) * GAP;
    return Array.from(column).flatMap((letter, r) =>
      letterStrokes(font, letter, start + inner - width * (c + 1) + gap, start + height * r + gap, width - gap * 2, height - gap * 2),
    );
  });
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

/** PDF drawing operators of the seal in a square of the given side: vectors only, no font to embed. */
export function sealOperators(name: string, side: number, font: FormFont = openSealFont()): string {
  const names = { M: 'm', L: 'l', C: 'c', Z: 'h' } as const;
  const turn = (points: readonly number[]): string => points.map((value, i) => short((i % 2 === 0 ? value : 1 - value) * side)).join(' ');
  const letters = sealStrokes(font, name).map((stroke) => `${turn(stroke.points)} ${names[stroke.command]}`.trim());
  const frame = [EDGE / 2, EDGE / 2, 1 - EDGE, 1 - EDGE].map((value) => short(value * side)).join(' ');
  return [`${RED.join(' ')} RG ${RED.join(' ')} rg`, `${short(FRAME * side)} w 0 j`, `${frame} re S`, ...letters, 'f'].join('\n');
}

/** The same image as SVG text, 100 units wide: what the screen shows and the register digests. */
export function sealSvg(name: string, font: FormFont = openSealFont()): string {
  const path = sealStrokes(font, name)
    .map((stroke) => stroke.command + stroke.points.map((value) => short(value * 100)).join(' '))
    .join('');
  const edge = short((EDGE / 2) * 100);
  const size = short((1 - EDGE) * 100);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" role="img" fill="${RED_HEX}">` +
    `<rect x="${edge}" y="${edge}" width="${size}" height="${size}" fill="none" stroke="${RED_HEX}" stroke-width="${short(FRAME * 100)}"/><path d="${path}"/></svg>`
  );
}
