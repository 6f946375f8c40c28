import { cleanName } from '../table/header-names';

/** As long as a native name may be, with room for a number that tells two of them apart. */
const LONGEST = 990;

/** `default_address` + `country_code` → `default_address.country_code`. */
export function joinPath(prefix: string, name: string): string {
  const cleaned = cleanName(name) || '(empty)';
  if (prefix === '') return cleaned;
  return `${prefix}.${cleaned}`.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '');
}

/** A name that `taken` does not have yet; it is taken afterwards. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
  taken.add(unique);
  return unique;
}
