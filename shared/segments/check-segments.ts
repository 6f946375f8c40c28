import { refsOf } from '../condition/refs';
import type { Condition } from '../condition/schema';
import { toWire } from '../ids';
import type { JourneyContext } from '../journey/journey-context';
import { nameParam, type Problem, problem, type Severity } from '../problem';
import type { Segment } from './schema';
import { createSegmentIndex } from './segment-index';

/** Without these two nobody keeps test records and employees out of live journeys. */
const always = ['test-records', 'employees'];

/**
 * Whether every segment can be worked out from what the client has. Blocking: it speaks of something that does not exist,
 * of a journey's run, or of itself. Warning: no source gives an attribute or sends an event it needs, or a placeholder of
 * the catalogue waits for the client's own value. Paths are `['segments', id]`.
 */
export function checkSegments(context: Pick<JourneyContext, 'attributes' | 'events' | 'segments'>): Problem[] {
  const segments = [...context.segments.values()];
  const missing = always.filter((id) => !context.segments.get(id)?.administrative);
  return [
    ...missing.map((segment) => problem('blocks', 'administrative-segment-missing', ['segments'], { segment })),
    ...createSegmentIndex(segments).problems,
    ...segments.flatMap((segment) => checkSegment(segment, context)),
  ];
}

function checkSegment(segment: Segment, { attributes, events }: Pick<JourneyContext, 'attributes' | 'events'>): Problem[] {
  const found: Problem[] = [];
  const add = (severity: Severity, code: string, params: Problem['params']) => found.push(problem(severity, code, ['segments', segment.id], params));
  const refs = refsOf(segment.when);
  for (const id of refs.attributes) {
    const known = attributes.get(id);
    if (!known) add('blocks', 'attribute-unknown', { attribute: id });
    else if (known.blocked) add('warns', 'attribute-without-source', { attribute: id, label: nameParam(known.attribute.label, id) });
  }
  for (const [id, properties] of Object.entries(refs.events)) {
    const known = events.get(id);
    if (!known) add('blocks', 'event-unknown', { event: id, label: toWire(id) });
    else {
      const label = nameParam(known.label, id);
      if (!known.planned) add('warns', 'event-without-source', { event: id, label });
      for (const property of properties) if (!known.properties.has(property)) add('warns', 'property-unknown', { event: id, label, property });
    }
  }
  if (refs.event.length + refs.entry.length + refs.journey.length + refs.step.length > 0 || looksAtRun(segment.when)) add('blocks', 'segment-needs-run', {});
  for (const value of placeholdersIn(segment.when)) add('warns', 'segment-placeholder', { value });
  return found;
}

function looksAtRun(condition: Condition): boolean {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.args.some(looksAtRun);
    case 'not':
      return looksAtRun(condition.arg);
    case 'performed':
      return condition.window?.sinceEntry === true || (condition.where !== undefined && looksAtRun(condition.where));
    default:
      return false;
  }
}

/** The catalogue writes `CATEGORY-ID` where only the client knows the value. */
function placeholdersIn(condition: Condition): string[] {
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^[A-Z]+-ID$/.test(value)) texts.add(value);
    if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) visit(child);
  };
  visit(condition);
  return [...texts];
}
