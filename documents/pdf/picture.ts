/** Logos on a page. They come from outside, and pdfmake fails as a whole on one that is broken. */
import { type Box, fitted, fittedOnPlate, logoSize, plateCorner } from '../../shared/documents/picture';
import type { Logo } from '../../shared/documents/style-schema';
import type { Node, Setting } from './page';
import { plainPng } from './png';

/** A picture that was found whole; its size in pixels. */
export type Picture = { url: string; width: number; height: number; plate?: true };

/** undefined: what it holds can't be drawn. */
export function readPicture(logo: Logo): Picture | undefined {
  const bytes = Buffer.from(logo.data, 'base64');
  const size = logoSize(bytes);
  if (!size) return undefined;
  const drawn = size.mime === 'image/png' ? plainPng(bytes) : isWholeJpeg(bytes) ? bytes : undefined;
  if (!drawn) return undefined;
  return { url: `data:${size.mime};base64,${drawn.toString('base64')}`, width: size.width, height: size.height, ...(logo.plate && { plate: logo.plate }) };
}

/** At the start of the line. */
export function pictureNode(setting: Setting, picture: Picture, box: Box): Node {
  const alignment = setting.rtl ? 'right' : 'left';
  if (!picture.plate) return { image: picture.url, ...fitted(picture, box), alignment };
  const { picture: inner, plate, pad } = fittedOnPlate(picture, box);
  const size = ({ width, height }: Box) => `width="${width}" height="${height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size(plate)}><rect ${size(plate)} rx="${plateCorner}" fill="${setting.brand.plate}"/><image x="${pad}" y="${pad}" ${size(inner)} xlink:href="${picture.url}"/></svg>`;
  return { svg, alignment };
}

/** As it is drawn in the box, with its plate. */
export function drawnSize(picture: Picture, box: Box): Box {
  return picture.plate ? fittedOnPlate(picture, box).plate : fitted(picture, box);
}

/** One that breaks off lacks the mark of its end; some programs pad after it. */
function isWholeJpeg(bytes: Buffer): boolean {
  return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0 && bytes.includes(Buffer.from([0xff, 0xda]));
}
