/** Which database wrote a script. Only what changes the reading of its signs matters here: escapes, comments, quoting. */

export const sqlDialects = ['mysql', 'postgresql', 'sql-server', 'sqlite', 'oracle'] as const;
export type SqlDialect = (typeof sqlDialects)[number];

export type Lexis = {
  dialect: SqlDialect | undefined;
  /** `'it\'s'` is one text. */
  backslash: boolean;
  /** `#` begins a comment anywhere; otherwise only where nothing says whose script it is, at the start of a line. */
  hashComments: boolean;
  hashLines: boolean;
  /** `/*!40101 … *\/` is run. */
  executableComments: boolean;
  nestedComments: boolean;
  /** `[x]` may be a name. */
  brackets: boolean;
  /** `$tag$ … $tag$` is a text. */
  dollarQuotes: boolean;
};

/** What betrays a dialect. Every pattern counts once, with its weight. */
const signs: readonly (readonly [SqlDialect, number, RegExp])[] = [
  ['mysql', 9, /^-- (MySQL|MariaDB) dump|phpMyAdmin SQL Dump|^\/\*M?!\d{5}/im],
  ['mysql', 4, /\bENGINE ?= ?\w|\bAUTO_INCREMENT\b|^DELIMITER /im],
  ['mysql', 2, /`\w+`|\bunsigned\b|\btinyint\(\d/i],
  ['postgresql', 9, /^-- PostgreSQL database (cluster )?dump/m],
  ['postgresql', 4, /\bFROM stdin;|\bSET search_path\b|\bpg_catalog\b|::\w|\bnextval\('|\bOWNER TO\b|\bLANGUAGE '?plpgsql|\$\$/i],
  ['postgresql', 2, /\bcharacter varying\b|\bbytea\b|\b(big)?serial\b|\btimestamptz\b|\bjsonb\b/i],
  ['sql-server', 4, /\[dbo\]|^\s*GO\s*$|\bSET ANSI_NULLS\b|\bsp_addextendedproperty\b/im],
  ['sql-server', 2, /\bIDENTITY ?\(|\bnvarchar\b|\buniqueidentifier\b|\bCLUSTERED\b|\bN'/],
  ['oracle', 4, /\bVARCHAR2\b|\bSEGMENT CREATION\b|^\/\s*$|\bNOMAXVALUE\b|^(REM|PROMPT) /im],
  ['oracle', 2, /\bNUMBER ?\(|\bCLOB\b|\.nextval\b|\bTO_DATE ?\(/i],
  ['sqlite', 5, /^PRAGMA \w+|\bsqlite_sequence\b|\bAUTOINCREMENT\b|\bWITHOUT ROWID\b|\bCOLLATE NOCASE\b/im],
];

/** By the first part of the script; `undefined` when nothing tells. */
export function detectSqlDialect(head: string): SqlDialect | undefined {
  const scores = new Map<SqlDialect, number>();
  for (const [dialect, weight, pattern] of signs) if (pattern.test(head)) scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  return [...scores].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** How the script's signs are read. `backslash` overrides what the dialect says: a script may be written against its custom. */
export function lexisOf(head: string, backslash?: boolean): Lexis {
  const dialect = detectSqlDialect(head);
  const unknown = dialect === undefined;
  return {
    dialect,
    // Without a dialect: a backslash before a quote that no comma, bracket or semicolon follows can only be an escape.
    backslash: backslash ?? (dialect === 'mysql' || (unknown && /\\'[^\s,);]/.test(head))),
    // SQLite has no # at all: where a script has one, somebody's installer cuts the comments off.
    hashComments: dialect === 'mysql' || dialect === 'sqlite',
    hashLines: dialect === 'mysql' || unknown,
    executableComments: dialect === 'mysql' || unknown,
    nestedComments: dialect === 'postgresql' || dialect === 'sql-server',
    brackets: dialect !== 'mysql' && dialect !== 'postgresql',
    dollarQuotes: dialect === 'postgresql' || unknown,
  };
}
