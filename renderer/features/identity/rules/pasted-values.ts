/** One value a line; a line of a spreadsheet or a list with semicolons gives several. A comma may be part of a value and stays, unless a blank follows. */
export function pastedValues(text: string): string[] {
  const values = text.split(/[\r\n\t;]+|,\s+/).map((value) => value.replace(/^["']|["']$/g, '').trim());
  return [...new Set(values.filter((value) => value !== ''))];
}
