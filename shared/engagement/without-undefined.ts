/** JSON has no `undefined`: a key that is there in memory but not in the file would make two equal documents differ. */
export function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> };
export function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined));
}
