/** The workbench worker: takes one order at a time. It has no state but what it loaded once. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngagement } from '../../shared/engagement/open-engagement';
import { type Result, refuse } from '../../shared/problem';
import type { Delivery, Order, Work, WorkerData } from './messages';
import { readFiles } from './read-files';
import { createDocumentRenderer } from './render-document';

const { assets } = workerData as WorkerData;
const renderDocument = createDocumentRenderer(assets);

async function perform(work: Work): Promise<Result<unknown>> {
  switch (work.kind) {
    case 'read-files':
      return readFiles(work.args.files);
    case 'render': {
      const { document, ...order } = work.args;
      const opened = openEngagement(document);
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
