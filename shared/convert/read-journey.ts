/** Our own JSON: a journey definition, or a deployment bundle with its messages. */
import { z } from 'zod';
import { type Journey, journeySchema, messageSchema, nodeKinds, nodeSchema } from '../journey/schema';
import { failed, ok, type Problem, problem, refuse } from '../problem';
import { MOST_NODES, type ReadJourney } from './loss';

const kinds: ReadonlySet<string> = new Set(nodeKinds);
const bundleSchema = z.object({ journey: z.unknown(), messages: z.array(messageSchema).max(MOST_NODES).catch([]) });

/**
 * Nodes of kinds we do not know, or whose settings we cannot read, are kept as they came (`ext`). Fails with
 * `journey-file-too-large` {nodes, limit}, `journey-value` {place} for each place that is wrong outside the nodes, or
 * `journey-id-twice` {id}.
 */
export function fromJson(value: unknown): ReadJourney {
  if (isObject(value) && isObject(value.journey)) {
    const bundle = bundleSchema.parse({ journey: value.journey, messages: value.messages });
    const read = readJourney(bundle.journey);
    return read.ok ? ok({ ...read.value, messages: bundle.messages }) : read;
  }
  return readJourney(value);
}

/** Whether it claims to be a journey of ours, or a bundle around one. */
export function looksLikeJourney(value: unknown): boolean {
  if (!isObject(value)) return false;
  return isObject(value.journey) ? looksLikeJourney(value.journey) : typeof value.schemaVersion === 'string' && Array.isArray(value.nodes);
}

export function readJourney(value: unknown): ReadJourney {
  if (!isObject(value) || !Array.isArray(value.nodes) || !Array.isArray(value.edges)) return refuse('journey-file-unknown');
  const most = Math.max(value.nodes.length, value.edges.length / 4);
  if (most > MOST_NODES) return refuse('journey-file-too-large', { nodes: value.nodes.length, limit: MOST_NODES });
  const losses: Problem[] = [];
  const id = typeof value.id === 'string' ? value.id : '';
  const nodes = value.nodes.map((node: unknown, index) => {
    if (nodeSchema.safeParse(node).success || !isObject(node)) return node;
    const kind = typeof node.kind === 'string' ? node.kind : '';
    const name = isObject(node.name) ? node.name : undefined;
    const code = kinds.has(kind) ? 'loss-node-unread' : 'loss-node-kind';
    losses.push(problem('warns', code, ['journeys', id, 'nodes', typeof node.id === 'string' ? node.id : index], { kind }));
    return { id: node.id, ...(name ? { name } : {}), kind: 'ext', originalKind: kind, data: node };
  });
  const parsed = journeySchema.safeParse({ ...value, nodes });
  if (!parsed.success) return failed(...parsed.error.issues.slice(0, 20).map(({ path }) => problem('blocks', 'journey-value', [], { place: path.join('.') })));
  const twice = firstTwice(parsed.data.nodes) ?? firstTwice(parsed.data.edges);
  if (twice !== undefined) return refuse('journey-id-twice', { id: twice });
  return ok({ journey: parsed.data satisfies Journey, messages: [], losses });
}

function firstTwice(parts: readonly { id: string }[]): string | undefined {
  const seen = new Set<string>();
  return parts.find(({ id }) => seen.size === seen.add(id).size)?.id;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
