/**
 * Hands documents to the saving worker in parts. Without a worker (Electron's host is reached only from the page, a page
 * that is being left can't wait for one, one that broke is not asked again) the page writes the text itself.
 */
import { toCompactText } from '../../shared/engagement/compact-text';
import { createPartsWriter } from '../../shared/engagement/document-parts';
import type { Engagement } from '../../shared/engagement/schema';
import { refuse } from '../../shared/problem';
import { platform } from '../platform/platform';
import type { SaveAnswer, SaveOrder } from './save-messages';
import { type CopyRow, writeCopy } from './working-copy';

type Told = SaveOrder extends infer Order ? (Order extends SaveOrder ? Omit<Order, 'number' | 'document'> : never) : never;

type Saved = Awaited<ReturnType<(typeof platform)['engagements.save']>>;

const toParts = createPartsWriter();
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
    to.postMessage({ ...told, number, document: toParts(document) } satisfies SaveOrder);
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

/** Writes the engagement's file; never rejects. Refused as `engagements.save` is. */
export async function saveFileOf(document: Engagement, overwrite: boolean): Promise<Saved> {
  const there = window.masa ? undefined : reachWorker();
  if (!there) return platform['engagements.save']({ document: toCompactText(document), overwrite });
  try {
    // The worker checked what the host answered.
    return (await order(there, document, { to: 'file', overwrite })) as Saved;
  } catch (error) {
    return refuse('host-unreachable', { call: 'engagements.saveParts', message: error instanceof Error ? error.message : String(error) });
  }
}
