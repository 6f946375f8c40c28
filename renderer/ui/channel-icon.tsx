import { IconBell, IconBrandWhatsapp, IconDeviceMobile, IconMail, IconMessage, IconWebhook, IconWindow, type TablerIcon } from '@tabler/icons-react';
import type { OutChannel } from '../../shared/executor/channels';

/** Of each channel its icon and its colour, which is read on the sheet in both schemes. */
export const channelLooks: Record<OutChannel, { icon: TablerIcon; color: string }> = {
  email: { icon: IconMail, color: 'light-dark(var(--mantine-color-lapis-6), #A3B4FF)' },
  sms: { icon: IconMessage, color: 'light-dark(var(--mantine-color-saffron-7), #F2B36B)' },
  whatsapp: { icon: IconBrandWhatsapp, color: 'light-dark(var(--mantine-color-pine-6), #74D3AA)' },
  push: { icon: IconBell, color: 'light-dark(var(--mantine-color-plum-6), #C3A8F2)' },
  'in-app': { icon: IconDeviceMobile, color: 'light-dark(var(--mantine-color-teal-6), #6ED3C8)' },
  'on-site': { icon: IconWindow, color: 'light-dark(#2C77AF, #6BB1E8)' },
  webhook: { icon: IconWebhook, color: 'light-dark(var(--mantine-color-teal-7), #6ED3C8)' },
};

/** A channel's own icon and colour; the word stands beside it or in `label`. */
export function ChannelIcon({ channel, size = 16, label }: { channel: OutChannel; size?: number; label?: string }) {
  const { icon: Icon, color } = channelLooks[channel];
  return <Icon size={size} stroke={1.7} style={{ color, flex: 'none' }} {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} />;
}
