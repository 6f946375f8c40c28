/** Whether a folder can hold a store at all, asked before SQLite is, whose errors only say that it could not. */
import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ok, type Result, refuse } from '../../shared/problem';

/** What Linux says of file systems of other machines: NFS, SMB and CIFS, AFS, Ceph, 9p, and sshfs and its like. */
const networkTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x01021997, 0x65735546]);

/** Folders of programs that copy what is in them to other machines. */
const keptInStep = /[\\/](OneDrive( - [^\\/]+)?|Dropbox( \([^\\/]+\))?|Google Drive|iCloudDrive|com~apple~CloudDocs|CloudStorage|Nextcloud)([\\/]|$)/i;

/** A log shared over a network, or copied by a program that keeps folders alike, loses what it holds. */
export function isFarAway(folder: string, fileSystem: number, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32' && /^(\\\\|\/\/)(?![?.])/.test(folder)) return true;
  // Types are numbers of each system's own; only those of Linux are known here.
  if (platform === 'linux' && networkTypes.has(fileSystem)) return true;
  return keptInStep.test(folder);
}

/** Makes the folder. Refuses `executor-store-network`, `executor-store-read-only`, `executor-store-owned`, `executor-store-failed`. */
export function prepareFolder(dataFolder: string, files: readonly string[]): Result<void> {
  const folder = resolve(dataFolder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isFarAway(folder, statfsSync(folder).type)) return refuse('executor-store-network', { folder });
  } catch (error) {
    return refuseAccess(folder, error);
  }
  for (const path of [folder, ...files.map((file) => join(folder, file)).filter((file) => existsSync(file))]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      return refuseAccess(path, error);
    }
  }
  return ok(undefined);
}

function refuseAccess(path: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  const owner = ownerOf(path);
  if ((code === 'EACCES' || code === 'EPERM') && owner !== undefined && owner !== process.getuid?.()) return refuse('executor-store-owned', { path });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return refuse('executor-store-read-only', { path });
  return refuse('executor-store-failed', { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
