/**
 * What draws the pages: Mozilla's reader, loaded with the first preview. Its worker is a file of ours; nothing is evaluated, no font of
 * the system stands in for one of the document's, nothing is fetched.
 */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { Place } from './place';

export { TextLayer };

GlobalWorkerOptions.workerSrc = workerUrl;

/** A page as it lies in the file; sizes in points. */
export type PrintedPage = { number: number; width: number; height: number; proxy: PDFPageProxy };
/** An entry of the list of contents. */
export type Chapter = Place & { title: string; level: number };
export type PrintedFile = {
  pages: PrintedPage[];
  chapters: Chapter[];
  /** Where a link inside the file leads to. */
  placeOf: (target: unknown) => Promise<Place | undefined>;
  close: () => void;
};

export async function openPrinted(bytes: Uint8Array): Promise<PrintedFile> {
  // The reader takes the bytes away; they are still to be saved.
  const task = getDocument({ data: bytes.slice(), isEvalSupported: false, useWasm: false, useSystemFonts: false, verbosity: 0 });
  const file = await task.promise;
  const proxies = await Promise.all(Array.from({ length: file.numPages }, (_, index) => file.getPage(index + 1)));
  return {
    pages: proxies.map((proxy, index) => {
      const { width, height } = proxy.getViewport({ scale: 1 });
      return { number: index + 1, width, height, proxy };
    }),
    chapters: await chaptersOf(file, proxies),
    placeOf: (target) => placeOf(file, proxies, target),
    close: () => void task.destroy(),
  };
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

async function chaptersOf(file: PDFDocumentProxy, pages: readonly PDFPageProxy[]): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  async function add(entries: Outline, level: number) {
    for (const { title, dest, items } of entries ?? []) {
      const place = await placeOf(file, pages, dest);
      if (place) chapters.push({ title, level, ...place });
      await add(items, level + 1);
    }
  }
  await add(await file.getOutline(), 1);
  return chapters;
}

async function placeOf(file: PDFDocumentProxy, pages: readonly PDFPageProxy[], target: unknown): Promise<Place | undefined> {
  const destination = typeof target === 'string' ? await file.getDestination(target) : target;
  // [page, {name: 'XYZ'}, left, top, zoom], measured from the foot of the page.
  const [ref, , , top]: unknown[] = Array.isArray(destination) ? destination : [];
  if (typeof ref !== 'object' || ref === null || !('num' in ref)) return undefined;
  const index = await file.getPageIndex(ref as Parameters<PDFDocumentProxy['getPageIndex']>[0]);
  const height = pages[index]?.getViewport({ scale: 1 }).height ?? 0;
  return { page: index + 1, top: typeof top === 'number' ? Math.max(0, height - top) : 0 };
}
