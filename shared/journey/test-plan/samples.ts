/** Values of the right type where a test needs one and any will do. Made up, and seen to be: nobody's data. */
import type { Json } from '../../condition/facts';
import type { Ref } from '../../condition/schema';
import { addressAttributes, consentAttributes } from '../deployment-attributes';
import type { JourneyContext } from '../journey-context';

const DAY_MS = 86_400_000;

export type Samples = {
  value(ref: Ref, now: number): Json;
  property(event: string, id: string, now: number): Json;
  attribute(id: string, now: number): Json;
  /** Values that are none of these; nothing at all is the last. */
  others(ref: Ref, values: readonly Json[]): Json[];
  hasProperty(event: string, id: string): boolean;
  isList(ref: Ref): boolean;
  /** A date without a time of day. */
  isDay(ref: Ref): boolean;
};

/** @param events whose properties `entry` and `event` speak of, the likeliest first */
export function createSamples({ attributes, events: known }: Pick<JourneyContext, 'attributes' | 'events'>, events: readonly string[]): Samples {
  const typeOfProperty = (id: string, own?: string): string | undefined => {
    for (const event of own === undefined ? events : [own, ...events]) {
      const type = known.get(event)?.properties.get(id)?.type;
      if (type !== undefined) return type;
    }
    return undefined;
  };
  const typeOf = ({ kind, path }: Ref) => (kind === 'customer' ? attributes.get(path)?.attribute.type : typeOfProperty(path));
  const attribute = (id: string, now: number): Json => {
    if (Object.values(consentAttributes).includes(id)) return 'granted';
    const found = attributes.get(id)?.attribute;
    return found?.values?.[0]?.id ?? sampleOf(found?.type, id, now);
  };
  const property = (event: string, id: string, now: number) => sampleOf(typeOfProperty(id, event), id, now);
  return {
    attribute,
    property,
    value: (ref, now) => (ref.kind === 'customer' ? attribute(ref.path, now) : sampleOf(typeOf(ref), ref.path, now)),
    others(ref, values) {
      const listed = ref.kind === 'customer' ? (attributes.get(ref.path)?.attribute.values ?? []).map(({ id }) => id) : [];
      const opposite = values.includes('granted') ? ['withdrawn'] : [];
      const [first] = values;
      const near = typeof first === 'number' ? [first + 1] : typeof first === 'boolean' ? [!first] : typeof first === 'string' ? [`${first}-2`] : [];
      const others = [...opposite, ...listed, ...(listed.length > 0 ? [] : near)].filter((one) => !values.includes(one));
      return [...others.slice(0, 2), null];
    },
    hasProperty: (event, id) => known.get(event)?.properties.has(id) === true,
    isList: (ref) => typeOf(ref) === 'string[]',
    isDay: (ref) => typeOf(ref) === 'date',
  };
}

function sampleOf(type: string | undefined, id: string, now: number): Json {
  switch (type) {
    case 'integer':
    case 'decimal':
      return 1;
    case 'money':
      return 100;
    case 'boolean':
      return true;
    case 'date':
      return new Date(now + 30 * DAY_MS).toISOString().slice(0, 10);
    case 'datetime':
      return new Date(now + 30 * DAY_MS).toISOString();
    case 'string[]':
      return ['T-1'];
    case 'email':
      return 'test@example.com';
    case 'phone':
      return '+15555550100';
    case 'url':
      return 'https://example.com/test';
    case 'country':
      return 'IL';
    case 'currency':
      return 'ILS';
    default:
      return id === addressAttributes.email ? 'test@example.com' : id === addressAttributes.sms ? '+15555550100' : 'T-1';
  }
}
