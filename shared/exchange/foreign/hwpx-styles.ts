/** Styles of an HWPX head: which letters are bold or underlined, which paragraphs are numbered or marked. */

import type { BlockKind, Face } from '../../collab/content.ts';
import type { Given } from './paper.ts';
import { allOf, attributeOf, childOf, type Element } from './xml.ts';

/** Marks of letters and lines by the ids paragraphs and runs refer to. */
export interface HwpxStyles {
  readonly letters: ReadonlyMap<string, { readonly bold: boolean; readonly underline: boolean; readonly face: Face }>;
  readonly paragraphs: ReadonlyMap<string, Given>;
}

const BULLETS: readonly (readonly [RegExp, BlockKind, number])[] = [
  [/[□■▣◆◇❑❒]/u, 'square', 1],
  [/[ㅇ○●◎⚫⦁•]/u, 'circle', 2],
  [/[-–—―]/u, 'dash', 3],
  [/[ㆍ·∙]/u, 'dot', 4],
  [/※/u, 'note', 2],
];

/** The kind a bullet's sign means; unknown signs go by their depth from 0. */
export function bulletOf(sign: string, depth: number): Given {
  const known = BULLETS.find(([pattern]) => pattern.test(sign));
  if (known !== undefined) return { kind: known[1], level: known[2] };
  const kinds = ['square', 'circle', 'dash', 'dot'] as const;
  const at = Math.min(Math.max(0, depth), 3);
  return { kind: kinds[at] ?? 'dot', level: at + 1 };
}

function paragraphOf(element: Element, bullets: ReadonlyMap<string, string>): Given | null {
  const heading = allOf(element, 'heading')[0];
  const type = attributeOf(heading, 'type');
  const depth = Number(attributeOf(heading, 'level')) || 0;
  if (type === 'BULLET') return bulletOf(bullets.get(attributeOf(heading, 'idRef')) ?? '', depth);
  return type === 'NUMBER' || type === 'OUTLINE' ? { kind: 'item', level: Math.min(8, Math.max(1, depth + 1)) } : null;
}

/** Names of faces with serifs, as Hangul, Windows and the open ones call them; a name that says nothing counts as one without. */
const SERIF = /바탕|명조|궁서|부리|serif|batang|myeong|myung|gungsuh|times/i;
const SANS = /sans|고딕|돋움/i;

const faceNamed = (name: string): Face => (SERIF.test(name) && !SANS.test(name) ? 'serif' : 'sans');

/** Faces of Hangul letters by their ids. */
function facesOf(head: Element): ReadonlyMap<string, Face> {
  const hangul = allOf(head, 'fontface').find((one) => attributeOf(one, 'lang') === 'HANGUL');
  return new Map((hangul === undefined ? [] : allOf(hangul, 'font')).map((font) => [attributeOf(font, 'id'), faceNamed(attributeOf(font, 'face'))]));
}

/** Reads the head; a file without one has no styles. */
export function hwpxStyles(head: Element | null): HwpxStyles {
  if (head === null) return { letters: new Map(), paragraphs: new Map() };
  const bullets = new Map(allOf(head, 'bullet').map((one) => [attributeOf(one, 'id'), attributeOf(one, 'char')]));
  const faces = facesOf(head);
  const letters = allOf(head, 'charPr').map((one) => {
    const underline = attributeOf(childOf(one, 'underline'), 'type');
    const face = faces.get(attributeOf(childOf(one, 'fontRef'), 'hangul')) ?? 'sans';
    return [attributeOf(one, 'id'), { bold: childOf(one, 'bold') !== undefined, underline: underline !== '' && underline !== 'NONE', face }] as const;
  });
  const paragraphs = allOf(head, 'paraPr').flatMap((one) => {
    const given = paragraphOf(one, bullets);
    return given === null ? [] : [[attributeOf(one, 'id'), given] as const];
  });
  return { letters: new Map(letters), paragraphs: new Map(paragraphs) };
}
