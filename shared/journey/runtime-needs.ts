/** Attributes that no condition names and that running a journey asks for all the same: the language of its messages, the customer's clock. */
import type { Engagement } from '../engagement/schema';
import { runtimeAttributes } from './deployment-attributes';
import type { Journey } from './schema';

/** Each with what it is for. Without a value the client's language, zone and country stand in, so none of them keeps a journey from running. */
export function runtimeNeeds(
  { nodes, policies }: Pick<Journey, 'nodes' | 'policies'>,
  { languages, calendars, suppressions }: Pick<Engagement, 'languages' | 'calendars' | 'suppressions'>,
): (readonly [id: string, why: 'language' | 'clock'])[] {
  const rules = [...suppressions.filter(({ id }) => policies.suppressions.includes(id)), ...policies.own];
  const quiet = rules.some(({ rule }) => rule.kind === 'quiet-times') && calendars.some(({ countries }) => countries.length > 0);
  const ownClock = policies.timeZone.source === 'customer';
  const sends = nodes.some(({ kind }) => kind === 'send');
  return [
    ...(sends && languages.customers.length > 1 ? [[runtimeAttributes.language, 'language'] as const] : []),
    ...(ownClock ? [[runtimeAttributes.timeZone, 'clock'] as const] : []),
    ...(ownClock || quiet ? [[runtimeAttributes.country, 'clock'] as const] : []),
  ];
}
