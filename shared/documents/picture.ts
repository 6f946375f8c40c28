/** What a picture is and how large, by its first bytes. A name or a media type says nothing about what is inside. */
import type { Logo } from './style-schema';

export type PictureSize = { mime: Logo['mime']; width: number; height: number };

export type Box = { width: number; height: number };

/** Most room a logo gets on a cover, in points. */
export const logoBoxes = { client: { width: 210, height: 72 }, consultant: { width: 120, height: 34 } } as const satisfies Record<string, Box>;

/**
 * As large as the box allows and no larger than a point a pixel. Of two logos in the same box, one wide and one square, the square
 * one would look far larger: so it is their area that is alike.
 */
export function fitted({ width, height }: Box, box: Box): Box {
  const area = box.width * box.height * 0.45;
  const scale = Math.min(1, box.width / width, box.height / height, Math.sqrt(area / (width * height)));
  return { width: Math.max(1, width * scale), height: Math.max(1, height * scale) };
}

/** Radius of a plate's corners, in points. */
export const plateCorner = 5;

/** As `fitted` for a picture on a plate: both have room in the box, the picture in the middle. */
export function fittedOnPlate(picture: Box, box: Box): { picture: Box; plate: Box; pad: number } {
  const pad = Math.round(box.height / 7);
  const inner = fitted(picture, { width: box.width - 2 * pad, height: box.height - 2 * pad });
  return { picture: inner, plate: { width: inner.width + 2 * pad, height: inner.height + 2 * pad }, pad };
}

/** On each side, in pixels: enough for print, and a small file can't unfold into gigabytes. */
export const mostLogoSide = 2000;

/** undefined: neither a PNG nor a JPEG that documents can show. */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const size = sizeOfPng(bytes) ?? sizeOfJpeg(bytes);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

/** As `pictureSize`, and no larger than a logo is. */
export function logoSize(bytes: Uint8Array): PictureSize | undefined {
  const size = pictureSize(bytes);
  return size && Math.max(size.width, size.height) <= mostLogoSide ? size : undefined;
}

const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

function sizeOfPng(bytes: Uint8Array): PictureSize | undefined {
  if (bytes.length < 33 || !pngHead.every((byte, at) => bytes[at] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Baseline and progressive: what every reader of PDF decodes. */
const frames = new Set([0xc0, 0xc1, 0xc2]);

function sizeOfJpeg(bytes: Uint8Array): PictureSize | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (frames.has(marker)) {
      const channels = bytes[at + 9];
      const known = bytes[at + 4] === 8 && (channels === 1 || channels === 3 || channels === 4);
      return known ? { mime: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) } : undefined;
    }
    // Pixels begin before anything said how many.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
