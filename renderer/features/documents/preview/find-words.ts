/** Finding words in what is printed. A page is a list of pieces as the reader of the file gives them, one per stretch of a line. */

/** `pieces`: which of the page's pieces hold the words. */
export type Found = { page: number; pieces: number[] };

/** Letters and digits alone, whatever their case: brackets are turned in right-to-left print, and lines are broken anywhere. */
function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\ufffd]/gu, '');
}

/** Every place of the words, page by page; none for words without letters. */
export function findWords(pages: readonly (readonly string[])[], words: string): Found[] {
  const wanted = letters(words);
  if (wanted === '') return [];
  return pages.flatMap((pieces, index) => {
    const owners: number[] = [];
    let text = '';
    for (const [piece, raw] of pieces.entries()) {
      const added = letters(raw);
      text += added;
      for (let i = 0; i < added.length; i++) owners.push(piece);
    }
    const found: Found[] = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
      found.push({ page: index + 1, pieces: [...new Set(owners.slice(at, at + wanted.length))] });
    return found;
  });
}
