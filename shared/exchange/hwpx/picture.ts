/** Pictures of a body in a package of Hangul: each file once under `BinData`, and in the line where it stands (KS X 6101). */

import type { Block, PictureBlock } from '../../collab/content.ts';
import { WHOLE_WIDTH } from '../../collab/table.ts';
import { element, escapeXml } from './xml.ts';

/** A picture as the package holds it. */
export interface PackedPicture {
  readonly id: string;
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly block: PictureBlock;
}

/** The pictures whose files are at hand, by digest, numbered as they first stand. */
export function packedPictures(blocks: readonly Block[], files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, PackedPicture> {
  const packed = new Map<string, PackedPicture>();
  for (const block of blocks) {
    const bytes = block.type === 'picture' ? files.get(block.sha256) : undefined;
    if (block.type !== 'picture' || bytes === undefined || packed.has(block.sha256)) continue;
    const id = `image${packed.size + 1}`;
    const ending = block.mediaType === 'image/png' ? 'png' : 'jpg';
    packed.set(block.sha256, { id, path: `BinData/${id}.${ending}`, mediaType: ending === 'png' ? 'image/png' : 'image/jpg', bytes, block });
  }
  return packed;
}

/** Where a table or a picture stands: in the line, as if it were a letter. */
export const IN_LINE = {
  treatAsChar: 1,
  affectLSpacing: 0,
  flowWithText: 1,
  allowOverlap: 0,
  holdAnchorAndSO: 0,
  vertRelTo: 'PARA',
  horzRelTo: 'PARA',
  vertAlign: 'TOP',
  horzAlign: 'LEFT',
  vertOffset: 0,
  horzOffset: 0,
} as const;

/** A pixel in HWPUNIT, as Hangul counts the size of a file (96 to the inch). */
const PIXEL = 75;

const square = { e1: 1, e2: 0, e3: 0, e4: 0, e5: 1, e6: 0 } as const;

/** How the file is laid into its frame: whole, upright, scaled. */
function layers({ width, height }: Size, own: Size): string[] {
  const corners = [
    [0, 0],
    [own.width, 0],
    [own.width, own.height],
    [0, own.height],
  ].map(([x = 0, y = 0], i) => element(`hc:pt${i}`, { x, y }));
  const scaled = { ...square, e1: width / own.width, e5: height / own.height };
  return [
    element('hp:rotationInfo', { angle: 0, centerX: Math.round(width / 2), centerY: Math.round(height / 2), rotateimage: 1 }),
    element('hp:renderingInfo', {}, element('hc:transMatrix', square), element('hc:scaMatrix', scaled), element('hc:rotMatrix', square)),
    element('hp:imgRect', {}, ...corners),
  ];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The picture in its line, `line` HWPUNIT wide at most. */
export function pictureXml({ id, block }: PackedPicture, line: number, number: number): string {
  const own = { width: block.width * PIXEL, height: block.height * PIXEL };
  const width = Math.max(1, Math.round((line * block.share) / WHOLE_WIDTH));
  const size = { width, height: Math.max(1, Math.round((width * block.height) / block.width)) };
  const frame = { id: number, zOrder: 0, numberingType: 'PICTURE', textWrap: 'TOP_AND_BOTTOM', textFlow: 'BOTH_SIDES', lock: 0, dropcapstyle: 'None' };
  const none = { left: 0, right: 0, top: 0, bottom: 0 };
  const [turned = '', rendered = '', corners = ''] = layers(size, own);
  return element(
    'hp:pic',
    { ...frame, href: '', groupLevel: 0, instid: number, reverse: 0 },
    element('hp:offset', { x: 0, y: 0 }),
    element('hp:orgSz', { ...own }),
    element('hp:curSz', { ...size }),
    element('hp:flip', { horizontal: 0, vertical: 0 }),
    turned,
    rendered,
    element('hc:img', { binaryItemIDRef: id, bright: 0, contrast: 0, effect: 'REAL_PIC', alpha: 0 }),
    corners,
    element('hp:imgClip', { left: 0, right: own.width, top: 0, bottom: own.height }),
    element('hp:inMargin', none),
    element('hp:imgDim', { dimwidth: own.width, dimheight: own.height }),
    element('hp:effects', {}),
    element('hp:sz', { width: size.width, widthRelTo: 'ABSOLUTE', height: size.height, heightRelTo: 'ABSOLUTE', protect: 0 }),
    element('hp:pos', IN_LINE),
    element('hp:outMargin', none),
    element('hp:shapeComment', {}, escapeXml(block.alt)),
  );
}
