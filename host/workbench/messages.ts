/** What the host and the workbench worker say to each other. Plain data that survives a structured clone. */
import type { z } from 'zod';
import type { platformContract } from '../../shared/platform';
import type { Result } from '../../shared/problem';

type ReadFiles = (typeof platformContract)['workbench.readFiles'];
type Render = (typeof platformContract)['workbench.render'];

export type Work = { kind: 'read-files'; args: z.output<ReadFiles['args']> } | { kind: 'render'; args: z.output<Render['args']> };
export type Outcome = { 'read-files': Result<z.input<ReadFiles['value']>>; render: Result<z.input<Render['value']>> };

export type WorkerData = { assets: string };
export type Order = { id: number; work: Work };
export type Delivery = { id: number; result: Result<unknown> };
