/** Chapters of a report: named, so that a consultant can leave some out and put others first. */
import type { Translate } from '../i18n/translator';
import type { Block } from '../report';
import type { ChapterChoice } from './style-schema';

/** `id` is also the anchor that contents and links lead to. */
export type ChapterName = { id: string; title: string };
/** `turned`: its pages lie on their side, for tables that need the width. `newPage`: it begins at the top of one. */
export type Chapter = ChapterName & { blocks: () => Block[]; turned?: boolean; newPage?: boolean };

/**
 * Chapters in the order that was chosen. One that the choice does not know (it is newer than the template) stays behind the
 * chapter it stands behind by itself; a choice that names no chapter is passed over.
 */
export function arrangeChapters<T extends { id: string }>(chapters: readonly T[], choices: readonly ChapterChoice[] | undefined): (T & { off: boolean })[] {
  const known = new Map(chapters.map((chapter) => [chapter.id, chapter]));
  const arranged = [...new Map((choices ?? []).map((choice) => [choice.id, choice])).values()].flatMap(({ id, off }) => {
    const chapter = known.get(id);
    return chapter ? [{ ...chapter, off: off === true }] : [];
  });
  for (const [index, chapter] of chapters.entries()) {
    if (arranged.some(({ id }) => id === chapter.id)) continue;
    const before = chapters[index - 1];
    const at = before ? arranged.findIndex(({ id }) => id === before.id) + 1 : 0;
    arranged.splice(at, 0, { ...chapter, off: false });
  }
  return arranged;
}

/** What is printed of them, each under its title. Where pages are turned, and turned back, a new one begins. */
export function chapterBlocks(chapters: readonly Chapter[], choices: readonly ChapterChoice[] | undefined): Block[] {
  const printed = arrangeChapters(chapters, choices).filter(({ off }) => !off);
  return printed.flatMap(({ id, title, blocks, turned = false, newPage = false }, index): Block[] => [
    ...(turned === (printed[index - 1]?.turned ?? false) && !(newPage && index > 0) ? [] : [{ kind: 'page-break' as const, turned }]),
    { kind: 'heading', level: 1, text: title, id },
    ...blocks(),
  ]);
}

/** Titles of the chapters a report can have, as keys of words, by chapter id and in their own order. */
export type ChapterTitles<Id extends string = string> = Readonly<Record<Id, string>>;

export function chapterNames(titles: ChapterTitles, translate: Translate): ChapterName[] {
  return Object.entries(titles).map(([id, key]) => ({ id, title: translate(key) }));
}

/**
 * @param blocks what is in each; undefined: this time there is no such chapter, e.g. costs without vendors
 * @param turned those whose pages lie on their side
 * @param newPage those that begin at the top of a page
 */
export function chaptersOf<Id extends string>(
  titles: ChapterTitles<Id>,
  translate: Translate,
  blocks: Readonly<Record<Id, (() => Block[]) | undefined>>,
  { turned = [], newPage = [] }: { turned?: readonly NoInfer<Id>[]; newPage?: readonly NoInfer<Id>[] } = {},
): Chapter[] {
  return chapterNames(titles, translate).flatMap((name) => {
    const content = blocks[name.id as Id];
    const has = (some: readonly string[]) => some.includes(name.id);
    return content ? [{ ...name, blocks: content, turned: has(turned), newPage: has(newPage) }] : [];
  });
}
