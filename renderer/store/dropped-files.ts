/** Everything that was dropped, pasted or chosen: files, and the files in folders at any depth, in the order of their names. */
import { type Problem, problem } from '../../shared/problem';

/** More than anybody looks through; a home folder dropped by mistake must not be read whole. */
const MOST_FILES = 200;

export type TakenFiles = { files: File[]; problems: Problem[] };

const byName = new Intl.Collator(undefined, { numeric: true }).compare;

/** What can't be opened costs a problem, not the rest. */
export async function droppedFiles(transfer: DataTransfer): Promise<TakenFiles> {
  // Entries must be taken while the event lasts; a browser without them gives the plain files.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return chosenFiles([...transfer.files]);
  const found: TakenFiles = { files: [], problems: [] };
  for (const entry of entries) await collect(entry, found);
  return complete(
    found,
    entries.map(({ name }) => name),
  );
}

async function collect(entry: FileSystemEntry, found: TakenFiles): Promise<void> {
  // One more than is taken tells that there are more.
  if (found.files.length > MOST_FILES || isLeftByItself(entry.name)) return;
  try {
    if (isFile(entry)) found.files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    else if (isFolder(entry)) for (const inner of await entriesOf(entry)) await collect(inner, found);
  } catch {
    // Moved, locked or forbidden since it was dropped.
    found.problems.push(problem('blocks', 'file-unreadable', [entry.name], { file: entry.name }));
  }
}

/** A folder gives its entries a hundred at a time, in no order, until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return entries.sort((a, b) => byName(a.name, b.name));
    entries.push(...batch);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** The system's own dialog. Resolves to no files when it is closed without a choice. */
export function chooseFiles(kind: 'files' | 'folder'): Promise<TakenFiles> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = kind === 'folder';
    input.onchange = () => resolve(chosenFiles([...(input.files ?? [])]));
    input.oncancel = () => resolve({ files: [], problems: [] });
    input.click();
  });
}

/** Files in the order of the choice; those of a folder in the order of their paths in it. */
export function chosenFiles(given: readonly File[]): TakenFiles {
  const all = given.map((file) => ({ file, path: (file.webkitRelativePath || file.name).split('/') }));
  const files = all.filter(({ path }) => !path.some(isLeftByItself)).sort((a, b) => (isInFolder(a) && isInFolder(b) ? byPath(a.path, b.path) : 0));
  return complete({ files: files.map(({ file }) => file), problems: [] }, [...new Set(all.map(({ path: [name = ''] }) => name))]);
}

const isInFolder = ({ path }: { path: readonly string[] }) => path.length > 1;

function byPath(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : byName(a[at] ?? '', b[at] ?? '');
}

/** What systems and Excel leave beside people's files: hidden files and folders, previews, marks of a workbook that is open. */
function isLeftByItself(name: string): boolean {
  return /^(\.|~\$|(thumbs\.db|desktop\.ini)$)/i.test(name);
}

function complete({ files, problems }: TakenFiles, names: readonly string[]): TakenFiles {
  if (files.length > MOST_FILES)
    return { files: files.slice(0, MOST_FILES), problems: [...problems, problem('warns', 'files-left-out', [], { limit: MOST_FILES })] };
  if (files.length > 0 || problems.length > 0 || names.length === 0) return { files, problems };
  return { files, problems: names.slice(0, 20).map((name) => problem('blocks', 'nothing-to-read', [name], { file: name })) };
}
