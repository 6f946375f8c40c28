/** What the host and the workbench worker say to each other. Plain data that survives a structured clone. */
import type { z } from 'zod';
import type { platformContract } from '../../shared/platform';
import type { Result } from '../../shared/problem';

type ReadFiles = (typeof platformContract)['workbench.readFiles'];
type Render = (typeof platformContract)['workbench.render'];

type KeepRows = z.output<(typeof platformContract)['samples.keep']['args']>;

export type Work =
  | { kind: 'read-files'; args: z.output<ReadFiles['args']> }
  /** `folder`: where the files of the rows go. */
  | { kind: 'keep-rows'; args: KeepRows; folder: string }
  /** Orders with the same `documentName` have the same document: the worker checks it with the first of them only. */
  | { kind: 'render'; args: z.output<Render['args']>; documentName?: string };
export type Outcome = {
  'read-files': Result<z.input<ReadFiles['value']>>;
  'keep-rows': Result<z.input<(typeof platformContract)['samples.keep']['value']>>;
  render: Result<z.input<Render['value']>>;
};

export type WorkerData = { assets: string };
export type Order = { id: number; work: Work };
/** `file`: what is being read; `share`: of all the files, 0–1. */
export type Progress = { file: string; share: number };
export type Delivery = { id: number; result: Result<unknown> } | { id: number; progress: Progress };
