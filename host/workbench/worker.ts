/** The workbench worker: takes one order at a time. It keeps what it loaded once, and the engagement it was last told to keep. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { ok, type Result, refuse } from '../../shared/problem';
import type { createPeopleAsker } from './ask-people';
import type { Delivery, Order, Progress, Work, WorkerData } from './messages';
import { createDocumentRenderer } from './render-document';

const { assets } = workerData as WorkerData;
const renderDocument = createDocumentRenderer(assets);

/** Remembers the people of the last sample. */
let ask: Promise<ReturnType<typeof createPeopleAsker>> | undefined;

/** Fonts and libraries are ready. */
let hasDrawn = false;

let kept: { name: string; opened: Result<Engagement> } | undefined;

/** Checked once when many documents of the same engagement are asked for one after the other. */
function open(document: unknown, name: string | undefined): Result<Engagement> {
  if (name !== undefined && kept?.name === name) return kept.opened;
  const opened = openEngagement(document);
  kept = name === undefined ? undefined : { name, opened };
  return opened;
}

/** Told at most ten times a second: a message costs more than most of what it tells about. */
const PROGRESS_EVERY_MS = 100;

function progressTeller(id: number): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    parentPort?.postMessage({ id, progress } satisfies Delivery);
  };
}

async function perform(id: number, work: Work): Promise<Result<unknown>> {
  switch (work.kind) {
    case 'read-files':
      return (await import('./read-files')).readFiles(work.args.files, progressTeller(id));
    case 'keep-rows':
      return (await import('./keep-rows')).keepRows(work.args, work.folder);
    case 'identity':
    case 'segments':
    case 'attribute':
    case 'simulate': {
      const opened = open(work.args.document, undefined);
      if (!opened.ok) return opened;
      ask ??= import('./ask-people').then(({ createPeopleAsker }) => createPeopleAsker(assets));
      return (await ask)(work, opened.value, progressTeller(id));
    }
    case 'export-journey': {
      const opened = open(work.args.document, undefined);
      return opened.ok ? (await import('./journey-file')).exportJourneyFile({ ...work.args, engagement: opened.value, assets }) : opened;
    }
    case 'read-journey':
      return (await import('./journey-file')).readJourneyBytes(work.args);
    case 'questionnaire': {
      const opened = open(work.args.document, undefined);
      return opened.ok ? (await import('./draw-questionnaire')).drawQuestionnaire({ ...work.args, engagement: opened.value }, assets) : opened;
    }
    case 'warm-up':
      if (hasDrawn) return ok({});
      hasDrawn = true;
      return (await import('./warm-up')).warmUp(work.language, renderDocument, assets);
    case 'draw-report':
      return (await import('./draw-report')).drawReport(work.report, assets);
    case 'draw-workbook':
      return (await import('./draw-workbook')).drawWorkbook(work.workbook);
    case 'render': {
      const { document, ...order } = work.args;
      const opened = open(document, work.documentName);
      if (!opened.ok) return opened;
      hasDrawn = true;
      const tell = progressTeller(id);
      return renderDocument({ ...order, engagement: opened.value }, (share) => tell({ file: order.kind, share }));
    }
    case 'verify-pack':
      return (await import('./check-pack')).checkPack(work.args, assets, progressTeller(id));
    case 'pack': {
      const opened = open(work.args.document, undefined);
      if (!opened.ok) return opened;
      const { drawPack } = await import('./draw-pack');
      return drawPack({ ...work.args, engagement: opened.value, version: work.version, draw: renderDocument, onProgress: progressTeller(id) }, assets);
    }
  }
}

parentPort?.on('message', async ({ id, work }: Order) => {
  let result: Result<unknown>;
  try {
    result = await perform(id, work);
  } catch (error) {
    result = refuse('internal-error', { call: work.kind, message: error instanceof Error ? error.message.slice(0, 300) : String(error) });
  }
  parentPort?.postMessage({ id, result } satisfies Delivery);
});
