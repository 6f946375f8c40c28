/**
 * Pictures that become logos. What a file is comes from its content, its size is known before it is decoded, and the browser
 * decodes it off this thread.
 */
import { logoSize, type PictureSize, pictureSize } from '../../../../shared/documents/picture';
import { type Logo, mostLogoBytes } from '../../../../shared/documents/style-schema';
import { failed, ok, type Problem, problem, type Result } from '../../../../shared/problem';

/** More than any camera takes; a small file may still unfold into more than a laptop has. */
const mostPixels = 50_000_000;
const mostFileBytes = 30_000_000;

export type ReadLogo = Result<Logo> | { ok: false; problems: Problem[] /** It is a picture, only too large for every document. */; shrinks: true };

/** Fails with `logo-not-a-picture`, `logo-damaged`, `logo-huge`, or `logo-too-large` (which can be shrunk), each with {file}. */
export async function readLogo(file: File): Promise<ReadLogo> {
  const named = (code: string, params = {}) => failed(problem('blocks', code, [], { file: file.name, ...params }));
  if (file.size > mostFileBytes) return named('logo-huge');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const size = pictureSize(bytes);
  if (!size) return named('logo-not-a-picture');
  if (size.width * size.height > mostPixels) return named('logo-huge');
  if (!(await isDecodable(bytes, size))) return named('logo-damaged');
  if (bytes.length > mostLogoBytes || !logoSize(bytes))
    return {
      ...named('logo-too-large', { width: size.width, height: size.height, kilobytes: Math.ceil(bytes.length / 1000), most: mostLogoBytes / 1000 }),
      shrinks: true,
    };
  return ok({ mime: size.mime, data: toBase64(bytes) });
}

/** Longest side tried, in pixels, until it is small enough: the last always is. */
const sides = [1400, 1000, 700, 500, 350, 200];

/** The same picture with fewer pixels. Fails with `logo-damaged`. */
export async function shrinkLogo(file: File): Promise<Result<Logo>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const size = pictureSize(bytes);
  if (size)
    for (const side of sides) {
      const scale = Math.min(1, side / Math.max(size.width, size.height));
      const bitmap = await decode(bytes, size, scale);
      if (!bitmap) break;
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
      const smaller = new Uint8Array(await (await canvas.convertToBlob({ type: size.mime, quality: 0.9 })).arrayBuffer());
      if (smaller.length <= mostLogoBytes) return ok({ mime: size.mime, data: toBase64(smaller) });
    }
  return failed(problem('blocks', 'logo-damaged', [], { file: file.name }));
}

/** The pixels of a small copy, as RGBA; undefined when it can't be decoded. */
export async function pixelsOf(logo: Logo): Promise<Uint8ClampedArray | undefined> {
  const bytes = bytesOf(logo);
  const size = logoSize(bytes);
  const bitmap = size && (await decode(bytes, size, Math.min(1, 96 / Math.max(size.width, size.height))));
  if (!bitmap) return undefined;
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data;
  bitmap.close();
  return pixels;
}

export function bytesOf({ data }: Logo): Uint8Array {
  return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
}

async function isDecodable(bytes: Uint8Array, size: PictureSize): Promise<boolean> {
  const bitmap = await decode(bytes, size, Math.min(1, 32 / Math.max(size.width, size.height)));
  bitmap?.close();
  return bitmap !== undefined;
}

async function decode(bytes: Uint8Array, { mime, width, height }: PictureSize, scale: number): Promise<ImageBitmap | undefined> {
  const [resizeWidth, resizeHeight] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  try {
    return await createImageBitmap(new Blob([bytes as BlobPart], { type: mime }), {
      resizeWidth,
      resizeHeight,
      resizeQuality: 'high',
      imageOrientation: 'none',
    });
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}
