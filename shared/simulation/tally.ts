/** Counts what the journeys do, from their trace alone: every passage of a node and every message has one outcome. */
import { targetOf } from '../journey/deployment';
import type { SimulatedCustomer } from './people';
import type { SimulatedProgram } from './program';
import type { SimulatedJourney, SimulatedNode, SimulationReport } from './report';
import type { TraceLine } from './stage';

type Counts = Record<string, number>;

export function addTo(counts: Counts, key: string, times = 1): void {
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + times;
}

/** A run that ends while it leaves a node never came to the next one: it is counted as leaving the journey, not the node. */
const endsOnTheWay: ReadonlySet<string> = new Set(['goes-in-circles', 'port-not-wired']);

type Tallied = { report: SimulatedJourney; nodes: Map<string, SimulatedNode>; customers: Set<number> };

export type Tally = {
  hear(line: TraceLine): void;
  /** With those who still stand somewhere. */
  journeys(customers: readonly SimulatedCustomer[]): SimulatedJourney[];
  notSent: Counts;
  held: Counts;
  limits(): Pick<SimulationReport, 'caps' | 'calendars'>;
};

export function createTally(programs: readonly SimulatedProgram[]): Tally {
  const byProgram = new Map<SimulatedProgram, Tallied>(programs.map((program) => [program, emptyTally(program)]));
  const notSent: Counts = {};
  const held: Counts = {};
  const caps = new Map<string, { held: number; notSent: number }>();
  const calendars = new Map<string, { held: number; notSent: number }>();
  /** Runs that stand at a send whose outcome is not known yet. */
  const undecided = new Set<number>();
  let lastPort = '';

  function noteLimit({ reason }: TraceLine, what: 'held' | 'notSent'): void {
    const [limits, id] = reason?.code === 'cap-reached' ? [caps, reason.params.cap] : reason?.code === 'quiet-times' ? [calendars, reason.params.calendar] : [];
    if (!limits || typeof id !== 'string') return;
    const limit = limits.get(id) ?? { held: 0, notSent: 0 };
    limit[what] += 1;
    limits.set(id, limit);
  }

  function hear(line: TraceLine): void {
    const { program, customer, run, what, port = '', reason } = line;
    const tallied = byProgram.get(program);
    if (!tallied) return;
    const { report, nodes, customers } = tallied;
    if (what === 'not-entered') {
      addTo(report.notEntered, reason?.code ?? '');
      return;
    }
    const node = nodes.get(line.node ?? '');
    if (!node || !run) return;
    switch (what) {
      case 'entered':
        report.entered += 1;
        customers.add(customer.n);
        node.entered += 1;
        return;
      case 'passed': {
        addTo(node.passed, port);
        lastPort = port;
        const next = nodes.get(targetOf(program.deployment, node.node, port) ?? '');
        if (next) next.entered += 1;
        if (next && program.deployment.nodes.get(next.node)?.kind === 'send') undecided.add(run.n);
        return;
      }
      case 'held':
        addTo(node.held, reason?.code ?? '');
        addTo(held, reason?.code ?? '');
        noteLimit(line, 'held');
        return;
      case 'sent':
        if (undecided.delete(run.n)) node.sent += 1;
        return;
      case 'not-sent':
        if (!undecided.delete(run.n)) return;
        addTo(node.notSent, reason?.code ?? '');
        addTo(notSent, reason?.code ?? '');
        noteLimit(line, 'notSent');
        return;
      case 'failed':
        if (undecided.delete(run.n) || program.deployment.nodes.get(node.node)?.kind !== 'send') node.failed += 1;
        return;
      case 'exited':
        node.exited += 1;
        addTo(report.exited, run.run.exit?.code ?? '');
        if (endsOnTheWay.has(reason?.code ?? '')) {
          addTo(node.passed, lastPort, -1);
          const next = nodes.get(targetOf(program.deployment, node.node, lastPort) ?? '');
          if (next) next.entered -= 1;
          undecided.delete(run.n);
        }
        return;
      case 'waiting':
      case 'updated':
      case 'task':
      case 'webhook':
      case 'goal':
        return;
    }
  }

  return {
    hear,
    journeys(customers) {
      for (const customer of customers)
        for (const { program, run } of customer.active) {
          const tallied = byProgram.get(program);
          const node = tallied?.nodes.get(run.node);
          if (!tallied || !node) continue;
          tallied.report.active += 1;
          node.waiting += 1;
        }
      return [...byProgram.values()].map(({ report, customers: entered }) => ({ ...report, customers: entered.size }));
    },
    notSent,
    held,
    limits: () => ({
      caps: [...caps].map(([cap, counted]) => ({ cap, ...counted })),
      calendars: [...calendars].map(([calendar, counted]) => ({ calendar, ...counted })),
    }),
  };
}

function emptyTally({ deployment: { journey, hash } }: SimulatedProgram): Tallied {
  const nodes = journey.nodes.map(
    ({ id }): SimulatedNode => ({ node: id, entered: 0, passed: {}, sent: 0, notSent: {}, failed: 0, held: {}, waiting: 0, exited: 0 }),
  );
  return {
    report: { journey: journey.id, key: journey.key, deployment: hash, entered: 0, customers: 0, active: 0, exited: {}, notEntered: {}, nodes },
    nodes: new Map(nodes.map((node) => [node.node, node])),
    customers: new Set(),
  };
}
