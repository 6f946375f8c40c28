/** Names of attributes, each stored once: what a million people are known by is named in each of their rows by its number. */
import type { Database } from '../store/driver';

export type Names = {
  /** The number of a name; one that has not been seen before gets the next. */
  numberOf(name: string): number;
  nameOf(n: number | string): string;
  /** What was stored in a transaction that failed is not there. */
  forget(): void;
};

export function createNames(db: Database): Names {
  const numbers = new Map<string, number>();
  const names = new Map<number, string>();
  const know = (n: number, name: string) => {
    numbers.set(name, n);
    names.set(n, name);
    return n;
  };
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      const row = db.get<{ n: number }>('SELECT n FROM name WHERE name = ?', name);
      return know(row?.n ?? db.insert('INSERT INTO name (name) VALUES (?)', name), name);
    },
    nameOf(number) {
      const n = Number(number);
      const known = names.get(n);
      if (known !== undefined) return known;
      const row = db.get<{ name: string }>('SELECT name FROM name WHERE n = ?', n);
      if (!row) throw new Error('a row names an attribute that does not exist');
      know(n, row.name);
      return row.name;
    },
    forget() {
      numbers.clear();
      names.clear();
    },
  };
}
