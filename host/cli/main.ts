/** The command line under Node; Electron has its own way in (`Masa --cli …`). */
import { findAppFolders } from '../app-folder';
import { spawnWithNode } from '../executor-process';
import { runCli } from './run-cli';

export function main(args: readonly string[]): Promise<number> {
  const folders = findAppFolders();
  return runCli(args, { folders, spawnExecutor: spawnWithNode(folders.executorMain) });
}
