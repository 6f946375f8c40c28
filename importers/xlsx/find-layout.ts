/** Which column of a returned sheet is which, after somebody moved, renamed, translated, inserted or deleted some. */
import type { KnownColumn } from '../../shared/returned-sheet';
import type { Language } from '../../shared/text';
import type { KeptColumn } from './read-memory';
import type { SheetRow } from './stream-sheet';

export type SheetLayout<Role extends string> = {
  role: Role;
  headerRow: number;
  /** Column from 0, by key. */
  columns: ReadonlyMap<string, number>;
  /** Titles in the file, by key; as they were written, by key. */
  titles: ReadonlyMap<string, string>;
  wanted: ReadonlyMap<string, string>;
  /** Columns that are none of ours, from 0, by title. */
  unknown: ReadonlyMap<number, string>;
  /** The hidden row of keys is there. */
  hasKeys: boolean;
  /** Titles in each language. */
  languages: ReadonlyMap<Language, number>;
};

/** Fewer known columns are a coincidence. */
const LEAST = 3;

/**
 * By the hidden row of keys, which moves along with its columns; else by titles, in any language; what is left, when the
 * columns still are as many as there were, by position. `kept` are the columns as they were written.
 */
export function findLayout<Role extends string>(
  head: readonly SheetRow[],
  kept: readonly KeptColumn[],
  known: readonly KnownColumn<Role>[],
): SheetLayout<Role> | undefined {
  const keysAt = head.findIndex((row) => row.texts.filter((text) => known.some(({ key }) => key === text.trim())).length >= LEAST + 1);
  const byKey = keysAt < 0 ? undefined : head[keysAt];
  const header = byKey ? headerBelow(head, keysAt, byKey) : titleRow(head, kept, known);
  if (!header) return undefined;
  const titles = new Map(header.columns.map((column, index) => [column, (header.texts[index] ?? '').trim()]));
  const role = roleOf(byKey, [...titles.values()], kept, known);
  if (!role) return undefined;

  const own = known.filter(({ sheet }) => sheet === role);
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  const take = (key: string, column: number) => {
    if (columns.has(key) || taken.has(column)) return;
    columns.set(key, column);
    taken.add(column);
  };
  byKey?.columns.forEach((column, index) => {
    const key = (byKey.texts[index] ?? '').trim();
    if (own.some((one) => one.key === key)) take(key, column);
  });
  for (const [column, title] of titles) {
    const match = kept.find((one) => sameTitle(one.title, title) && own.some(({ key }) => key === one.key)) ?? own.find((one) => sameTitle(one.title, title));
    if (match) take(match.key, column);
  }
  if (!byKey) takeByPosition(kept, titles, columns, take);

  const languages = new Map<Language, number>();
  for (const title of titles.values())
    for (const one of own) if (sameTitle(one.title, title) && !/-id$/.test(title)) languages.set(one.language, (languages.get(one.language) ?? 0) + 1);
  const titleOf = (column: number) => titles.get(column) || undefined;
  return {
    role,
    headerRow: header.row,
    columns,
    titles: new Map([...columns].flatMap(([key, column]) => (titleOf(column) ? [[key, titleOf(column) ?? ''] as const] : []))),
    wanted: new Map(kept.map(({ key, title }) => [key, title])),
    unknown: new Map([...titles].filter(([column, title]) => !taken.has(column) && title !== '')),
    hasKeys: byKey !== undefined,
    languages,
  };
}

/** The row after the keys; the keys' own when somebody deleted the titles. */
function headerBelow(head: readonly SheetRow[], at: number, keys: SheetRow): SheetRow {
  const next = head[at + 1];
  return next && next.row === keys.row + 1 ? next : keys;
}

/** The row with the most titles we know. */
function titleRow(head: readonly SheetRow[], kept: readonly KeptColumn[], known: readonly KnownColumn<string>[]): SheetRow | undefined {
  let best: SheetRow | undefined;
  let most = LEAST - 1;
  for (const row of head) {
    const count = row.texts.filter((text) => kept.some(({ title }) => sameTitle(title, text)) || known.some(({ title }) => sameTitle(title, text))).length;
    if (count > most) [best, most] = [row, count];
  }
  return best;
}

function roleOf<Role extends string>(
  byKey: SheetRow | undefined,
  titles: readonly string[],
  kept: readonly KeptColumn[],
  known: readonly KnownColumn<Role>[],
): Role | undefined {
  const score = (role: Role): number => {
    const own = known.filter(({ sheet }) => sheet === role);
    const keys = new Set(own.map(({ key }) => key));
    const byKeys = byKey?.texts.filter((text) => keys.has(text.trim())).length ?? 0;
    return byKeys * 2 + titles.filter((title) => own.some((one) => sameTitle(one.title, title))).length + kept.filter(({ key }) => keys.has(key)).length;
  };
  const [best] = [...new Set(known.map(({ sheet }) => sheet))].sort((a, b) => score(b) - score(a));
  return best && score(best) >= LEAST ? best : undefined;
}

/** Renamed or translated titles, where no column was added, taken away or moved among those that are known. */
function takeByPosition(
  kept: readonly KeptColumn[],
  titles: ReadonlyMap<number, string>,
  columns: ReadonlyMap<string, number>,
  take: (key: string, column: number) => void,
): void {
  const first = Math.min(...titles.keys());
  const isInPlace = kept.every(({ key }, index) => {
    const column = columns.get(key);
    return column === undefined || column === first + index;
  });
  if (!isInPlace || kept.length !== Math.max(...titles.keys()) - first + 1) return;
  kept.forEach(({ key }, index) => {
    take(key, first + index);
  });
}

function sameTitle(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s\u200c\u200e\u200f]+/g, ' ')
      .trim()
      .toLowerCase();
  const title = plain(a);
  return title !== '' && title === plain(b);
}
