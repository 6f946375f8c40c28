/** The domain pack in assets/catalogue, read once per process. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueFiles, parseCatalogue } from '../shared/catalogue/parse-catalogue';
import type { Catalogue } from '../shared/catalogue/schema';
import { type Result, refuse } from '../shared/problem';
import { refuseFile } from './file-problem';

export function createCatalogueReader(assets: string): () => Promise<Result<Catalogue>> {
  let reading: Promise<Result<Catalogue>> | undefined;
  return () => {
    reading ??= read(join(assets, 'catalogue'));
    return reading;
  };
}

async function read(folder: string): Promise<Result<Catalogue>> {
  const raw: Partial<Record<keyof Catalogue, unknown>> = {};
  for (const [part, name] of Object.entries(catalogueFiles) as [keyof Catalogue, string][]) {
    const path = join(folder, `${name}.json`);
    try {
      raw[part] = JSON.parse(await readFile(path, 'utf8'));
    } catch (error) {
      return error instanceof SyntaxError ? refuse('not-json', { file: path }) : refuseFile(path, error);
    }
  }
  return parseCatalogue(raw as Record<keyof Catalogue, unknown>);
}
