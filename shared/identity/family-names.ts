/** Family names compared loosely: enough to see that several people were taken for one. */

export type NameTable = {
  /** Position of the name's loose spelling; -1 for none. */
  code(name: string): number;
  /** Which writing a name is in, a small number from 0: names in different ones can't be compared. */
  scriptOf(code: number): number;
};

const scripts = [/\p{Script=Latin}/u, /\p{Script=Hebrew}/u, /\p{Script=Arabic}/u];
/** Writings there are, the last one for all others. */
export const scriptCount = scripts.length + 1;

export function createNameTable(): NameTable {
  const bySpelling = new Map<string, number>();
  const byKey = new Map<string, number>();
  const scriptOf: number[] = [];
  return {
    code(name) {
      if (name === '') return -1;
      let code = bySpelling.get(name);
      if (code === undefined) {
        const key = looseName(name);
        code = key === '' ? -1 : byKey.get(key);
        if (code === undefined) {
          code = scriptOf.length;
          byKey.set(key, code);
          const script = scripts.findIndex((one) => one.test(key));
          scriptOf.push(script < 0 ? scripts.length : script);
        }
        bySpelling.set(name, code);
      }
      return code;
    },
    scriptOf: (code) => scriptOf[code] ?? 0,
  };
}

/** Without case, accents, vowel signs, blanks and punctuation; doubled letters and the two keyboards' Persian letters count once. */
export function looseName(name: string): string {
  return name
    .slice(0, 100)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/(.)\1+/gu, '$1');
}
