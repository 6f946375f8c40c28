/** The XML of a part, given to a listener as it is unpacked. */
import type { PartEnd } from '../unpacker';
import { type Archive, type Part, partKey, unpackPart } from './archive';
import { createXmlScanner, type XmlListener } from './scan-xml';

export type StoppableListener = XmlListener & { stopped?: () => boolean };

/** `damaged` also for XML that is none, is cut off, or brings definitions of its own. */
export async function scanPart(archive: Archive, part: Part, listener: StoppableListener, onProgress?: (share: number) => void): Promise<PartEnd> {
  const scanner = createXmlScanner(listener);
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let sound = true;
  const end = await unpackPart(archive, part, (chunk, share) => {
    decoder ??= new TextDecoder(encodingOf(chunk));
    sound = scanner.push(decoder.decode(chunk, { stream: true }));
    onProgress?.(share);
    return sound && !listener.stopped?.();
  });
  if (!sound) return 'damaged';
  if (end !== 'done') return end;
  return scanner.push(decoder?.decode() ?? '') && scanner.end() ? 'done' : 'damaged';
}

/** A small part by name; false when it is not there. What could be read before any damage has been given. */
export async function scanNamed(
  archive: Archive,
  name: string,
  listener: StoppableListener,
  onProgress?: (share: number) => void,
): Promise<PartEnd | 'missing'> {
  const part = archive.parts.get(partKey(name));
  return part ? scanPart(archive, part, listener, onProgress) : 'missing';
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
