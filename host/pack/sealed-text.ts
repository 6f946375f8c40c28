/** What is written where people look: on pages, in sheets, in a text. Each piece has to show the seal. */
import { limits } from '../../importers/limits';
import type { Archive } from '../../importers/xlsx/archive';
import { openWorkbook } from '../../importers/xlsx/open-workbook';
import { scanNamed } from '../../importers/xlsx/part-text';
import type { CheckedPages } from '../../shared/pack/check';
import { packLimits } from './pack-limits';
import { textOfPages } from './pdf-pages';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Whether a file of this kind shows the seal. */
export function isPrinted(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType === XLSX || /^text\/(html|plain)/.test(mediaType);
}

/** `content` is undefined where the file was too large to be read as a whole. `printed`: the seal as it is printed. */
export async function sealedPages(path: string, mediaType: string, content: Uint8Array | undefined, printed: string): Promise<CheckedPages> {
  const texts = content && (await textsOf(mediaType, content));
  if (!texts || texts.length === 0) return { path, state: 'unreadable', pages: 0, sealed: 0 };
  const seal = printed.replaceAll(' ', '');
  const sealed = texts.filter((text) => text.includes(seal)).length;
  return { path, state: sealed === texts.length ? 'sealed' : 'not-sealed', pages: texts.length, sealed };
}

/** Without blanks; of a workbook the foot of each sheet that can be seen. */
async function textsOf(mediaType: string, content: Uint8Array): Promise<string[] | undefined> {
  if (mediaType === 'application/pdf') return textOfPages(content);
  if (mediaType === XLSX) return feetOfSheets(content);
  const text = new TextDecoder().decode(content);
  // A tag ends where the next one begins, or a page of nothing but `<` would be gone over once for each of them.
  return [text.replace(mediaType.startsWith('text/html') ? /<[^<>]*>|\s/g : /\s/g, '')];
}

/** Of each sheet that is not hidden from people, in their order. Read as any foreign workbook is, piece by piece and no further than it may. */
async function feetOfSheets(content: Uint8Array): Promise<string[] | undefined> {
  const opened = await openWorkbook('', content, { ...limits, unpackedBytes: packLimits.wholeBytes });
  if (!opened.ok) return undefined;
  const { archive, sheets } = opened.value;
  const feet: string[] = [];
  for (const { hidden, part } of sheets) if (!hidden) feet.push(await footOf(archive, part));
  return feet;
}

async function footOf(archive: Archive, part: string): Promise<string> {
  let foot = '';
  let isFoot = false;
  await scanNamed(archive, part, {
    onOpen(name) {
      isFoot = name === 'oddFooter';
    },
    onClose() {
      isFoot = false;
    },
    onText(text) {
      if (isFoot) foot += text;
    },
  });
  return foot.replace(/[\s\u200e]/g, '');
}
