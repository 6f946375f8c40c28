/** Everything that was dropped: files, and the files in folders at any depth. */

/** More than anybody looks through; a home folder dropped by mistake must not be read whole. */
const MOST_FILES = 200;

/** Files whose name begins with a dot are left out, and so are folders of such a name. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be taken while the event lasts; a browser without them gives the plain files.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return [...transfer.files];
  const found: File[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES || entry.name.startsWith('.')) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push(file);
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    // A folder gives its entries a hundred at a time, until it gives none.
    for (;;) {
      const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (batch.length === 0 || found.length >= MOST_FILES) return;
      for (const inner of batch) await collect(inner, found);
    }
  }
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
