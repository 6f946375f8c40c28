import { plainStyle } from '../../documents/style-schema';
import type { Migration } from './migration';

/** Version 6 keeps how documents look. Those made before looked as `plainStyle` says. */
export const documentStyle: Migration = {
  name: 'document-style',
  from: 5,
  migrate: (document) => ({ ...document, documents: { ...plainStyle } }),
};
