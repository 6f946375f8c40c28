/** What the host and the workbench worker say to each other. Plain data that survives a structured clone. */
import type { z } from 'zod';
import type { platformContract } from '../../shared/platform';
import type { Result } from '../../shared/problem';

type ReadFiles = (typeof platformContract)['workbench.readFiles'];
type Render = (typeof platformContract)['workbench.render'];

export type Work =
  | { kind: 'read-files'; args: z.output<ReadFiles['args']> }
  /** Orders with the same `documentName` have the same document: the worker checks it with the first of them only. */
  | { kind: 'render'; args: z.output<Render['args']>; documentName?: string };
export type Outcome = { 'read-files': Result<z.input<ReadFiles['value']>>; render: Result<z.input<Render['value']>> };

export type WorkerData = { assets: string };
export type Order = { id: number; work: Work };
/** `file`: what is being read; `share`: of all the files, 0–1. */
export type Progress = { file: string; share: number };
export type Delivery = { id: number; result: Result<unknown> } | { id: number; progress: Progress };
