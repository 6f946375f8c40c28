import {
  IconArmchair,
  IconBell,
  IconBuildingStore,
  IconCalendarTime,
  IconCreditCard,
  IconDeviceMobile,
  IconDoorEnter,
  IconGift,
  IconMail,
  IconMapPin,
  IconMessages,
  IconPackage,
  IconQrcode,
  IconShoppingCart,
  IconStar,
  IconSunrise,
  IconTicket,
  IconWindow,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Channel, Scene } from '../../../../shared/journey/schema';
import type { Moment } from '../../../../shared/journey/storyboard';
import classes from './storyboard.module.css';

export const sceneIcons: Record<Scene, TablerIcon> = {
  letter: IconMail,
  phone: IconDeviceMobile,
  talk: IconMessages,
  bell: IconBell,
  screen: IconWindow,
  place: IconMapPin,
  shop: IconBuildingStore,
  cart: IconShoppingCart,
  payment: IconCreditCard,
  parcel: IconPackage,
  gift: IconGift,
  ticket: IconTicket,
  calendar: IconCalendarTime,
  morning: IconSunrise,
  code: IconQrcode,
  door: IconDoorEnter,
  seat: IconArmchair,
  star: IconStar,
};

const ofChannel: Record<Channel, Scene> = { email: 'letter', sms: 'phone', whatsapp: 'talk', push: 'bell', 'in-app': 'phone', 'on-site': 'screen' };
const tones = ['accent', 'waiting', 'data', 'good', 'suggestion'] as const;

/** The scene somebody chose, else what carries the message. */
export function sceneOf({ frame, sends: [send] }: Pick<Moment, 'frame' | 'sends'>): Scene {
  return frame?.scene ?? (send ? ofChannel[send.channel] : 'place');
}

/** A small landscape in the project's colours. The moment that costs most is always red. */
export function ScenePicture({ scene, place, loss }: { scene: Scene; place: number; loss: boolean }) {
  const Icon = sceneIcons[scene];
  return (
    <span className={classes.scene} data-tone={loss ? 'blocking' : tones[place % tones.length]}>
      <svg viewBox="0 0 160 72" preserveAspectRatio="none" aria-hidden="true">
        <path className={classes.hillFar} d="M0 56C34 42 62 62 92 46C118 32 142 38 160 50V72H0Z" />
        <path className={classes.hillNear} d="M0 64C40 56 76 72 112 62C134 56 148 60 160 62V72H0Z" />
      </svg>
      <Icon size={27} stroke={1.6} aria-hidden="true" />
    </span>
  );
}
