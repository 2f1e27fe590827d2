/** `Contents/header.xml`: fonts, letters, lines and borders by the ids the section refers to (KS X 6101). */

import type { Face } from '../../collab/content.ts';
import { DECLARATION, element, NAMESPACES } from './xml.ts';

/** Letters: plain, bold, underlined, both; and the name of the agency on top. */
export const LETTERS = { plain: 0, bold: 1, underline: 2, both: 3, agency: 4 } as const;
/** Lines: `LINES.level + n` for level n from 0 to 7, then centred ones. */
export const LINES = { level: 0, centred: 8, cell: 9 } as const;
/** Borders: none, and of a table's cells. */
export const BORDERS = { none: 1, cell: 2 } as const;

/** 1 pt is 100 units. The body has 13 pt, one level is two half letters. */
const BODY = 1300;
const SCRIPTS = ['hangul', 'latin', 'hanja', 'japanese', 'other', 'symbol', 'user'] as const;

function ofScripts(name: string, value: number): string {
  return element(name, Object.fromEntries(SCRIPTS.map((script) => [script, value])));
}

/** What Hangul has for each face, with ids. Its own papers say so too, and are read by them (`foreign/hwpx-styles.ts`). */
const FONTS: Readonly<Record<Face, { readonly id: number; readonly face: string }>> = {
  sans: { id: 0, face: '함초롬돋움' },
  serif: { id: 1, face: '함초롬바탕' },
};

function fonts(): string {
  const all = Object.values(FONTS).map((font) => element('hh:font', { ...font, type: 'TTF', isEmbedded: 0 }));
  const faces = SCRIPTS.map((script) => element('hh:fontface', { lang: script.toUpperCase(), fontCnt: all.length }, ...all));
  return element('hh:fontfaces', { itemCnt: faces.length }, ...faces);
}

function border(id: number, type: 'NONE' | 'SOLID'): string {
  const none = { type: 'NONE', Crooked: 0, isCounter: 0 };
  const sides = ['left', 'right', 'top', 'bottom'].map((side) => element(`hh:${side}Border`, { type, width: '0.12 mm', color: '#000000' }));
  const slashes = [element('hh:slash', none), element('hh:backSlash', none)];
  const frame = { id, threeD: 0, shadow: 0, centerLine: 'NONE', breakCellSeparateLine: 0 };
  return element('hh:borderFill', frame, ...slashes, ...sides, element('hh:diagonal', { type: 'NONE', width: '0.1 mm', color: '#000000' }));
}

function letter(id: number, face: Face, { height = BODY, bold = false, underline = false }: { height?: number; bold?: boolean; underline?: boolean }): string {
  const frame = { id, height, textColor: '#000000', shadeColor: 'none', useFontSpace: 0, useKerning: 0, symMark: 'NONE', borderFillIDRef: BORDERS.none };
  return element(
    'hh:charPr',
    frame,
    ofScripts('hh:fontRef', FONTS[face].id),
    ofScripts('hh:ratio', 100),
    ofScripts('hh:spacing', 0),
    ofScripts('hh:relSz', 100),
    ofScripts('hh:offset', 0),
    ...(bold ? [element('hh:bold', {})] : []),
    element('hh:underline', { type: underline ? 'BOTTOM' : 'NONE', shape: 'SOLID', color: '#000000' }),
    element('hh:strikeout', { shape: 'NONE', color: '#000000' }),
    element('hh:outline', { type: 'NONE' }),
    element('hh:shadow', { type: 'NONE', color: '#B2B2B2', offsetX: 10, offsetY: 10 }),
  );
}

/** Margins are written twice: in units for newer programs, in half units for older ones. */
function margins(left: number): string {
  const sides = (by: number): string =>
    element(
      'hh:margin',
      {},
      ...Object.entries({ intent: 0, left: left * by, right: 0, prev: 0, next: 0 }).map(([side, value]) => element(`hc:${side}`, { value, unit: 'HWPUNIT' })),
    );
  const spacing = element('hh:lineSpacing', { type: 'PERCENT', value: 160, unit: 'HWPUNIT' });
  const newer = element('hp:case', { 'hp:required-namespace': 'http://www.hancom.co.kr/hwpml/2016/HwpUnitChar' }, sides(1), spacing);
  return element('hp:switch', {}, newer, element('hp:default', {}, sides(2), spacing));
}

function line(id: number, left: number, horizontal: 'JUSTIFY' | 'CENTER' | 'LEFT'): string {
  const breaks = {
    breakLatinWord: 'KEEP_WORD',
    breakNonLatinWord: 'KEEP_WORD',
    widowOrphan: 0,
    keepWithNext: 0,
    keepLines: 0,
    pageBreakBefore: 0,
    lineWrap: 'BREAK',
  };
  return element(
    'hh:paraPr',
    { id, tabPrIDRef: 0, condense: 0, fontLineHeight: 0, snapToGrid: 1, suppressLineNumbers: 0, checked: 0 },
    element('hh:align', { horizontal, vertical: 'BASELINE' }),
    element('hh:heading', { type: 'NONE', idRef: 0, level: 0 }),
    element('hh:breakSetting', breaks),
    element('hh:autoSpacing', { eAsianEng: 0, eAsianNum: 0 }),
    margins(left),
    element('hh:border', { borderFillIDRef: BORDERS.none, offsetLeft: 0, offsetRight: 0, offsetTop: 0, offsetBottom: 0, connect: 0, ignoreMargin: 0 }),
  );
}

function listOf(name: string, items: readonly string[]): string {
  return element(name, { itemCnt: items.length }, ...items);
}

/** The part; the names of agencies keep the form's face, all else has that of the text. */
export function headXml(face: Face): string {
  const letters = [
    letter(LETTERS.plain, face, {}),
    letter(LETTERS.bold, face, { bold: true }),
    letter(LETTERS.underline, face, { underline: true }),
    letter(LETTERS.both, face, { bold: true, underline: true }),
    letter(LETTERS.agency, 'sans', { height: 2000, bold: true }),
  ];
  const levels = Array.from({ length: 8 }, (_, level) => line(LINES.level + level, level * BODY, 'JUSTIFY'));
  const style = { id: 0, type: 'PARA', name: '바탕글', engName: 'Normal', paraPrIDRef: 0, charPrIDRef: 0, nextStyleIDRef: 0, langID: 1042, lockForm: 0 };
  const lists = element(
    'hh:refList',
    {},
    fonts(),
    listOf('hh:borderFills', [border(BORDERS.none, 'NONE'), border(BORDERS.cell, 'SOLID')]),
    listOf('hh:charProperties', letters),
    listOf('hh:tabProperties', [element('hh:tabPr', { id: 0, autoTabLeft: 0, autoTabRight: 0 })]),
    listOf('hh:paraProperties', [...levels, line(LINES.centred, 0, 'CENTER'), line(LINES.cell, 0, 'LEFT')]),
    listOf('hh:styles', [element('hh:style', style)]),
  );
  const begin = element('hh:beginNum', { page: 1, footnote: 1, endnote: 1, pic: 1, tbl: 1, equation: 1 });
  const compatible = element('hh:compatibleDocument', { targetProgram: 'HWP201X' }, element('hh:layoutCompatibility', {}));
  return `${DECLARATION}<hh:head ${NAMESPACES} version="1.4" secCnt="1">${begin}${lists}${compatible}</hh:head>`;
}
