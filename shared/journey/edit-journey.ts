/**
 * Commands on a journey as a whole. Ids that lead nowhere and values the schema refuses change nothing (the same
 * engagement comes back). Nodes and edges: edit-nodes.ts; words of messages: edit-messages.ts.
 */
import { produce } from 'immer';
import type { JourneyTemplate } from '../catalogue/journey-template';
import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { typedText } from '../engagement/typed-text';
import { freeKey, fromWire } from '../ids';
import { keepNotesOf } from '../notes/edit-notes';
import { isEmptyText, type Text, textIn } from '../text';
import { compileTemplate } from './compile-template';
import { tidy } from './layout';
import { type Frame, frameSchema, type Journey, journeySchema, type Message, type NodeOf } from './schema';

/** Adds a template of the catalogue with its messages. `newId` gives a fresh ULID at each call; the journey's is the first. */
export function addJourneyFromTemplate(
  engagement: Engagement,
  {
    template,
    catalogue,
    newId,
  }: { template: JourneyTemplate; catalogue: Pick<Catalogue, 'events' | 'journeys' | 'dataSources' | 'unifiedRecord'>; newId: () => string },
): Engagement {
  const { journey, messages } = compileTemplate(template, catalogue, {
    newId,
    timeZone: engagement.client.timeZone,
    taken: { journeys: keysOf(engagement), messages: messageIdsOf(engagement) },
  });
  // A common rule the client does not have would block the journey; adding one is the client's decision, not the template's.
  const known = new Set(engagement.suppressions.map((one) => one.id));
  const policies = { ...journey.policies, suppressions: journey.policies.suppressions.filter((id) => known.has(id)) };
  const nodes = journey.nodes.map((node) => (node.kind === 'send' ? { ...node, ignores: node.ignores.filter((id) => known.has(id)) } : node));
  return { ...engagement, journeys: [...engagement.journeys, { ...journey, nodes, policies }], messages: [...engagement.messages, ...messages] };
}

/** Adds a journey with a trigger and an exit and nothing between. Every suppression of the client applies to it. */
export function addJourney(engagement: Engagement, { id, name }: { id: string; name: Text }): Engagement {
  const words = typedText(name, 200);
  if (isEmptyText(words) || engagement.journeys.some((other) => other.id === id)) return engagement;
  const trigger: NodeOf<'trigger'> = { id: 'trigger', kind: 'trigger', trigger: { kind: 'manual' } };
  const journey: Journey = {
    schemaVersion: '1.0',
    id,
    key: keyFor(words, engagement),
    name: words,
    version: 1,
    status: 'draft',
    entry: { reentry: { mode: 'after-exit' } },
    policies: {
      timeZone: { source: 'customer', fallback: engagement.client.timeZone },
      priority: 50,
      exits: [],
      suppressions: engagement.suppressions.map((one) => one.id),
      own: [],
      onRepublish: { default: 'finish-on-old' },
    },
    nodes: [trigger, { id: 'end', kind: 'exit' }],
    edges: [{ id: 'e1', from: 'trigger', port: 'out', to: 'end' }],
    kpis: [],
    layout: {},
    annotations: { storyboard: [], touchpoints: {}, optional: [] },
  };
  const parsed = journeySchema.safeParse({ ...journey, layout: tidy(journey) });
  return parsed.success ? { ...engagement, journeys: [...engagement.journeys, parsed.data] } : engagement;
}

/** The key stays: exports, events and deployments know the journey by it. */
export function renameJourney(engagement: Engagement, { id, name }: { id: string; name: Text }): Engagement {
  const words = typedText(name, 200);
  return isEmptyText(words) ? engagement : changeJourney(engagement, id, { name: words });
}

/** A copy with id, key, A/B salts and messages of its own, as a draft. Node ids stay, so that the two can be compared. */
export function duplicateJourney(engagement: Engagement, { id, newId, name }: { id: string; newId: string; name?: Text }): Engagement {
  const old = findJourney(engagement, id);
  if (!old || findJourney(engagement, newId)) return engagement;
  const taken = messageIdsOf(engagement);
  const copies = new Map<string, Message>();
  for (const node of old.nodes) {
    if (node.kind !== 'send' || copies.has(node.message)) continue;
    const message = engagement.messages.find((one) => one.id === node.message);
    if (!message) continue;
    const copy = { ...message, id: freeKey(message.id, taken) };
    taken.add(copy.id);
    copies.set(message.id, copy);
  }
  const words = name ? typedText(name, 200) : {};
  const copy: Journey = {
    ...old,
    id: newId,
    key: freeKey(old.key, keysOf(engagement)),
    name: isEmptyText(words) ? old.name : words,
    version: 1,
    status: 'draft',
    nodes: old.nodes.map((node) => {
      if (node.kind === 'send') return { ...node, message: copies.get(node.message)?.id ?? node.message };
      return node.kind === 'ab' ? { ...node, salt: `${newId}:${node.id}` } : node;
    }),
  };
  const at = engagement.journeys.indexOf(old) + 1;
  return { ...engagement, journeys: engagement.journeys.toSpliced(at, 0, copy), messages: [...engagement.messages, ...copies.values()] };
}

/** Takes along the messages no other journey sends and its place in the phases; notes stay, with its name. */
export function removeJourney(engagement: Engagement, { id }: { id: string }): Engagement {
  const journey = findJourney(engagement, id);
  if (!journey) return engagement;
  const journeys = engagement.journeys.filter((other) => other !== journey);
  const gone = new Map([[id, textIn(journey.name, engagement.languages.document)]]);
  const nodes = new Map(journey.nodes.map((node) => [node.id, `${gone.get(id)} · ${node.id}`]));
  return {
    ...engagement,
    journeys,
    messages: withoutOrphans(engagement.messages, journey, journeys),
    businessCase: { ...engagement.businessCase, journeys: engagement.businessCase.journeys.filter(({ journey }) => journey !== id) },
    phases: engagement.phases.map((phase) => (phase.journeys.includes(id) ? { ...phase, journeys: phase.journeys.filter((other) => other !== id) } : phase)),
    notes: keepNotesOf(keepNodeNotes(engagement, id, nodes), 'journey', gone),
  };
}

export type JourneyPatch = Partial<Pick<Journey, 'purpose' | 'status' | 'kpis' | 'entry'>>;

/** Purpose, status, KPIs, entry filter and re-entry. */
export function editJourney(engagement: Engagement, { id, journey }: { id: string; journey: JourneyPatch }): Engagement {
  return changeJourney(engagement, id, journey);
}

/** Priority, goal, exits, suppressions, time zone and the rest; `goal: undefined` and `maxDuration: undefined` take them away. */
export function editPolicies(engagement: Engagement, { id, policies }: { id: string; policies: Partial<Journey['policies']> }): Engagement {
  const old = findJourney(engagement, id);
  return old ? changeJourney(engagement, id, { policies: { ...old.policies, ...policies } }) : engagement;
}

/** Puts one frame of the storyboard in its place, or takes it away (`frame: undefined`). */
export function setFrame(
  engagement: Engagement,
  { id, touchpoint, frame }: { id: string; touchpoint: number; frame: Omit<Frame, 'touchpoint'> | undefined },
): Engagement {
  const old = findJourney(engagement, id);
  if (!old) return engagement;
  const others = old.annotations.storyboard.filter((one) => one.touchpoint !== touchpoint);
  const parsed = frame && frameSchema.safeParse({ ...frame, touchpoint });
  if (parsed && !parsed.success) return engagement;
  const storyboard = [...others, ...(parsed ? [parsed.data] : [])].sort((a, b) => a.touchpoint - b.touchpoint);
  return changeJourney(engagement, id, { annotations: { ...old.annotations, storyboard } });
}

/** A send's touchpoint (`undefined`: counted along the way) and whether a lean version may leave it out. */
export function setTouchpoint(
  engagement: Engagement,
  { id, node, touchpoint, optional }: { id: string; node: string; touchpoint: number | undefined; optional?: boolean },
): Engagement {
  const old = findJourney(engagement, id);
  if (!old?.nodes.some((one) => one.id === node)) return engagement;
  const { [node]: _, ...others } = old.annotations.touchpoints;
  const touchpoints = touchpoint === undefined ? others : { ...others, [node]: touchpoint };
  const without = old.annotations.optional.filter((one) => one !== node);
  const optionals = optional === undefined ? old.annotations.optional : optional ? [...without, node] : without;
  return changeJourney(engagement, id, { annotations: { ...old.annotations, touchpoints, optional: optionals } });
}

/** Columns again: one per touchpoint, in reading order. */
export function tidyJourney(engagement: Engagement, { id }: { id: string }): Engagement {
  const old = findJourney(engagement, id);
  return old ? changeJourney(engagement, id, { layout: tidy(old) }) : engagement;
}

/** The journey with this id. */
export function findJourney(engagement: Pick<Engagement, 'journeys'>, id: string): Journey | undefined {
  return engagement.journeys.find((journey) => journey.id === id);
}

const partsSchema = journeySchema.partial();

/** Puts new parts into a journey if the schema accepts the whole. */
export function changeJourney(engagement: Engagement, id: string, parts: Partial<Journey>): Engagement {
  const old = findJourney(engagement, id);
  if (!old) return engagement;
  if (!partsSchema.safeParse(parts).success) return engagement;
  return produce(engagement, (draft) => {
    const journey = draft.journeys.find((other) => other.id === id);
    if (journey) Object.assign(journey, parts);
  });
}

/** Notes about nodes that go stay, about the whole engagement, with the node's name in front. */
export function keepNodeNotes(engagement: Engagement, journey: string, gone: ReadonlyMap<string, string>): Engagement['notes'] {
  // The same node id may stand in a copy of the journey.
  return engagement.notes.map((note) => (note.about?.kind === 'node' && note.about.within === journey ? (keepNotesOf([note], 'node', gone)[0] ?? note) : note));
}

/** Messages without those that only `journey` sent and the journeys that are left do not. */
export function withoutOrphans(messages: readonly Message[], journey: Pick<Journey, 'nodes'>, left: readonly Pick<Journey, 'nodes'>[]): Message[] {
  const mine = new Set(journey.nodes.flatMap((node) => (node.kind === 'send' ? [node.message] : [])));
  for (const other of left) for (const node of other.nodes) if (node.kind === 'send') mine.delete(node.message);
  return messages.filter((message) => !mine.has(message.id));
}

export function messageIdsOf(engagement: Pick<Engagement, 'messages'>): Set<string> {
  return new Set(engagement.messages.map((message) => message.id));
}

function keysOf(engagement: Engagement): Set<string> {
  return new Set(engagement.journeys.map((journey) => journey.key));
}

/** A key from the English name where there is one: it stands in file names and exports. */
function keyFor(name: Text, engagement: Engagement): string {
  const words = fromWire((name.en ?? '').normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-')).replace(/^[^a-z]+|-+$/g, '');
  return freeKey(words.slice(0, 60) || 'journey', keysOf(engagement));
}
