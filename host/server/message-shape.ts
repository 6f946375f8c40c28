/**
 * Looks at the outside of a msgpack message before it is decoded. The decoder believes every length it reads: 450 bytes that
 * announce arrays in arrays made it reserve gigabytes, and the host died of it.
 */

/** Conditions nest up to 100 levels, inside a journey, inside a document, inside a call. */
const MAX_DEPTH = 200;
/** Values in one message. A 5,000-field engagement has some 200,000. */
const MAX_VALUES = 4_000_000;

/** Bytes after the first one that a value's length takes, and how much of the rest it covers. */
type Head = { bytes: number; children: number };

/** True when the message is whole, nothing follows it, and it keeps within the limits. Linear, never recurses. */
export function isWellShaped(bytes: Uint8Array, { depth = MAX_DEPTH, values = MAX_VALUES } = {}): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come on each open level. */
  const open: number[] = [];
  let at = 0;
  for (let seen = 1; seen <= values; seen++) {
    const head = headAt(view, at);
    if (!head) return false;
    at += head.bytes;
    // Every value takes a byte at least: a length beyond what is left is a lie.
    if (at + head.children > bytes.length) return false;
    if (head.children > 0) {
      if (open.length >= depth) return false;
      open.push(head.children);
      continue;
    }
    for (;;) {
      const left = open.pop();
      if (left === undefined) return at === bytes.length;
      if (left > 1) {
        open.push(left - 1);
        break;
      }
    }
  }
  return false;
}

/** The whole of a plain value, the announcement of an array or map. Undefined when it is cut short or no msgpack. */
function headAt(view: DataView, at: number): Head | undefined {
  if (at >= view.byteLength) return undefined;
  const first = view.getUint8(at);
  if (first <= 0x7f || first >= 0xe0) return { bytes: 1, children: 0 };
  if (first <= 0x8f) return { bytes: 1, children: 2 * (first & 0x0f) };
  if (first <= 0x9f) return { bytes: 1, children: first & 0x0f };
  if (first <= 0xbf) return { bytes: 1 + (first & 0x1f), children: 0 };
  const fixed = fixedLengths[first];
  if (fixed !== undefined) return { bytes: 1 + fixed, children: 0 };
  const measured = measuredLengths[first];
  if (!measured || at + 1 + measured.width > view.byteLength) return undefined;
  const length = measured.width === 1 ? view.getUint8(at + 1) : measured.width === 2 ? view.getUint16(at + 1) : view.getUint32(at + 1);
  const bytes = 1 + measured.width;
  return measured.each === 'bytes' ? { bytes: bytes + (measured.extra ?? 0) + length, children: 0 } : { bytes, children: length * measured.each };
}

/** nil, false, true, floats, integers, and extensions of fixed size (with the byte that says their type). */
const fixedLengths: Readonly<Record<number, number>> = {
  192: 0,
  194: 0,
  195: 0,
  202: 4,
  203: 8,
  204: 1,
  205: 2,
  206: 4,
  207: 8,
  208: 1,
  209: 2,
  210: 4,
  211: 8,
  212: 2,
  213: 3,
  214: 5,
  215: 9,
  216: 17,
};

const measuredLengths: Readonly<Record<number, { width: 1 | 2 | 4; each: 'bytes' | 1 | 2; extra?: number }>> = {
  196: { width: 1, each: 'bytes' },
  197: { width: 2, each: 'bytes' },
  198: { width: 4, each: 'bytes' },
  199: { width: 1, each: 'bytes', extra: 1 },
  200: { width: 2, each: 'bytes', extra: 1 },
  201: { width: 4, each: 'bytes', extra: 1 },
  217: { width: 1, each: 'bytes' },
  218: { width: 2, each: 'bytes' },
  219: { width: 4, each: 'bytes' },
  220: { width: 2, each: 1 },
  221: { width: 4, each: 1 },
  222: { width: 2, each: 2 },
  223: { width: 4, each: 2 },
};
