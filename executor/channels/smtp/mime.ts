/** The tree of a mail as bytes, in one go: the library would pass each part through half a dozen streams, which takes longer than all the rest of a mail. */
import type MimeNode from 'nodemailer/lib/mime-node';

/** RFC 2045 allows 76 characters in a line of either encoding. */
const longestLine = 76;

/** A whole mail with its headers; lines end in CRLF. The contents of its parts must be strings or buffers. */
export function bytesOfMail(root: MimeNode): Buffer {
  const pieces: Buffer[] = [];
  write(root, pieces);
  return Buffer.concat(pieces);
}

function write(node: MimeNode, pieces: Buffer[]): void {
  pieces.push(Buffer.from(`${node.buildHeaders()}\r\n\r\n`));
  const { content, childNodes, boundary } = node;
  if (typeof content === 'string' || Buffer.isBuffer(content)) pieces.push(encoded(content, node.getHeader('Content-Transfer-Encoding')));
  else if (content) throw new Error('a part of a mail is no bytes');
  childNodes.forEach((child, i) => {
    pieces.push(Buffer.from(`${i > 0 ? '\r\n' : ''}--${boundary}\r\n`));
    write(child, pieces);
  });
  if (childNodes.length > 0) pieces.push(Buffer.from(`\r\n--${boundary}--\r\n`));
}

function encoded(content: string | Buffer, encoding: unknown): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  switch (encoding) {
    case 'base64':
      return Buffer.from(inLines(bytes.toString('base64')), 'latin1');
    case 'quoted-printable':
      return quotedPrintable(bytes);
    case '7bit':
      return bytes;
    default:
      throw new Error('an encoding that nobody asked for');
  }
}

function inLines(text: string): string {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += longestLine) lines.push(text.slice(at, at + longestLine));
  return lines.join('\r\n');
}

const [tab, lineFeed, carriageReturn, space, equals] = [0x09, 0x0a, 0x0d, 0x20, 0x3d];
const digits = Buffer.from('0123456789ABCDEF', 'latin1');

/** Text as quoted-printable (RFC 2045, 6.7). Its lines end in CRLF and stay lines; longer ones are broken softly. */
export function quotedPrintable(bytes: Buffer): Buffer {
  // Each byte takes three at most, and each full line three more.
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / (longestLine - 3)) * 3 + 3);
  let at = 0;
  let column = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === carriageReturn && bytes[i + 1] === lineFeed) {
      out[at++] = carriageReturn;
      out[at++] = lineFeed;
      column = 0;
      i++;
      continue;
    }
    const isBlank = byte === space || byte === tab;
    const isPlain = isBlank ? !isLineEnd(bytes, i + 1) : byte > space && byte < 0x7f && byte !== equals;
    const length = isPlain ? 1 : 3;
    // Room for the sign that the line goes on.
    if (column + length >= longestLine) {
      out[at++] = equals;
      out[at++] = carriageReturn;
      out[at++] = lineFeed;
      column = 0;
    }
    if (isPlain) out[at++] = byte;
    else {
      out[at++] = equals;
      out[at++] = digits[byte >> 4] ?? 0;
      out[at++] = digits[byte & 15] ?? 0;
    }
    column += length;
  }
  return out.subarray(0, at);
}

function isLineEnd(bytes: Buffer, at: number): boolean {
  return at >= bytes.length || (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed);
}
