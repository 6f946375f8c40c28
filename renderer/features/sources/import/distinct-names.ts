/**
 * The files, those of a name that came before under a name of their own: `orders.csv`, `orders (2).csv`. Problems and sample
 * rows find their file by its name, and folders hold files of the same name.
 */
export function withDistinctNames(files: readonly File[]): File[] {
  const taken = new Set(files.map(({ name }) => name));
  const seen = new Set<string>();
  return files.map((file) => {
    const own = seen.has(file.name) ? freeName(file.name, taken) : file.name;
    taken.add(own);
    seen.add(own);
    return own === file.name ? file : new File([file], own, { type: file.type });
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
  let count = 2;
  while (taken.has(`${stem} (${count})${ending}`)) count += 1;
  return `${stem} (${count})${ending}`;
}
