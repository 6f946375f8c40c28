/** The workbench worker: takes one order at a time. It keeps what it loaded once, and the engagement it was last told to keep. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { type Result, refuse } from '../../shared/problem';
import type { Delivery, Order, Work, WorkerData } from './messages';
import { createDocumentRenderer } from './render-document';

const { assets } = workerData as WorkerData;
const renderDocument = createDocumentRenderer(assets);

let kept: { name: string; opened: Result<Engagement> } | undefined;

/** Checked once when many documents of the same engagement are asked for one after the other. */
function open(document: unknown, name: string | undefined): Result<Engagement> {
  if (name !== undefined && kept?.name === name) return kept.opened;
  const opened = openEngagement(document);
  kept = name === undefined ? undefined : { name, opened };
  return opened;
}

async function perform(work: Work): Promise<Result<unknown>> {
  switch (work.kind) {
    case 'read-files':
      return (await import('./read-files')).readFiles(work.args.files);
    case 'render': {
      const { document, ...order } = work.args;
      const opened = open(document, work.documentName);
      return opened.ok ? renderDocument({ ...order, engagement: opened.value }) : opened;
    }
  }
}

parentPort?.on('message', async ({ id, work }: Order) => {
  let result: Result<unknown>;
  try {
    result = await perform(work);
  } catch (error) {
    result = refuse('internal-error', { call: work.kind, message: error instanceof Error ? error.message.slice(0, 300) : String(error) });
  }
  parentPort?.postMessage({ id, result } satisfies Delivery);
});
