/** What the host and the workbench worker say to each other. Plain data that survives a structured clone. */
import type { z } from 'zod';
import type { PlatformContract } from '../../shared/platform';
import type { Result } from '../../shared/problem';
import type { Report, Workbook } from '../../shared/report';
import type { Language } from '../../shared/text';

type Args<K extends keyof PlatformContract> = z.output<PlatformContract[K]['args']>;
type Answer<K extends keyof PlatformContract> = Result<z.input<PlatformContract[K]['value']>>;

/** Where sample rows lie: beside their engagement in the folder of all engagements, or in a folder that was named. */
export type RowsPlace = { engagements: string } | { folder: string };

export type Work =
  | { kind: 'read-files'; args: Args<'workbench.readFiles'> }
  /** `folder`: where the files of the rows go. */
  | { kind: 'keep-rows'; args: Args<'samples.keep'>; folder: string }
  | { kind: 'identity'; args: Args<'workbench.identity'>; rows: RowsPlace }
  | { kind: 'segments'; args: Args<'workbench.segments'>; rows: RowsPlace }
  | { kind: 'attribute'; args: Args<'workbench.attribute'>; rows: RowsPlace }
  | { kind: 'simulate'; args: Args<'workbench.simulate'>; rows: RowsPlace }
  | { kind: 'export-journey'; args: Args<'workbench.exportJourney'> }
  | { kind: 'read-journey'; args: Args<'workbench.readJourney'> }
  | { kind: 'questionnaire'; args: Args<'workbench.questionnaire'> }
  | { kind: 'warm-up'; language: Language }
  | { kind: 'draw-report'; report: Report }
  | { kind: 'draw-workbook'; workbook: Workbook }
  /** Orders with the same `documentName` have the same document: the worker checks it with the first of them only. */
  | { kind: 'render'; args: Args<'workbench.render'>; documentName?: string }
  /** `version`: of the app. */
  | { kind: 'verify-pack'; args: Args<'workbench.verifyPack'> }
  | { kind: 'pack'; args: Args<'workbench.pack'>; version: string };
export type Outcome = {
  'read-files': Answer<'workbench.readFiles'>;
  'keep-rows': Answer<'samples.keep'>;
  identity: Answer<'workbench.identity'>;
  segments: Answer<'workbench.segments'>;
  attribute: Answer<'workbench.attribute'>;
  simulate: Answer<'workbench.simulate'>;
  'export-journey': Answer<'workbench.exportJourney'>;
  'read-journey': Answer<'workbench.readJourney'>;
  questionnaire: Answer<'workbench.questionnaire'>;
  'warm-up': Answer<'workbench.warmUp'>;
  'draw-report': Result<{ bytes: Uint8Array }>;
  'draw-workbook': Result<{ bytes: Uint8Array<ArrayBuffer> }>;
  render: Answer<'workbench.render'>;
  'verify-pack': Answer<'workbench.verifyPack'>;
  pack: Answer<'workbench.pack'>;
};

export type WorkerData = { assets: string };
export type Order = { id: number; work: Work };
/** `file`: what is being read; `share`: of all the files, 0–1. */
export type Progress = { file: string; share: number };
export type Delivery = { id: number; result: Result<unknown> } | { id: number; progress: Progress };
