import type { Volumes } from '../engagement/schema';
import type { Counts } from '../executor/api';
import { placeInColumns } from './columns';
import { type Graph, toGraph } from './graph';
import { columnLabel, type Speaker } from './node-label';
import type { Frame, Journey, NodeOf } from './schema';
import { type Arrival, arrivals } from './timing';

/** People at a touchpoint, and where the number is from. */
export type Planned = { count: number; from: 'typed' | 'volumes' };
export type Actual = { count: number; from: 'typed' | 'executor' };

/** One column of the storyboard: what people say about a touchpoint, and what the graph and the numbers say. */
export type Moment = {
  touchpoint: number;
  /** Absent: nobody has said anything yet. */
  frame: Frame | undefined;
  /** All nodes of the canvas's column, in reading order. */
  nodes: string[];
  sends: NodeOf<'send'>[];
  /** When the first of its sends that can be reached is reached. */
  arrival: Arrival | undefined;
  planned: Planned | undefined;
  actual: Actual | undefined;
  /** Actual less planned; only where both speak of the same people. */
  gap: number | undefined;
};

/** What the numbers come from. */
export type StoryboardNumbers = { volumes?: Pick<Volumes, 'eventsPerMonth'>; counts?: Pick<Counts, 'nodes'> | undefined };

/**
 * The journey as a sheet: one column per touchpoint that the canvas has or somebody has written about, in their order.
 * Typed figures count before what was derived. A month's volume has no gap: nobody says which month the actual is of.
 */
export function toStoryboard(
  journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>,
  { volumes, counts }: StoryboardNumbers = {},
  graph: Graph = toGraph(journey),
): Moment[] {
  const { touchpointOf, columnOf } = placeInColumns(journey, graph);
  const reached = arrivals(journey, graph);
  const frames = new Map(journey.annotations.storyboard.map((frame) => [frame.touchpoint, frame]));
  const touchpoints = [...new Set([...touchpointOf.values(), ...frames.keys()])].sort((a, b) => a - b);
  const perMonth = volumes && startsPerMonth(journey, volumes);
  return touchpoints.map((touchpoint, i) => {
    const frame = frames.get(touchpoint);
    const nodes = graph.order.filter((id) => (touchpointOf.get(id) ?? columnOf.get(id)) === touchpoint);
    const sends = nodes.flatMap((id) => {
      const node = graph.nodes.get(id);
      return node?.kind === 'send' && touchpointOf.has(id) ? [node] : [];
    });
    const planned = plannedOf(frame, i === 0 ? perMonth : undefined);
    const actual = actualOf(frame, sends, counts);
    return {
      touchpoint,
      frame,
      nodes,
      sends,
      arrival: sends.map(({ id }) => reached.get(id)).find((at) => at !== undefined),
      planned,
      actual,
      gap: planned?.from === 'typed' && actual ? actual.count - planned.count : undefined,
    };
  });
}

/** "At the door", else "Touchpoint 6". */
export function momentName({ touchpoint, frame }: Pick<Moment, 'touchpoint' | 'frame'>, speaker: Speaker): string {
  return columnLabel(touchpoint, speaker, frame ? [frame] : []);
}

/** How often in a month the events that start the journey happen; undefined where nobody knows. */
export function startsPerMonth({ nodes }: Pick<Journey, 'nodes'>, { eventsPerMonth }: Pick<Volumes, 'eventsPerMonth'>): number | undefined {
  const events = nodes.flatMap((node) => (node.kind === 'trigger' && node.trigger.kind === 'event' ? [node.trigger.event] : []));
  const known = [...new Set(events)].flatMap((event) => eventsPerMonth[event] ?? []);
  return known.length > 0 ? Math.round(known.reduce((sum, count) => sum + count, 0)) : undefined;
}

function plannedOf(frame: Frame | undefined, perMonth: number | undefined): Planned | undefined {
  if (frame?.planned !== undefined) return { count: frame.planned, from: 'typed' };
  return perMonth === undefined ? undefined : { count: perMonth, from: 'volumes' };
}

function actualOf(frame: Frame | undefined, sends: readonly { id: string }[], counts: StoryboardNumbers['counts']): Actual | undefined {
  if (frame?.actual) return { count: frame.actual.count, from: 'typed' };
  if (!counts || sends.length === 0) return undefined;
  return { count: sends.reduce((sum, { id }) => sum + (counts.nodes[id]?.sent ?? 0), 0), from: 'executor' };
}
