/** Pictures of a body: PNG or JPEG, told by their bytes whatever their name says, within stated bounds. What is kept has only the picture in it. */

import type { PictureType } from '../../collab/content.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { readJpeg } from './picture-jpeg.ts';
import { readPng } from './picture-png.ts';
import { isPng } from './png.ts';

/** Why a picture does not come in. */
export type PictureCode = 'PICTURE_KIND' | 'PICTURE_BROKEN' | 'PICTURE_SIZE' | 'PICTURE_COLOURS' | 'PICTURE_INTERLACED';

/** A picture that may stand in a body: its bytes as they are kept, its pixels as they are seen. */
export interface BodyPicture {
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Bounds of one picture. */
export const PICTURE_MOST = { bytes: 10 << 20, pixels: 25_000_000, side: 20_000 } as const;

const NOTHING = '그림을 넣지 않았습니다.';
const SENTENCES: Readonly<Record<PictureCode, string>> = {
  PICTURE_KIND: `PNG나 JPEG 그림이 아닙니다. ${NOTHING} PNG나 JPEG로 저장해 다시 넣거나 붙임 파일로 넣으십시오.`,
  PICTURE_BROKEN: `그림 파일이 깨졌거나 이 프로그램이 그릴 수 없는 종류입니다. ${NOTHING} 다른 프로그램에서 PNG로 다시 저장해 넣으십시오.`,
  PICTURE_SIZE: `그림은 10 MB, 2,500만 화소까지 넣을 수 있습니다. ${NOTHING} 크기를 줄여 다시 넣으십시오.`,
  PICTURE_COLOURS: `인쇄용 색(CMYK)으로 저장한 JPEG입니다. ${NOTHING} RGB로 저장해 다시 넣으십시오.`,
  PICTURE_INTERLACED: `비월 방식(interlaced)으로 저장한 PNG입니다. ${NOTHING} 비월을 끄고 저장해 다시 넣으십시오.`,
};

const refuse = (code: PictureCode): Result<never, PictureCode> => err(code, SENTENCES[code]);

function fits(width: number, height: number): boolean {
  const { side, pixels } = PICTURE_MOST;
  return width >= 1 && height >= 1 && width <= side && height <= side && width * height <= pixels;
}

/** Judges a picture by its bytes. The picture it gives is judged the same again, byte for byte. */
export function judgePicture(bytes: Uint8Array): Result<BodyPicture, PictureCode> {
  if (bytes.length > PICTURE_MOST.bytes) return refuse('PICTURE_SIZE');
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const jpeg = readJpeg(bytes);
    if (jpeg === null) return refuse('PICTURE_BROKEN');
    if (jpeg.colours !== 1 && jpeg.colours !== 3) return refuse('PICTURE_COLOURS');
    const { width, height } = jpeg;
    return fits(width, height) ? ok({ mediaType: 'image/jpeg', bytes: jpeg.bytes, width, height }) : refuse('PICTURE_SIZE');
  }
  if (!isPng(bytes)) return refuse('PICTURE_KIND');
  const png = readPng(bytes);
  if (png === 'interlaced') return refuse('PICTURE_INTERLACED');
  if (png === 'broken') return refuse('PICTURE_BROKEN');
  if (!fits(png.width, png.height)) return refuse('PICTURE_SIZE');
  const kept = png.bytes();
  if (kept === null) return refuse('PICTURE_BROKEN');
  if (kept.length > PICTURE_MOST.bytes) return refuse('PICTURE_SIZE');
  return ok({ mediaType: 'image/png', bytes: kept, width: png.width, height: png.height });
}

/** Ending of a picture's file by its type. */
export function pictureEnding(mediaType: PictureType): 'png' | 'jpg' {
  return mediaType === 'image/png' ? 'png' : 'jpg';
}
