/** Logos on a page. They come from outside, and pdfmake fails as a whole on one that is broken. */
import { type Box, fitted, logoSize } from '../../shared/documents/picture';
import type { Logo } from '../../shared/documents/style-schema';
import type { Node, Setting } from './page';
import { plainPng } from './png';

/** A picture that was found whole; its size in pixels. */
export type Picture = { url: string; width: number; height: number };

/** undefined: what it holds can't be drawn. */
export function readPicture(logo: Logo): Picture | undefined {
  const bytes = Buffer.from(logo.data, 'base64');
  const size = logoSize(bytes);
  if (!size) return undefined;
  const drawn = size.mime === 'image/png' ? plainPng(bytes) : isWholeJpeg(bytes) ? bytes : undefined;
  return drawn && { url: `data:${size.mime};base64,${drawn.toString('base64')}`, width: size.width, height: size.height };
}

/** At the start of the line. */
export function pictureNode(setting: Setting, picture: Picture, box: Box): Node {
  return { image: picture.url, ...fitted(picture, box), alignment: setting.rtl ? 'right' : 'left' };
}

/** One that breaks off lacks the mark of its end; some programs pad after it. */
function isWholeJpeg(bytes: Buffer): boolean {
  return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0 && bytes.includes(Buffer.from([0xff, 0xda]));
}
