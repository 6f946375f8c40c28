import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from './media-type';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));
const zip = (name: string) => bytes('PK', [3, 4], ' [Content_Types].xml ', name);

describe('mediaTypeOf', () => {
  it.each([
    ['image/png', bytes([0x89], 'PNG\r\n', [0x1a], '\n')],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', bytes('GIF89a…')],
    ['image/webp', bytes('RIFF', [1, 2, 3, 4], 'WEBP')],
    ['application/pdf', bytes('%PDF-1.7')],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip('xl/workbook.xml')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip('word/document.xml')],
    ['application/zip', bytes('PK', [3, 4], 'anything.exe')],
    ['text/plain', bytes('מחיר,price\r\n1,2\t')],
    // Only ever saved, never shown as a page.
    ['text/plain', bytes('<svg onload="alert(1)"/>')],
    [undefined, bytes('MZ', [0x90, 0, 3, 0])],
    [undefined, bytes([0x7f], 'ELF', [2, 1, 1, 0])],
    [undefined, bytes([0xff, 0xfe, 0x41])],
  ])('%s', (type, content) => {
    expect(mediaTypeOf(content)).toBe(type);
  });
});
