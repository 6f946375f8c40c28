import type { Sample } from '../reader';

/** A line that only a script has. */
const statement =
  /^[ \t]*(CREATE[ \t]+([A-Z]+[ \t]+){0,3}TABLE[ \t]+\S|INSERT[ \t]+(INTO[ \t]+)?[\w."`[\]]+[ \t]*(\(|VALUES\b)|COPY[ \t]+\S+[ \t]*(\(|FROM stdin;)|CREATE[ \t]+DATABASE[ \t])/im;

/** By its name, or by a line of its first part. Tables of texts may hold SQL, and scripts never end in .csv. */
export function looksLikeSql({ head, extension }: Sample): boolean {
  if (/^(sql|ddl|pgsql|psql|mysql)$/.test(extension)) return true;
  return !/^(csv|tsv|tab|md|html?)$/.test(extension) && statement.test(head ?? '');
}
