/** The words of a cover, for the printed page and its small picture alike. Whatever is long is set smaller and goes over lines: nothing is cut. */

/** In points. */
export function coverTitleSize(title: string): number {
  return title.length > 60 ? 23 : title.length > 26 ? 29 : 34;
}

/**
 * Lines about as wide as the page breaks them; a word longer than a line goes over several.
 * @param perLine characters
 */
export function wrapped(text: string, perLine: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= perLine) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    const characters = [...word];
    for (let from = 0; from < characters.length; from += perLine) lines.push(characters.slice(from, from + perLine).join(''));
  }
  return lines;
}
