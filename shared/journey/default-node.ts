import type { Ref } from '../condition/schema';
import type { Engagement } from '../engagement/schema';
import { freeKey } from '../ids';
import { messageIdsOf } from './edit-journey';
import type { Message, Node, NodeKind } from './schema';
import { textInAll } from './words-in-all';

/** Kinds a person can add, in the order of the palette. */
export const addableKinds = [
  'trigger',
  'send',
  'wait',
  'wait-until',
  'wait-event',
  'window',
  'decision',
  'ab',
  'join',
  'update',
  'task',
  'webhook',
  'goal',
  'exit',
] as const satisfies readonly NodeKind[];
export type AddableKind = (typeof addableKinds)[number];

/**
 * A node as it comes from the palette: complete and harmless, so that the journey stays valid while its settings are
 * looked for. A send brings a message of its own, still to be written.
 * @param id of the node; also part of an A/B salt, so that two tests never share their draw
 */
export function defaultNode(kind: AddableKind, id: string, engagement: Engagement): { node: Node; message?: Message } {
  switch (kind) {
    case 'trigger':
      return { node: { id, kind, trigger: { kind: 'manual' } } };
    case 'wait':
      return { node: { id, kind, duration: 'P1D' } };
    case 'wait-until':
      return { node: { id, kind, until: someAttribute(engagement, ['date', 'datetime'], 'birth-date'), onMissing: 'exit' } };
    case 'wait-event':
      return { node: { id, kind, event: 'order-placed', timeout: 'P1D' } };
    case 'window':
      return { node: { id, kind, days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], from: '09:00', to: '20:00' } };
    case 'decision':
      return { node: { id, kind, cases: [{ port: 'yes', when: { op: 'exists', left: someAttribute(engagement, ['email'], 'email') } }] } };
    case 'ab':
      return {
        node: {
          id,
          kind,
          salt: id,
          unit: 'customer',
          arms: [
            { port: 'a', weight: 50 },
            { port: 'b', weight: 50 },
          ],
        },
      };
    case 'send': {
      const message: Message = {
        id: freeKey('message', messageIdsOf(engagement)),
        name: textInAll('message.new'),
        channel: 'email',
        class: 'marketing',
        subject: {},
        body: {},
        status: 'draft',
      };
      return {
        node: { id, kind, message: message.id, channel: 'email', class: 'marketing', ignores: [], onSuppressed: 'continue', onFailure: 'continue' },
        message,
      };
    }
    case 'update':
      return { node: { id, kind, attribute: someAttribute(engagement, ['enum', 'string'], 'lifecycle-stage').path, value: null } };
    case 'task':
      return { node: { id, kind, task: 'create-task' } };
    case 'webhook':
      return { node: { id, kind, targets: ['crm'], payload: [], onFailure: 'continue' } };
    case 'goal':
    case 'exit':
    case 'join':
      return { node: { id, kind } };
  }
}

/** The usual attribute if the client has it, else the first of a fitting type. */
function someAttribute({ record }: Engagement, types: readonly string[], usual: string): Ref {
  const known = record.attributes.find(({ id }) => id === usual) ?? record.attributes.find(({ type }) => types.includes(type));
  return { kind: 'customer', path: known?.id ?? usual };
}
