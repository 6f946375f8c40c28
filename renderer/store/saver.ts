/**
 * Hands documents to the saving worker in pieces. Without a worker (Electron's host is reached only from the page, a page
 * that is being left can't wait for one, one that broke is not asked again) the page writes the text itself.
 */
import { createPieceWriter, toCompactText } from '../../shared/engagement/compact-text';
import type { Engagement } from '../../shared/engagement/schema';
import { platformContract } from '../../shared/platform';
import { createClient, type Transport } from '../../shared/rpc';
import { platform } from '../platform/platform';
import type { SaveAnswer, SaveOrder } from './save-messages';
import { type CopyRow, writeCopy } from './working-copy';

type Told = SaveOrder extends infer Order ? (Order extends SaveOrder ? Omit<Order, 'number' | 'document'> : never) : never;

const toPieces = createPieceWriter();
const waiting = new Map<number, { done: (reply: unknown) => void; failed: (error: Error) => void }>();
let worker: Worker | undefined | 'broken';
let orders = 0;

function reachWorker(): Worker | undefined {
  if (worker === 'broken' || document.visibilityState === 'hidden') return undefined;
  if (worker) return worker;
  worker = new Worker(new URL('./save-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<SaveAnswer>) => {
    const asked = waiting.get(data.number);
    waiting.delete(data.number);
    if ('failed' in data) asked?.failed(new Error(data.failed));
    else asked?.done(data.reply);
  });
  worker.addEventListener('error', () => {
    worker = 'broken';
    for (const { failed } of waiting.values()) failed(new Error('the saving worker ended'));
    waiting.clear();
  });
  return worker;
}

function order(to: Worker, document: Engagement, told: Told): Promise<unknown> {
  return new Promise((done, failed) => {
    const number = ++orders;
    waiting.set(number, { done, failed });
    to.postMessage({ ...told, number, document: toPieces(document) } satisfies SaveOrder);
  });
}

/** Writes the window's own copy. False when the browser's storage refuses. */
export async function saveCopyOf(document: Engagement): Promise<boolean> {
  const row: Omit<CopyRow, 'document'> = { id: document.id, revision: document.revision, savedAt: Date.now() };
  const there = reachWorker();
  if (there) {
    try {
      return (await order(there, document, { to: 'copy', row })) === true;
    } catch {
      // Below, by the page itself.
    }
  }
  return writeCopy({ ...row, document: toCompactText(document) });
}

/** `engagements.save`; never rejects. */
export async function saveFileOf(document: Engagement, overwrite: boolean) {
  const there = window.masa ? undefined : reachWorker();
  if (!there) return platform['engagements.save']({ document: toCompactText(document), overwrite });
  const transport: Transport = () => order(there, document, { to: 'file', overwrite });
  return createClient({ 'engagements.save': platformContract['engagements.save'] }, transport)['engagements.save']({ document: '', overwrite });
}
