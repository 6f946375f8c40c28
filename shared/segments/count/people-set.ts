/** A set of people of a population, one bit each: person i is bit i % 32 of word i / 32. Bits past the last person are 0. */
export type PeopleSet = Uint32Array;

export function noPeople(size: number): PeopleSet {
  return new Uint32Array((size + 31) >>> 5);
}

export function allPeople(size: number): PeopleSet {
  const set = noPeople(size).fill(0xffffffff);
  const rest = size & 31;
  if (rest > 0) set[set.length - 1] = 2 ** rest - 1;
  return set;
}

export function addPerson(set: PeopleSet, person: number): void {
  const word = person >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (person & 31));
}

export function removePerson(set: PeopleSet, person: number): void {
  const word = person >>> 5;
  set[word] = (set[word] ?? 0) & ~(1 << (person & 31));
}

export function hasPerson(set: PeopleSet, person: number): boolean {
  return (((set[person >>> 5] ?? 0) >>> (person & 31)) & 1) === 1;
}

export function inBoth(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.map((word, i) => word & (b[i] ?? 0));
}

export function inEither(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.map((word, i) => word | (b[i] ?? 0));
}

export function without(a: PeopleSet, b: PeopleSet): PeopleSet {
  return a.map((word, i) => word & ~(b[i] ?? 0));
}

export function countPeople(set: PeopleSet): number {
  let people = 0;
  for (const word of set) people += bitsIn(word);
  return people;
}

export function countInBoth(a: PeopleSet, b: PeopleSet): number {
  let people = 0;
  for (let i = 0; i < a.length; i++) people += bitsIn((a[i] ?? 0) & (b[i] ?? 0));
  return people;
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
