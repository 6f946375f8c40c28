/** What a test can show: each edge, each end, each rule. Named, so that what no test shows can be told. */
import { refsOf } from '../../condition/refs';
import type { Deployment } from '../deployment';
import { runtimeAttributes } from '../deployment-attributes';
import type { TestOutcome } from './play';
import type { Setting } from './setting';

export type Point =
  | { kind: 'edge'; edge: string }
  | { kind: 'goal' }
  | { kind: 'exit'; exit: string }
  /** The run ended for a date that was not there. */
  | { kind: 'missing-date'; node: string }
  /** Somebody was not let in, for this reason. */
  | { kind: 'kept-out'; reason: string }
  /** A second run of the same customer. */
  | { kind: 'again' }
  /** A message was held, left out or sent another way for this rule. */
  | { kind: 'rule'; suppression: string }
  /** A message found no consent. */
  | { kind: 'no-consent' }
  /** A message went out by its second channel. */
  | { kind: 'other-channel'; node: string };

export function pointKey(point: Point): string {
  switch (point.kind) {
    case 'edge':
      return `edge ${point.edge}`;
    case 'exit':
      return `exit ${point.exit}`;
    case 'missing-date':
    case 'other-channel':
      return `${point.kind} ${point.node}`;
    case 'kept-out':
      return `kept-out ${point.reason}`;
    case 'rule':
      return `rule ${point.suppression}`;
    case 'goal':
    case 'again':
    case 'no-consent':
      return point.kind;
  }
}

/** Keys of what an outcome shows. */
export function shownBy({ lines, runs, sent }: TestOutcome, { edges, program: { deployment } }: Pick<Setting, 'edges' | 'program'>): Set<string> {
  const shown = new Set<string>();
  const add = (point: Point) => shown.add(pointKey(point));
  const { nodes } = deployment;
  for (const { node, what, port, reason } of lines) {
    const edge = what === 'passed' ? edges.get(`${node} ${port}`) : undefined;
    if (edge) add({ kind: 'edge', edge: edge.id });
    if (what === 'goal' && reason?.code === 'goal-reached' && nodes.get(node ?? '')?.kind !== 'goal') add({ kind: 'goal' });
    if (what === 'exited' && reason?.code === 'exit-rule') add({ kind: 'exit', exit: String(reason.params.exit) });
    if (what === 'exited' && reason?.code === 'missing-date') add({ kind: 'missing-date', node: node ?? '' });
    if (what === 'not-entered' && reason) add({ kind: 'kept-out', reason: reason.code });
    if (what !== 'held' && what !== 'not-sent' && what !== 'exited') continue;
    for (const rule of rulesBehind(reason, deployment)) add({ kind: 'rule', suppression: rule });
    if (reason?.code === 'no-consent') add({ kind: 'no-consent' });
  }
  // Which rule sent it the other way the trace does not say.
  for (const { node, channel } of sent) {
    const send = nodes.get(node);
    if (send?.kind === 'send' && channel !== send.channel) add({ kind: 'other-channel', node });
  }
  if (runs.length > 1) add({ kind: 'again' });
  return shown;
}

type Reason = TestOutcome['lines'][number]['reason'];

/** Rules that stand behind a reason, by id. */
function rulesBehind(reason: Reason, { suppressions }: Deployment): string[] {
  switch (reason?.code) {
    case 'suppressed-by-rule':
    case 'held-too-long':
      return [String(reason.params.suppression)];
    case 'cap-reached':
      return suppressions.filter(({ rule }) => rule.kind === 'caps').map(({ id }) => id);
    case 'quiet-times':
      return suppressions.filter(({ rule }) => rule.kind === 'quiet-times').map(({ id }) => id);
    case 'no-consent':
      return suppressions.filter(({ rule }) => rule.kind === 'consent').map(({ id }) => id);
    case 'test-record':
    case 'employee': {
      const attribute = reason.code === 'employee' ? runtimeAttributes.employee : runtimeAttributes.test;
      return suppressions.filter(({ rule }) => rule.kind === 'condition' && refsOf(rule.when).attributes.includes(attribute)).map(({ id }) => id);
    }
    default:
      return [];
  }
}
