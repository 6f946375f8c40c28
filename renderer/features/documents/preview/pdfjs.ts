/**
 * What draws the pages: Mozilla's reader, loaded with the first preview. Its worker is a file of ours; nothing is evaluated, no font of
 * the system stands in for one of the document's, nothing is fetched.
 */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export { TextLayer };

GlobalWorkerOptions.workerSrc = workerUrl;

/** A page as it lies in the file; sizes in points. */
export type PrintedPage = { number: number; width: number; height: number; proxy: PDFPageProxy };
/** An entry of the list of contents. */
export type Chapter = { title: string; level: number; page: number };
export type PrintedFile = {
  pages: PrintedPage[];
  chapters: Chapter[];
  /** The number of the page a link inside the file leads to. */
  pageOf: (target: unknown) => Promise<number | undefined>;
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
    chapters: await chaptersOf(file),
    pageOf: (target) => pageOf(file, target),
    close: () => void task.destroy(),
  };
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

async function chaptersOf(file: PDFDocumentProxy): Promise<Chapter[]> {
  const chapters: Chapter[] = [];
  async function add(entries: Outline, level: number) {
    for (const { title, dest, items } of entries ?? []) {
      const page = await pageOf(file, dest);
      if (page !== undefined) chapters.push({ title, level, page });
      await add(items, level + 1);
    }
  }
  await add(await file.getOutline(), 1);
  return chapters;
}

async function pageOf(file: PDFDocumentProxy, target: unknown): Promise<number | undefined> {
  const place = typeof target === 'string' ? await file.getDestination(target) : target;
  const [page] = Array.isArray(place) ? place : [];
  if (typeof page !== 'object' || page === null || !('num' in page)) return undefined;
  return (await file.getPageIndex(page as Parameters<PDFDocumentProxy['getPageIndex']>[0])) + 1;
}
