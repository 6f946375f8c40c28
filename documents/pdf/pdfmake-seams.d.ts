/** The private parts of pdfmake 0.3.11 the adapter builds on. The version is pinned; tests/integration/pdf-adapter.test.ts notices a change. */

declare module 'pdfmake/js/Printer.js' {
  import type { PdfKitDocument } from 'pdfmake/js/PDFDocument.js';

  class Printer {
    constructor(fonts: unknown, virtualfs: unknown, urlResolver: unknown, localAccessPolicy: (path: string) => boolean);
    createPdfKitDocument(definition: unknown, options: Record<string, unknown>): Promise<PdfKitDocument>;
  }
  export default Printer;
}

declare module 'pdfmake/js/PDFDocument.js' {
  import type { Font } from 'fontkit';
  /** pdfkit's EmbeddedFont. Metrics in thousandths of the font size. */
  export type EmbeddedFont = {
    font: Font;
    id: string;
    ascender: number;
    descender: number;
    subset: { includeGlyph(id: number): number };
    widths: number[];
    unicode: (readonly number[])[];
    lineHeight(size: number, includeGap?: boolean): number;
    ref(): unknown;
    finalize(): void;
  };
  export interface PdfKitDocument extends NodeJS.ReadableStream {
    provideFont(family: string, bold: boolean, italics: boolean): EmbeddedFont;
    /** Makes the font of a file the current one; opens it if it was not yet. */
    font(source: unknown, family?: unknown, size?: unknown): this;
    end(): void;
    page: { height: number };
    _font: EmbeddedFont;
    /** By path and by name. */
    _fontFamilies: Record<string, EmbeddedFont>;
    _fontCount: number;
  }
  const PdfDocument: { prototype: PdfKitDocument };
  export default PdfDocument;
}

declare module 'pdfmake/js/TextInlines.js' {
  import type { EmbeddedFont, PdfKitDocument } from 'pdfmake/js/PDFDocument.js';
  import type StyleContextStack from 'pdfmake/js/StyleContextStack.js';
  /** A word on a line. Style properties of any name are copied onto it. */
  export type Inline = {
    text: string;
    font: EmbeddedFont;
    fontSize: number;
    alignment: string;
    width: number;
    height: number;
    x: number;
    leadingCut: number;
    trailingCut: number;
    noWrap?: boolean | null;
    noNewLine?: boolean;
    lineEnd?: boolean;
    [property: string]: unknown;
  };
  class TextInlines {
    constructor(pdfDocument: PdfKitDocument | null);
    pdfDocument: PdfKitDocument;
    buildInlines(texts: unknown, styles: StyleContextStack): { items: Inline[]; minWidth: number; maxWidth: number };
    measure(items: { text: string }[], styles: StyleContextStack): Inline[];
  }
  export default TextInlines;
}

declare module 'pdfmake/js/StyleContextStack.js' {
  type Style = { [property: string]: unknown };
  class StyleContextStack {
    /** Innermost last; a string names a style of the document. */
    styleOverrides: (string | Style)[];
    defaultStyle: Style | undefined;
    getProperty(property: string): unknown;
    static getStyleProperty(item: Style, styles: StyleContextStack, property: string, fallback: unknown): unknown;
    static copyStyle(source: object, destination?: object): Record<string, unknown>;
  }
  export default StyleContextStack;
}

declare module 'pdfmake/js/Line.js' {
  import type { Inline } from 'pdfmake/js/TextInlines.js';
  export type Line = { inlines: Inline[]; inlineWidths: number; _outline?: { id?: string } };
  const Line: new (maxWidth: number) => Line;
  export default Line;
}

declare module 'pdfmake/js/PageElementWriter.js' {
  /** Something laid out apart from a page, to be put on one. */
  export type Fragment = { items: unknown[]; height: number; xOffset: number | undefined; insertedOnPages: (boolean | undefined)[] };
  export type Context = {
    page: number;
    x: number;
    y: number;
    availableHeight: number;
    availableWidth: number;
    pageMargins: { top: number };
    /** How many things lie under everything else, by page. */
    backgroundLength: number[];
    getCurrentPage(): { items: unknown[] };
    moveDown(points: number): void;
  };
  class PageElementWriter {
    /** Put at the top of each new page, in this order. */
    repeatables: Fragment[];
    /** How many unbreakable blocks are open inside each other. */
    transactionLevel: number;
    context(): Context;
    popContext(): void;
    beginUnbreakableBlock(): void;
    commitUnbreakableBlock(): void;
    currentBlockToRepeatable(): Fragment;
    addFragment(fragment: Fragment, ...rest: unknown[]): unknown;
    moveToNextPage(orientation?: string): void;
  }
  export default PageElementWriter;
}

declare module 'pdfmake/js/DocPreprocessor.js' {
  class DocPreprocessor {
    /** Of each part of a document, and of what is in it. */
    preprocessNode(node: unknown, isSectionAllowed?: boolean): unknown;
    preprocessText(node: unknown): unknown;
  }
  export default DocPreprocessor;
}

declare module 'pdfmake/js/DocMeasure.js' {
  class DocMeasure {
    /** Of each part of a document, and of what is in it. */
    measureNode(node: unknown): unknown;
  }
  export default DocMeasure;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { Line } from 'pdfmake/js/Line.js';
  import type PageElementWriter from 'pdfmake/js/PageElementWriter.js';
  import type { Inline } from 'pdfmake/js/TextInlines.js';
  /** `_margin`: left, top, right, bottom. */
  export type LayoutNode = { _inlines?: Inline[]; _margin?: [number, number, number, number] | null; [property: string]: unknown };
  class LayoutBuilder {
    writer: PageElementWriter;
    /** Takes the next line's words from the node's, null when there are none left. */
    buildNextLine(node: LayoutNode): Line | null;
    processNode(node: LayoutNode, ...rest: unknown[]): void;
    layoutDocument(content: object, ...rest: unknown[]): unknown;
  }
  export default LayoutBuilder;
}

declare module 'pdfmake/js/Renderer.js' {
  import type { Line } from 'pdfmake/js/Line.js';
  import type { PdfKitDocument } from 'pdfmake/js/PDFDocument.js';

  class Renderer {
    pdfDocument: PdfKitDocument;
    /** By id. `Dest`: page, 'XYZ', left, top, zoom; written when the document ends. */
    outlineMap: Record<string, { outlineData: { Dest?: unknown[] } } | undefined>;
    renderLine(line: Line, x: number, y: number): void;
  }
  export default Renderer;
}

declare module 'pdfmake/js/TableProcessor.js' {
  import type PageElementWriter from 'pdfmake/js/PageElementWriter.js';

  class TableProcessor {
    tableNode: {
      table: { body: unknown[][]; keepFirstRows?: number; keepLastRows?: boolean; leadingRows?: ReadonlySet<number>; longRows?: ReadonlySet<number> };
    };
    dontBreakRows: boolean;
    /** The header's and those kept with it. */
    rowsWithoutPageBreak: number;
    /** Whether its header stands among what is repeated. */
    cleanUpRepeatables: boolean;
    beginRow(row: number, writer: PageElementWriter): void;
    endRow(row: number, writer: PageElementWriter, pageBreaks: unknown): void;
    endTable(writer: PageElementWriter): void;
  }
  export default TableProcessor;
}

declare module 'pdfmake/js/URLResolver.js' {
  class URLResolver {
    constructor(virtualfs: unknown);
    setUrlAccessPolicy(policy: (url: string) => boolean): void;
  }
  export default URLResolver;
}
