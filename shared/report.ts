/**
 * Documents are data first. `Report` becomes a PDF (and later a preview and an HTML twin), `Workbook` becomes XLSX.
 * Nothing here knows how it is drawn.
 */
import type { Brand } from './documents/style-schema';
import type { Problem, Result } from './problem';
import type { Language } from './text';

/** `accent` blue, `good` green, `waiting` amber, `blocking` red, `quiet` gray. */
export type Tone = 'plain' | 'accent' | 'good' | 'waiting' | 'blocking' | 'quiet';

/**
 * A run of text. `code`: a technical token (id, native name, URL, hash, phone, version), isolated left to right.
 * `user`: typed by a person, isolated by its own first strong letter.
 */
export type Inline = string | { text: string; bold?: boolean; code?: boolean; user?: boolean; tone?: Tone; link?: string };
export type Line = Inline | Inline[];

export type Column = {
  title: string;
  /** Points, share of what is left ('*'), or as wide as needed. */
  width: number | '*' | 'auto';
  /** Whole column holds technical tokens: left to right, monospaced look. */
  code?: boolean;
  /** Numbers go to the right in either direction: they are read from left to right, and units stand under units. */
  align?: 'start' | 'center' | 'number';
  /** A box to be ticked by hand stands in each of its cells. */
  tick?: boolean;
};

/** `total`: sums what stands above it. */
export type Row = { cells: Line[]; tone?: Tone; total?: boolean };

/** `language`: of a text that is in another one than the document; it runs and stands as that one does. */
export type Fact = { label: string; value: Line; language?: Language };

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: Line /** Anchor for contents and links. */; id?: string }
  | { kind: 'paragraph'; text: Line; tone?: Tone; size?: 'small' | 'normal' | 'large' }
  | { kind: 'list'; ordered: boolean; items: Line[] }
  /** Label beside value, one per row. */
  | { kind: 'facts'; rows: Fact[] }
  | {
      kind: 'table';
      columns: Column[];
      rows: Row[];
      /** Said instead of an empty table. */
      whenEmpty?: string;
      /** Not parted by the end of a page, if a page has room for it. */
      together?: boolean;
      /** What the colours of its rows mean, where no cell says it. Said above it, of those that occur. */
      legend?: Partial<Record<Tone, string>>;
    }
  | { kind: 'callout'; tone: Tone; title?: string; text: Line }
  /** Lines of a program's text, left to right; blanks at their beginning are kept. */
  | { kind: 'code'; title: string; text: string }
  | { kind: 'bars'; rows: { label: string; value: number; max: number; tone?: Tone; note?: string }[] }
  /** Values one after the other in reading direction, with what they should be. `guess`: drawn hollow. */
  | {
      kind: 'curve';
      min: number;
      max: number;
      /** Between lines of the scale; absent: 1. */
      step?: number;
      /** `words`, `targetWords`: value and target as they are read; absent: the numbers. */
      points: { label: string; value?: number; guess?: boolean; target?: number; words?: string; targetWords?: string }[];
      /** What value and target are called; absent: as it is, as it should be. */
      names?: { value: string; target: string };
      caption?: string;
    }
  | { kind: 'diagram'; diagram: Diagram; caption?: string }
  | HeatMap
  | Radar
  | StackedBars
  | Tornado
  | { kind: 'contents'; title: string }
  /** `turned`: pages lie on their side from here on, up to the next of these. */
  | { kind: 'page-break'; turned?: boolean };

/**
 * Rows by columns, with words in every cell; colour only repeats what they say. More than six columns turn the page, more than
 * twelve make further maps.
 */
export type HeatMap = {
  kind: 'heat-map';
  /** Said above it. */
  caption?: string;
  columns: { title: Line; note?: string }[];
  groups: { title: string; rows: HeatRow[] }[];
  /** What the marks and shades of the cells mean, in their order. */
  legend: { cell: HeatCell; words: string }[];
};
export type HeatRow = { label: Line; note?: string; cells: HeatCell[] };
/** `shade`: gap from what is wanted, −3 … +1. Without one: `open` is hatched, `none` blank. */
export type HeatCell = { text: string; strong?: boolean } & ({ shade: number } | { empty: 'open' | 'none' });

/** One small web per shape, all with the same axes: the first at the top, the others in reading direction. Axes stand under their numbers. */
export type Radar = {
  kind: 'radar';
  axes: string[];
  max: number;
  shapes: { title: Line; note?: string; tone?: Tone; values: (number | undefined)[] }[];
  /** Drawn dashed into every web, for comparison. */
  beside?: { title: Line; values: (number | undefined)[] };
};

/** Sums as bars of parts, one under the other on the same scale; the sum is always written beside. */
export type StackedBars = { kind: 'stacked-bars'; parts: string[]; rows: { label: Line; values: number[]; total: string; note?: string }[] };

/** On one scale from 0 to `max` where something stands, and how far it has to go down or up until something else happens. */
export type Tornado = {
  kind: 'tornado';
  max: number;
  columns: { label: string; down: string; up: string };
  rows: { label: Line; at: number; down?: { to: number; words: Line }; up?: { to: number; words: Line } }[];
};

export type Report = {
  title: string;
  subtitle?: string;
  language: Language;
  /** Words for the cover's fact list. */
  cover?: { eyebrow?: string; facts: { label: string; value: Line }[] };
  /** Whose it is: logos, colours, the look of the cover. Absent: as the product looks by itself. */
  brand?: Brand;
  header: { start: string; end: Line };
  /** The page's number stands at its end. */
  footer: { start: Line };
  /** ISO date-time put into the file's properties; the same input gives the same bytes. */
  createdAt: string;
  author?: string;
  blocks: Block[];
};

/** A drawing in points, left to right as stored; the drawer mirrors it for right-to-left documents. */
export type Diagram = {
  width: number;
  height: number;
  nodes: DiagramNode[];
  edges: DiagramEdge[];
  /** Titled frames behind the nodes (one per touchpoint). */
  groups: DiagramFrame[];
  /** Dashed around the steps that somebody made a group. */
  frames?: DiagramFrame[];
};
export type DiagramFrame = { x: number; y: number; width: number; height: number; title: string };
export type DiagramNode = {
  id: string;
  kind: string;
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  /** By which tables around the drawing name it; written before the title. */
  number?: number;
  caption?: string;
  /** Small words at the bottom, one per port for decisions. */
  ports?: string[];
  /** CSS colour of the strip or chip. */
  color: string;
  fill?: string;
  problem?: boolean;
};
export type DiagramEdge = {
  points: { x: number; y: number }[];
  label?: string;
  dashed?: boolean;
  color?: string;
  /** Ids of the nodes it joins, for those who don't see the drawing. `port`: which of the words under the first node. */
  from?: string;
  to?: string;
  port?: number;
};

export type CellValue = string | number | boolean | null;
export type SheetColumn = {
  key: string;
  title: string;
  /** Characters. */
  width: number;
  kind: 'text' | 'code' | 'number' | 'date' | 'boolean';
  /** Drop-down. */
  options?: string[];
  /** Kept for the round trip, not shown. */
  hidden?: boolean;
  /** In a locked sheet: its cells are there to be filled in. */
  open?: boolean;
};
/** What is otherwise in one cell than in the rest of its column. */
export type CellForm = { open?: boolean; options?: string[] };
export type Sheet = {
  name: string;
  columns: SheetColumn[];
  rows: Record<string, CellValue>[];
  /** Lines above the header. */
  intro?: string[];
  /** Only open cells can be changed. There is no password: it keeps people from slips, not from their own file. */
  locked?: boolean;
  /** Columns that stay in sight, from the first. */
  frozen?: number;
  /** By the index of the row, then by column key. */
  forms?: Record<string, CellForm>[];
};
export type Workbook = {
  title: string;
  language: Language;
  createdAt: string;
  author?: string;
  /** Id of the document it is of. The file then also keeps what it was written with, so that edits can be told when it comes back. */
  origin?: string;
  /** What else must be known of it when it comes back, e.g. whose answers it is to hold. */
  about?: string;
  /** Of the engagement it was made from: `printed` stands at the foot of every sheet, `hash` in the file's properties. */
  seal?: { label: string; printed: string; hash: string };
  sheets: Sheet[];
};

/** A finished file. `pages`: how many there are to print. */
export type RenderedFile = { name: string; mime: string; bytes: Uint8Array; problems: Problem[]; pages?: number };

/** What stood in the way of a file, or what is wrong in it, e.g. a logo that could not be drawn. */
export function problemsOfFile(made: Result<Pick<RenderedFile, 'problems'>>): Problem[] {
  return made.ok ? [...made.problems, ...made.value.problems] : made.problems;
}
