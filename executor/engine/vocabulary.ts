import type { Database } from '../store/driver';
import { createNames, type Names } from './names';
import { createWays, type Ways } from './ways';

/** What the store's rows say by number. */
export type Vocabulary = { names: Names; ways: Ways };

export function createVocabulary(db: Database): Vocabulary & { forget(): void } {
  const names = createNames(db);
  const ways = createWays(db);
  return {
    names,
    ways,
    forget() {
      names.forget();
      ways.forget();
    },
  };
}
