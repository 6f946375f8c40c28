/** Icon, colour and shape of each kind, the same on canvas, palette, list and legend. */
import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconBolt,
  IconCalendar,
  IconCalendarTime,
  IconChecklist,
  IconClock,
  IconFlag,
  IconHourglass,
  IconLogout,
  IconPencil,
  IconPuzzle,
  IconRouteAltLeft,
  IconSend,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Channel, Node, NodeKind } from '../../../../shared/journey/schema';
import { channelLooks } from '../../../ui/channel-icon';

export type Tone = 'lapis' | 'plum' | 'saffron' | 'teal' | 'pine' | 'gray';

const looks: Record<NodeKind, { icon: TablerIcon; tone: Tone; chip: 'round' | 'square' | 'diamond' | 'none' }> = {
  trigger: { icon: IconBolt, tone: 'lapis', chip: 'none' },
  wait: { icon: IconClock, tone: 'plum', chip: 'round' },
  'wait-until': { icon: IconCalendar, tone: 'plum', chip: 'round' },
  'wait-event': { icon: IconHourglass, tone: 'plum', chip: 'round' },
  window: { icon: IconCalendarTime, tone: 'plum', chip: 'round' },
  decision: { icon: IconRouteAltLeft, tone: 'saffron', chip: 'diamond' },
  ab: { icon: IconArrowsSplit2, tone: 'teal', chip: 'square' },
  send: { icon: IconSend, tone: 'lapis', chip: 'none' },
  update: { icon: IconPencil, tone: 'teal', chip: 'square' },
  task: { icon: IconChecklist, tone: 'teal', chip: 'square' },
  webhook: { icon: IconWebhook, tone: 'teal', chip: 'square' },
  goal: { icon: IconFlag, tone: 'pine', chip: 'none' },
  exit: { icon: IconLogout, tone: 'gray', chip: 'none' },
  join: { icon: IconArrowMerge, tone: 'saffron', chip: 'none' },
  ext: { icon: IconPuzzle, tone: 'gray', chip: 'square' },
};

export function lookOf(node: Pick<Node, 'kind'> & { channel?: Channel }): { icon: TablerIcon; tone: Tone; chip: string; strip?: string } {
  const look = looks[node.kind];
  if (node.kind !== 'send' || !node.channel) return look;
  const channel = channelLooks[node.channel];
  return { ...look, icon: channel.icon, strip: channel.color };
}

export const kindLook = (kind: NodeKind) => looks[kind];
