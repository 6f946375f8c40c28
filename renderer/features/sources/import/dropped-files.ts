/** Everything that was dropped: files, and the files in folders at any depth. */
import { type Problem, problem } from '../../../../shared/problem';

/** More than anybody looks through; a home folder dropped by mistake must not be read whole. */
const MOST_FILES = 200;

export type DroppedFiles = { files: File[]; problems: Problem[] };

/** Files whose name begins with a dot are left out, and so are folders of such a name. What can't be opened costs a problem, not the rest. */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFiles> {
  // Entries must be taken while the event lasts; a browser without them gives the plain files.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return { files: [...transfer.files], problems: [] };
  const found: DroppedFiles = { files: [], problems: [] };
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry: FileSystemEntry, found: DroppedFiles): Promise<void> {
  if (found.files.length >= MOST_FILES || entry.name.startsWith('.')) return;
  try {
    if (isFile(entry)) found.files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    else if (isFolder(entry)) for (const inner of await entriesOf(entry)) await collect(inner, found);
  } catch {
    // Moved, locked or forbidden since it was dropped.
    found.problems.push(problem('blocks', 'file-unreadable', [entry.name], { file: entry.name }));
  }
}

/** A folder gives its entries a hundred at a time, until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  while (entries.length < MOST_FILES) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) break;
    entries.push(...batch);
  }
  return entries;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** The system's own dialog. Resolves to no files when it is closed without a choice. */
export function chooseFiles(kind: 'files' | 'folder'): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = kind === 'folder';
    input.onchange = () => resolve([...(input.files ?? [])].filter((file) => !file.name.startsWith('.')).slice(0, MOST_FILES));
    input.oncancel = () => resolve([]);
    input.click();
  });
}
