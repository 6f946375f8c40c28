/** How texts, names and comments are written so that nothing in them is taken for SQL. The same in both dialects. */

/** A text as a literal. PostgreSQL's `standard_conforming_strings` (its default) leaves backslashes alone. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** No database takes the character 0 or half of a pair. */
export function canBeQuoted(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** A column, a table or an alias. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Lines of a comment. What is written over several lines would end it. */
export function commentOf(lines: readonly string[]): string {
  return lines.map((line) => `-- ${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`.trimEnd()).join('\n');
}

export function indented(sql: string): string {
  return sql.replaceAll('\n', '\n  ');
}
