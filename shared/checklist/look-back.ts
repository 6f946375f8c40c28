/** How far back segments and journeys look. */
import type { Condition } from '../condition/schema';
import type { Engagement } from '../engagement/schema';
import type { Cause } from './cause';

/** How many months of events they look back on, and which of them look furthest; undefined when none does. */
export function longestLookBack(engagement: Pick<Engagement, 'segments' | 'journeys'>): { months: number; causes: Cause[] } | undefined {
  const looks: { days: number; cause: Cause }[] = [];
  const look = (condition: Condition | undefined, cause: Cause) => {
    const days = condition ? daysBack(condition) : 0;
    if (days > 0) looks.push({ days, cause });
  };
  for (const { id, name, when } of engagement.segments) look(when, { kind: 'segment', id, name });
  for (const { id, name, entry, policies, nodes } of engagement.journeys) {
    const cause: Cause = { kind: 'journey', id, name };
    look(entry.filter, cause);
    look(policies.goal?.when, cause);
    for (const exit of policies.exits) look(exit.when, cause);
    for (const node of nodes) if (node.kind === 'decision') for (const branch of node.cases) look(branch.when, cause);
  }
  const longest = Math.max(0, ...looks.map(({ days }) => days));
  if (longest === 0) return undefined;
  return { months: Math.ceil(longest / 30.5), causes: looks.filter(({ days }) => days === longest).map(({ cause }) => cause) };
}

function daysBack(condition: Condition): number {
  switch (condition.op) {
    case 'and':
    case 'or':
      return Math.max(0, ...condition.args.map(daysBack));
    case 'not':
      return daysBack(condition.arg);
    case 'performed':
      return daysOf(condition.window?.last);
    default:
      return 0;
  }
}

function daysOf(duration: string | undefined): number {
  const match = /^P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?)$/.exec(duration ?? '');
  return match ? Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0) + Number(match[3] ?? 0) / 24 : 0;
}
