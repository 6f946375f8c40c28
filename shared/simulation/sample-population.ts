/** Customers who are the people of a sample: each once, in an order that the seed draws; who is asked for beyond that is drawn again. */
import type { Engagement } from '../engagement/schema';
import { consentAttributes, runtimeAttributes } from '../journey/deployment-attributes';
import { channels } from '../journey/schema';
import { isValidZone } from '../time/duration';
import { drawLiveliness, type Population } from './population';
import { createRandom } from './random';
import type { Rates } from './rates';
import type { SamplePeople } from './sample-people';

/** Streams of numbers that belong to who she is. */
const [WHO, ORDER, AGAIN] = [1, 2, 3];

export function createSamplePopulation({ client, record }: Engagement, rates: Rates, sample: SamplePeople, seed: number): Population {
  const { size, activity } = sample;
  const drawn = Float64Array.from({ length: size }, (_, n) => createRandom(seed, n, ORDER).next());
  const order = Array.from({ length: size }, (_, n) => n).sort((a, b) => (drawn[a] ?? 0) - (drawn[b] ?? 0) || a - b);
  const asleep = activity ? 0 : rates.assume('asleep', 0.12);
  const delivered = new Set(record.attributes.filter(({ sources }) => sources.length > 0).map(({ id }) => id));

  return {
    make(n) {
      const person = order[n - 1] ?? createRandom(seed, n, AGAIN).between(0, size - 1);
      const { attributes, changed, history } = sample.person(person);
      const random = createRandom(seed, n, WHO);
      const isAsleep = random.chance(asleep);
      const zone = attributes[runtimeAttributes.timeZone];
      return {
        n,
        starting: { attributes, changed, history },
        zone: typeof zone === 'string' && isValidZone(zone) ? zone : client.timeZone,
        activity: activity ? (activity[person] ?? 0) : isAsleep ? 0 : drawLiveliness(random, asleep),
        hasOrdered: Number(attributes['orders-count']) > 0 || history.some(({ name }) => name === 'order-placed'),
        isBusiness: attributes['customer-type'] === 'b2b',
      };
    },
    consentChannels: channels.filter((channel) => delivered.has(consentAttributes[channel] ?? '')),
  };
}
