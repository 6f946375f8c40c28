/** What a file is, by its content: a name says nothing about what is inside. */
import { type FileKind, fileKinds } from '../shared/checklist/attachment-kind';

/** The media type of a file by its first bytes (text: by all of them); undefined: nothing that is taken, a program for one. */
export function mediaTypeOf(bytes: Uint8Array): string | undefined {
  return kindOf(bytes)?.mediaType;
}

function kindOf(bytes: Uint8Array): FileKind | undefined {
  const begins = (...head: number[]) => head.every((byte, at) => bytes[at] === byte);
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return fileKinds.png;
  if (begins(0xff, 0xd8, 0xff)) return fileKinds.jpeg;
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return fileKinds.gif;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return fileKinds.webp;
  if (ascii(0, 5) === '%PDF-') return fileKinds.pdf;
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return fileKinds.compound;
  if (begins(0x50, 0x4b, 0x03, 0x04)) return officeKind(bytes);
  if (ascii(4, 8) === 'ftyp') return fileKinds.mp4;
  if (begins(0x1a, 0x45, 0xdf, 0xa3)) return fileKinds.webm;
  return isText(bytes) ? fileKinds.text : undefined;
}

/** Names of parts stand in a ZIP as they are, whatever is packed. */
function officeKind(bytes: Uint8Array): FileKind {
  const names = [bytes.subarray(0, 4096), bytes.subarray(-65_536)].map((part) => Buffer.from(part).toString('latin1')).join('');
  if (!names.includes('[Content_Types].xml')) return fileKinds.zip;
  if (names.includes('word/')) return fileKinds.docx;
  if (names.includes('xl/')) return fileKinds.xlsx;
  return names.includes('ppt/') ? fileKinds.pptx : fileKinds.zip;
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no text has and every program does
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}
