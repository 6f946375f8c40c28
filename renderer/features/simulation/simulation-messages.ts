/** What page and simulation worker say to each other. A run is stopped by ending its worker. */
import type { Engagement } from '../../../shared/engagement/schema';
import type { Result } from '../../../shared/problem';
import type { SimulationReport, SimulationSettings } from '../../../shared/simulation/report';

export type SimulationOrder = { engagement: Engagement; settings: SimulationSettings };
/** `share` from 0 to 1 while it runs. */
export type SimulationAnswer = { share: number } | { result: Result<SimulationReport> };
