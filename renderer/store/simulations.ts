/** What simulations came to, kept while the program runs: their own page shows it, and others hold what happens against it. */
import type { Problem } from '../../shared/problem';
import type { SimulationReport } from '../../shared/simulation/report';

export type SimulationView = 'population' | 'replay';
export type SimulationOutcome = { report: SimulationReport | undefined; problems: readonly Problem[] };

const outcomes = new Map<string, SimulationOutcome>();
const nothing: SimulationOutcome = { report: undefined, problems: [] };

/** The newest of a view of an engagement; nothing where there was none. */
export function outcomeOf(view: SimulationView, engagement: string): SimulationOutcome {
  return outcomes.get(`${view} ${engagement}`) ?? nothing;
}

export function keepOutcome(view: SimulationView, engagement: string, outcome: SimulationOutcome): void {
  outcomes.set(`${view} ${engagement}`, outcome);
}
