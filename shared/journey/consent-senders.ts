/** Consents are given and taken back in the client's systems too: which fields of theirs know it, channel by channel. */
import type { FieldPlace } from '../sources/find';
import { consentAttributes } from './deployment-attributes';
import type { JourneyContext } from './journey-context';
import { type Channel, channels, type Journey } from './schema';

/** The platform makes these itself for what happens on its own pages; what happens elsewhere has to be told to it. */
export const consentEventIds: ReadonlySet<string> = new Set(['consent-granted', 'consent-withdrawn']);

/** Of channels on which these journeys advertise; without fields where nobody is known to keep that consent. */
export function consentSenders(journeys: readonly Pick<Journey, 'nodes'>[], context: JourneyContext): { channel: Channel; fields: readonly FieldPlace[] }[] {
  const advertised = new Set(
    journeys.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'send' && node.class === 'marketing' ? [node.channel, node.fallbackChannel] : []))),
  );
  return channels.flatMap((channel) => {
    const attribute = consentAttributes[channel];
    return attribute !== undefined && advertised.has(channel) ? [{ channel, fields: context.attributes.get(attribute)?.fields ?? [] }] : [];
  });
}
