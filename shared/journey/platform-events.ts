/**
 * Events that the executor and its channels make themselves; every other event waits for a system that sends it. Who is in a segment and what
 * became of an attribute are triggers and conditions of their own, not events.
 */
export const platformEvents = [
  'message-sent',
  'message-delivered',
  'message-opened',
  'message-clicked',
  'message-bounced',
  'message-complained',
  'message-failed',
  'message-replied',
  'consent-granted',
  'consent-withdrawn',
  'records-merged',
] as const;
export type PlatformEvent = (typeof platformEvents)[number];
