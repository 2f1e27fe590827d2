/** PDF/A-1b for the archives' format (D§5): the paper alone, its seals drawn under the letters, nothing embedded and nothing transparent. */

import { zlibSync } from 'fflate';
import type { SealPicture } from '../../../shared/policy/guard/seal-picture.ts';
import type { SealField } from './fields.ts';
import type { FormFont } from './fonts.ts';
import type { KitDocument, KitRef } from './kit.ts';
import { mm } from './sheet.ts';
import { sealOperators } from './seal-image.ts';

/** A seal as it stands on the paper: its field, its letters, the scanned picture where there is one. */
export interface ArchiveSeal {
  readonly field: string;
  readonly name: string;
  readonly picture: SealPicture | null;
}

/** A scanned seal on white: PDF/A-1 knows no cover of an image (ISO 19005-1 §6.4). */
function pictureRef(document: KitDocument, { side, rgb, alpha }: SealPicture): KitRef {
  const flat = rgb.map((value, i) => {
    const cover = (alpha[Math.floor(i / 3)] ?? 0) / 255;
    return Math.round(value * cover + 255 * (1 - cover));
  });
  const image = document.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: side,
    Height: side,
    BitsPerComponent: 8,
    ColorSpace: 'DeviceRGB',
    Filter: 'FlateDecode',
  });
  image.end(zlibSync(flat, { level: 6 }));
  return image;
}

function drawing(document: KitDocument, seal: ArchiveSeal, place: SealField, font: FormFont): string {
  const [left, bottom, right] = place.rect;
  const side = Math.round((right - left) * 100) / 100;
  if (seal.picture === null) return `q 1 0 0 1 ${left} ${bottom} cm\n${sealOperators(seal.name, side, font)}\nQ\n`;
  const size = Math.min(side, mm(seal.picture.mm));
  const edge = (side - size) / 2;
  const [page, name] = [document._pageBuffer[place.page], `Seal${place.page}${place.field.length}${Math.round(bottom)}`];
  if (page !== undefined) page.xobjects[name] = pictureRef(document, seal.picture);
  const at = [size, 0, 0, size, left + edge, bottom + edge].map((value) => Math.round(value * 100) / 100).join(' ');
  return `q ${at} cm /${name} Do Q\n`;
}

/** Draws the seals where their fields would be, before all else on the page: the letters of the name stay readable over the red. */
export function drawSeals(document: KitDocument, seals: readonly ArchiveSeal[], places: readonly SealField[], font: FormFont): void {
  for (const place of places) {
    const seal = seals.find(({ field }) => field === place.field);
    if (seal === undefined) continue;
    document._pageBuffer[place.page]?.content.buffer.unshift(Buffer.from(drawing(document, seal, place, font), 'latin1'));
  }
}
