/** What the page and its saving worker say to each other. */
import type { DocumentParts } from '../../shared/engagement/document-parts';
import type { CopyRow } from './working-copy';

export type SaveOrder = { number: number; document: DocumentParts } & ({ to: 'copy'; row: Omit<CopyRow, 'document'> } | { to: 'file'; overwrite: boolean });

/** `reply`: true or false for a copy; what the host answered for a file. `failed`: the worker could do nothing. */
export type SaveAnswer = { number: number; reply: unknown } | { number: number; failed: string };
