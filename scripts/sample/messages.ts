/** The words the shop has written so far. Hebrew speaks to everybody alike; Persian only where somebody has written it. */
import type { MessageWords } from './message-parts';
import { cartMessages } from './messages-cart';
import { orderMessages } from './messages-order';
import { welcomeMessages } from './messages-welcome';

/** By message id. */
export const messageWords: Readonly<Record<string, MessageWords>> = { ...welcomeMessages, ...cartMessages, ...orderMessages };
