/**
 * A folder on the user's disk, chosen in the system's own dialog: in the browser and in Electron alike, where the browser's engine
 * can. A file is written beside and takes its place when it is whole, so it is either the old or the new one.
 */
import { failed, ok, problem, type Result, refuse } from '../../shared/problem';

export type ChosenFolder = {
  name: string;
  /** Which of these paths (with `/`) hold something already. */
  taken(paths: readonly string[]): Promise<Result<string[]>>;
  /** Fails with `file-there` when the path is taken and may not be replaced, else with what the system says. */
  write(path: string, bytes: Uint8Array, options: { replace: boolean }): Promise<Result<null>>;
};

declare global {
  interface Window {
    showDirectoryPicker?: (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
  }
}

export const canChooseFolder = () => typeof window.showDirectoryPicker === 'function';

/** Fails with `cancelled` when the dialog is closed without a choice. The choice is the leave to write into it. */
export async function chooseFolder(): Promise<Result<ChosenFolder>> {
  try {
    const root = await window.showDirectoryPicker?.({ id: 'masa-documents', mode: 'readwrite' });
    return root ? ok(folderAt(root)) : refuse('cancelled');
  } catch (error) {
    return isNamed(error, 'AbortError') ? refuse('cancelled') : refuseFolder('', error);
  }
}

function folderAt(root: FileSystemDirectoryHandle): ChosenFolder {
  return {
    name: root.name,
    async taken(paths) {
      try {
        const there = await Promise.all(paths.map((path) => isTaken(root, path)));
        return ok(paths.filter((_, index) => there[index]));
      } catch (error) {
        return refuseFolder(root.name, error);
      }
    },
    async write(path, bytes, { replace }) {
      try {
        // Asked once more: it may have come there while the others were made.
        if (!replace && (await isTaken(root, path))) return failed(problem('blocks', 'file-there', [], { file: path }));
        const [folder, name] = await folderOf(root, path, true);
        const file = await folder.getFileHandle(name, { create: true });
        let stream: FileSystemWritableFileStream | undefined;
        try {
          stream = await file.createWritable();
          await stream.write(bytes as Uint8Array<ArrayBuffer>);
          await stream.close();
        } catch (error) {
          await stream?.abort().catch(() => {});
          // Nothing was there before: an empty file would be taken for a document.
          if (!replace) await folder.removeEntry(name).catch(() => {});
          throw error;
        }
        return ok(null);
      } catch (error) {
        return refuseFolder(path, error);
      }
    },
  };
}

async function folderOf(root: FileSystemDirectoryHandle, path: string, create: boolean): Promise<[FileSystemDirectoryHandle, string]> {
  const names = path.split('/');
  const name = names.pop() ?? '';
  let folder = root;
  for (const inner of names) folder = await folder.getDirectoryHandle(inner, { create });
  return [folder, name];
}

async function isTaken(root: FileSystemDirectoryHandle, path: string): Promise<boolean> {
  try {
    const [folder, name] = await folderOf(root, path, false);
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return false;
    // A folder where the file should be.
    if (isNamed(error, 'TypeMismatchError')) return true;
    throw error;
  }
}

/** As the host says it of its own files: `disk-full`, `file-not-allowed` or `file-failed`. */
function refuseFolder(file: string, error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  const denied = ['NotAllowedError', 'SecurityError', 'NoModificationAllowedError'].some((name) => isNamed(error, name));
  const code = isNamed(error, 'QuotaExceededError') ? 'disk-full' : denied ? 'file-not-allowed' : 'file-failed';
  return failed(problem('blocks', code, [], { file, message: message.slice(0, 300) }));
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
