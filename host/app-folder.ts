/** Where the product itself lies: sources and `dist` beside each other, or the packed app. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type AppFolders = {
  /** Holds package.json and dist/. */
  app: string;
  assets: string;
  /** The built page. */
  renderer: string;
  executorMain: string;
  workbenchWorker: string;
};

/** Climbs from this module to the folder with package.json: bundles lie deeper in `dist` than the sources they came from. */
export function findAppFolders(assets?: string): AppFolders {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('package.json of the app not found');
    folder = above;
  }
  return {
    app: folder,
    assets: assets ?? join(folder, 'assets'),
    renderer: join(folder, 'dist', 'renderer'),
    executorMain: join(folder, 'dist', 'executor', 'main.js'),
    workbenchWorker: join(folder, 'dist', 'host', 'workbench.js'),
  };
}
