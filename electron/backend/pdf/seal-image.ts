/** Demonstration 전자이미지관인: a red square with the seal's letters in columns from the right, as drawing and as SVG. */

import { openFormFonts } from './fonts.ts';

const RED = '#c8102e';
const SIZE = 100;

/** Letters of a seal by column from the right: `고용노동부장관의인` in columns of three, like a carved seal. */
export function sealColumns(name: string): string[] {
  const letters = [...name];
  const rows = Math.ceil(Math.sqrt(letters.length));
  const columns: string[] = [];
  for (let i = 0; i < letters.length; i += rows) columns.push(letters.slice(i, i + rows).join(''));
  return columns;
}

/** The image as SVG text: what is registered and digested. */
export function sealSvg(name: string): string {
  const columns = sealColumns(name);
  const width = 84 / columns.length;
  const cells = columns.flatMap((column, c) =>
    [...column].map((letter, r) => {
      const height = 84 / column.length;
      const size = Math.min(width, height) * 0.92;
      return `<text x="${(92 - width * (c + 0.5)).toFixed(1)}" y="${(8 + height * (r + 0.5) + size * 0.36).toFixed(1)}" font-size="${size.toFixed(1)}" text-anchor="middle">${letter}</text>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" fill="${RED}" font-weight="700" font-family="Noto Sans KR"><rect x="4" y="4" width="92" height="92" fill="none" stroke="${RED}" stroke-width="4"/>${cells.join('')}</svg>`;
}

/** Places letters for drawing: centre x, baseline y and size in a box of the given side, y upwards. */
export function sealLetters(name: string, side: number): { readonly letter: string; readonly x: number; readonly y: number; readonly size: number }[] {
  const columns = sealColumns(name);
  const inner = side * 0.84;
  const pad = side * 0.08;
  const width = inner / columns.length;
  const font = openFormFonts().bold;
  return columns.flatMap((column, c) =>
    [...column].map((letter, r) => {
      const height = inner / column.length;
      const size = Math.min(width, height) * 0.92;
      return { letter, x: side - pad - width * (c + 0.5) - font.width(letter, size) / 2, y: side - pad - height * (r + 0.5) - size * 0.36, size };
    }),
  );
}
