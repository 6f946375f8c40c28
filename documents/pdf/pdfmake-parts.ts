/**
 * pdfmake's private parts that are called or replaced. Required, as open-font does with fontkit: of CommonJS that is imported Node first
 * reads the whole text for names, which is a thirtieth of what the first document of a process costs.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

function part<T>(name: string): T {
  return require(`pdfmake/js/${name}.js`).default;
}

export const DocMeasure = part<typeof import('pdfmake/js/DocMeasure.js').default>('DocMeasure');
export const DocPreprocessor = part<typeof import('pdfmake/js/DocPreprocessor.js').default>('DocPreprocessor');
export const LayoutBuilder = part<typeof import('pdfmake/js/LayoutBuilder.js').default>('LayoutBuilder');
export const Line = part<typeof import('pdfmake/js/Line.js').default>('Line');
export const PageElementWriter = part<typeof import('pdfmake/js/PageElementWriter.js').default>('PageElementWriter');
export const PdfDocument = part<typeof import('pdfmake/js/PDFDocument.js').default>('PDFDocument');
export const Printer = part<typeof import('pdfmake/js/Printer.js').default>('Printer');
export const Renderer = part<typeof import('pdfmake/js/Renderer.js').default>('Renderer');
export const StyleContextStack = part<typeof import('pdfmake/js/StyleContextStack.js').default>('StyleContextStack');
export const TableProcessor = part<typeof import('pdfmake/js/TableProcessor.js').default>('TableProcessor');
export const TextInlines = part<typeof import('pdfmake/js/TextInlines.js').default>('TextInlines');
export const URLResolver = part<typeof import('pdfmake/js/URLResolver.js').default>('URLResolver');
