import type { Engagement } from '../engagement/schema';
import { freeKey } from '../ids';
import type { Journey, Message } from '../journey/schema';
import { toDeploymentBundle } from '../journey/to-bundle';
import { failed, type Problem } from '../problem';

/**
 * Adds a journey from a file as a draft of version 1, with id, key, A/B salts and messages of its own. A message it sends
 * that is neither in the file nor here is begun as a draft; suppressions the client does not have are left out.
 */
export function acceptJourney(
  engagement: Engagement,
  { journey, messages, newId }: { journey: Journey; messages: readonly Message[]; newId: string },
): Engagement {
  if (engagement.journeys.some(({ id }) => id === newId)) return engagement;
  const taken = new Set(engagement.messages.map(({ id }) => id));
  const here = new Set(taken);
  const brought = new Map(messages.map((message) => [message.id, message]));
  const renamed = new Map<string, Message>();
  for (const node of journey.nodes) {
    if (node.kind !== 'send' || renamed.has(node.message)) continue;
    const message = brought.get(node.message) ?? (here.has(node.message) ? undefined : draftFor(node.message, node));
    if (!message) continue;
    const copy = { ...message, id: freeKey(message.id, taken) };
    taken.add(copy.id);
    renamed.set(node.message, copy);
  }
  const known = new Set(engagement.suppressions.map(({ id }) => id));
  const own = new Set(journey.policies.own.map(({ id }) => id));
  const nodes = journey.nodes.map((node) => {
    if (node.kind === 'ab') return { ...node, salt: `${newId}:${node.id}` };
    if (node.kind !== 'send') return node;
    return { ...node, message: renamed.get(node.message)?.id ?? node.message, ignores: node.ignores.filter((id) => known.has(id) || own.has(id)) };
  });
  const accepted: Journey = {
    ...journey,
    id: newId,
    key: freeKey(journey.key, new Set(engagement.journeys.map(({ key }) => key))),
    version: 1,
    status: 'draft',
    policies: { ...journey.policies, suppressions: journey.policies.suppressions.filter((id) => known.has(id)) },
    nodes,
  };
  return { ...engagement, journeys: [...engagement.journeys, accepted], messages: [...engagement.messages, ...renamed.values()] };
}

/** What a journey from a file speaks of and this engagement does not have: messages, segments and suppressions, by name. */
export function missingParts(engagement: Engagement, { journey, messages }: { journey: Journey; messages: readonly Message[] }): Problem[] {
  const others = engagement.journeys.filter(({ id }) => id !== journey.id);
  const brought = new Set(messages.map(({ id }) => id));
  const bundle = toDeploymentBundle(
    { ...engagement, journeys: [...others, journey], messages: [...engagement.messages.filter(({ id }) => !brought.has(id)), ...messages] },
    journey.id,
    'live',
  );
  return bundle.ok ? [] : failed(...bundle.problems).problems.map((one) => ({ ...one, severity: 'warns' }));
}

function draftFor(id: string, { channel, class: messageClass }: Pick<Message, 'channel' | 'class'>): Message {
  return { id, name: { en: id }, channel, class: messageClass, subject: {}, body: {}, status: 'draft' };
}
