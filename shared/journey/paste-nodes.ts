/** Copy and paste of a part of a journey, within one, between two, between engagements. */
import { z } from 'zod';
import type { Engagement } from '../engagement/schema';
import { freeKey, partIdSchema } from '../ids';
import { languages } from '../text';
import { boundsOf, boxesOf } from './arrange';
import { cardsOf } from './cards';
import { changeJourney, findJourney, messageIdsOf } from './edit-journey';
import { groupsOf } from './groups';

import type { Box } from './layout';
import { cardSchema, edgeSchema, funnelStages, groupSchema, type Journey, type Message, messageSchema, type Node, nodeSchema } from './schema';
import { messageParts } from './schema-messages';

/** What is put on the clipboard, as JSON: nodes, the edges between them, where they stood, the messages they send, and cards. */
export const clipSchema = z.strictObject({
  masa: z.literal('journey-clip'),
  nodes: z.array(nodeSchema).max(5000),
  edges: z.array(edgeSchema).max(20_000),
  layout: z.record(partIdSchema, z.strictObject({ x: z.number(), y: z.number() })),
  messages: z.array(messageSchema),
  touchpoints: z.record(partIdSchema, z.number().int().nonnegative()),
  optional: z.array(partIdSchema),
  stages: z.record(partIdSchema, z.enum(funnelStages)).optional(),
  groups: z.array(groupSchema).optional(),
  cards: z.array(cardSchema).max(5000).optional(),
});
export type Clip = z.infer<typeof clipSchema>;

export function copyNodes(
  engagement: Engagement,
  { journey: id, nodes, cards = [] }: { journey: string; nodes: readonly string[]; cards?: readonly string[] },
): Clip | undefined {
  const journey = findJourney(engagement, id);
  const chosen = journey?.nodes.filter((node) => nodes.includes(node.id)) ?? [];
  const lying = journey ? cardsOf(journey).filter((card) => cards.includes(card.id)) : [];
  if (!journey || chosen.length + lying.length === 0) return undefined;
  const ids = new Set(chosen.map((node) => node.id));
  const sent = new Set(chosen.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  const only = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).filter(([node]) => ids.has(node)));
  return {
    masa: 'journey-clip',
    nodes: chosen,
    edges: journey.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
    layout: only(journey.layout),
    messages: engagement.messages.filter((message) => sent.has(message.id)),
    touchpoints: only(journey.annotations.touchpoints),
    optional: journey.annotations.optional.filter((node) => ids.has(node)),
    ...(journey.annotations.stages ? { stages: only(journey.annotations.stages) } : {}),
    // A group goes along when all of it does.
    groups: groupsOf(journey).filter((group) => group.nodes.every((node) => ids.has(node))),
    ...(lying.length > 0 ? { cards: lying } : {}),
  };
}

/** Around everything in a clip, where it was copied. */
export function clipBox(clip: Clip): Box {
  return boundsOf([...boxesOf(clip, new Set(Object.keys(clip.layout))), ...(clip.cards ?? [])]) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/**
 * Puts a clip into a journey with ids of its own: nodes, edges, messages and A/B draws are copies that share nothing with
 * what was copied; messages of another client come as drafts. Its top left corner comes to `at`. Edges that a journey could
 * not hold are left out. The first ids asked of `newId` are the nodes', then the cards', in the order of the clip.
 */
export function pasteNodes(
  engagement: Engagement,
  { journey: id, clip, at, newId }: { journey: string; clip: Clip; at: { x: number; y: number }; newId: () => string },
): Engagement {
  const journey = findJourney(engagement, id);
  const lying = clip.cards ?? [];
  if (!journey || clip.nodes.length + lying.length === 0) return engagement;
  const idOf = new Map(clip.nodes.map((node) => [node.id, newId()]));
  const cardIds = lying.map(() => newId());
  const renewed = (node: string) => idOf.get(node) ?? node;

  const taken = messageIdsOf(engagement);
  const messageOf = new Map<string, Message>();
  for (const message of clip.messages) {
    // Words that this client has never seen nobody here has approved.
    const known = engagement.messages.some((one) => one.id === message.id && one.status === message.status && sameWords(one, message));
    const copy: Message = { ...message, id: freeKey(message.id, taken), status: known ? message.status : 'draft' };
    taken.add(copy.id);
    messageOf.set(message.id, copy);
  }
  const nodes = clip.nodes.map((node): Node => {
    const copy = { ...node, id: renewed(node.id) };
    if (copy.kind === 'ab') return { ...copy, salt: `${journey.id}:${copy.id}` };
    return copy.kind === 'send' ? { ...copy, message: messageOf.get(copy.message)?.id ?? copy.message } : copy;
  });
  const kinds = new Map(clip.nodes.map((node) => [node.id, node.kind]));
  const edges = clip.edges
    .filter((edge) => kinds.has(edge.from) && kinds.has(edge.to) && kinds.get(edge.to) !== 'trigger')
    .map((edge) => ({ ...edge, id: newId(), from: renewed(edge.from), to: renewed(edge.to) }));

  const spots = [...Object.values(clip.layout), ...lying];
  const left = Math.min(...spots.map((spot) => spot.x), Infinity);
  const top = Math.min(...spots.map((spot) => spot.y), Infinity);
  const moved = (node: string) => {
    const spot = clip.layout[node];
    return spot ? { x: spot.x - left + at.x, y: spot.y - top + at.y } : at;
  };
  const { annotations } = journey;
  const parts: Partial<Journey> = {
    nodes: [...journey.nodes, ...nodes],
    edges: [...journey.edges, ...edges],
    layout: { ...journey.layout, ...Object.fromEntries(clip.nodes.map((node) => [renewed(node.id), moved(node.id)])) },
    annotations: {
      ...annotations,
      touchpoints: { ...annotations.touchpoints, ...Object.fromEntries(Object.entries(clip.touchpoints).map(([node, n]) => [renewed(node), n])) },
      optional: [...annotations.optional, ...clip.optional.map(renewed)],
      ...(clip.stages
        ? { stages: { ...annotations.stages, ...Object.fromEntries(Object.entries(clip.stages).map(([node, stage]) => [renewed(node), stage])) } }
        : {}),
      ...(clip.groups?.length
        ? { groups: [...groupsOf(journey), ...clip.groups.map((group) => ({ ...group, id: newId(), nodes: group.nodes.map(renewed) }))] }
        : {}),
      ...(lying.length > 0
        ? {
            cards: [...cardsOf(journey), ...lying.map((card, i) => ({ ...card, id: cardIds[i] ?? newId(), x: card.x - left + at.x, y: card.y - top + at.y }))],
          }
        : {}),
    },
  };
  const changed = changeJourney(engagement, id, parts);
  return changed === engagement ? engagement : { ...changed, messages: [...changed.messages, ...messageOf.values()] };
}

/** What is on the clipboard as text, if it is a part of a journey. Undefined for everything else that people copy. */
export function parseClip(text: string): Clip | undefined {
  if (!text.startsWith('{"masa":"journey-clip"')) return undefined;
  try {
    const parsed = clipSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function sameWords(a: Message, b: Message): boolean {
  return messageParts.every((part) => languages.every((language) => (a[part]?.[language] ?? '') === (b[part]?.[language] ?? '')));
}
