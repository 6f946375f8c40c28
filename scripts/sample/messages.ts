/** The words the shop has written. Hebrew speaks to everybody alike. */
import type { MessageWords } from './message-parts';
import { browseMessages } from './messages-browse';
import { cartMessages } from './messages-cart';
import { eventMessages } from './messages-event';
import { orderMessages } from './messages-order';
import { returnMessages } from './messages-return';
import { welcomeMessages } from './messages-welcome';

/** By message id. */
export const messageWords: Readonly<Record<string, MessageWords>> = {
  ...welcomeMessages,
  ...browseMessages,
  ...cartMessages,
  ...orderMessages,
  ...returnMessages,
  ...eventMessages,
};
