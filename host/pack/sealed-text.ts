/** What is written where people look: on pages, in sheets, in a text. Each piece has to show the seal. */
import { Unzip, UnzipInflate } from 'fflate';
import type { CheckedPages } from '../../shared/pack/check';
import { packLimits } from './pack-limits';
import { textOfPages } from './pdf-pages';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Whether a file of this kind shows the seal. */
export function isPrinted(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType === XLSX || /^text\/(html|plain)/.test(mediaType);
}

/** `content` is undefined where the file was too large to be read as a whole. `printed`: the seal as it is printed. */
export function sealedPages(path: string, mediaType: string, content: Uint8Array | undefined, printed: string): CheckedPages {
  const texts = content && textsOf(mediaType, content);
  if (!texts || texts.length === 0) return { path, state: 'unreadable', pages: 0, sealed: 0 };
  const seal = printed.replaceAll(' ', '');
  const sealed = texts.filter((text) => text.includes(seal)).length;
  return { path, state: sealed === texts.length ? 'sealed' : 'not-sealed', pages: texts.length, sealed };
}

/** Without blanks; of a workbook the foot of each sheet that can be seen. */
function textsOf(mediaType: string, content: Uint8Array): string[] | undefined {
  if (mediaType === 'application/pdf') return textOfPages(content);
  if (mediaType === XLSX) return feetOfSheets(content);
  const text = new TextDecoder().decode(content);
  return [mediaType.startsWith('text/html') ? text.replace(/<[^>]*>|\s/g, '') : text.replace(/\s/g, '')];
}

/** Of each sheet that is not hidden from people, in whatever order. */
function feetOfSheets(content: Uint8Array): string[] | undefined {
  const parts = new Map<string, string>();
  let bytes = 0;
  try {
    const unzip = new Unzip((part) => {
      if (!/^xl\/(workbook\.xml|worksheets\/sheet\d+\.xml|_rels\/workbook\.xml\.rels)$/.test(part.name)) return;
      const decoder = new TextDecoder();
      let text = '';
      part.ondata = (error, chunk, final) => {
        bytes += chunk?.length ?? 0;
        if (error || bytes > packLimits.wholeBytes) throw error ?? new Error('too large');
        text += decoder.decode(chunk, { stream: !final });
        if (final) parts.set(part.name, text);
      };
      part.start();
    });
    unzip.register(UnzipInflate);
    unzip.push(content, true);
  } catch {
    return undefined;
  }
  const targets = new Map(
    [...(parts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  );
  const sheets = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*>/g)].map(([tag]) => tag).filter((tag) => !/ state="(veryH|h)idden"/.test(tag));
  return sheets.map((tag) => {
    const sheet = parts.get(`xl/${targets.get(attribute(tag, 'r:id'))}`) ?? '';
    return (/<oddFooter>([^<]*)<\/oddFooter>/.exec(sheet)?.[1] ?? '').replace(/[\s\u200e]/g, '');
  });
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
