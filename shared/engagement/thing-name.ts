/** What the things are called that notes, requirements and uses speak of. */
import type { Catalogue } from '../catalogue/schema';
import type { Cause } from '../checklist/cause';
import { fieldsById } from '../sources/find';
import type { Text } from '../text';
import type { Engagement, Note } from './schema';

export type Thing = { kind: NonNullable<Note['about']>['kind'] | Cause['kind']; id: string; within?: string | undefined };

/** `technical`: a native name, always written left to right. */
export type ThingName = { name: Text; technical?: boolean };

/** undefined when the thing is gone. */
export function thingName({ kind, id, within }: Thing, engagement: Engagement, catalogue?: Pick<Catalogue, 'checklist'>): ThingName | undefined {
  const named = (name: Text | undefined): ThingName | undefined => name && { name };
  switch (kind) {
    case 'source':
      return named(engagement.sources.find((one) => one.id === id)?.name);
    case 'object': {
      const object = engagement.sources.flatMap(({ objects }) => objects).find((one) => one.id === id);
      return object && { name: { en: object.nativeName }, technical: true };
    }
    case 'field': {
      const place = fieldsById(engagement).get(id);
      return place && { name: { en: place.field.nativeName }, technical: true };
    }
    case 'attribute':
      return named(engagement.record.attributes.find((one) => one.id === id)?.label);
    case 'segment':
      return named(engagement.segments.find((one) => one.id === id)?.name);
    case 'journey':
      return named(engagement.journeys.find((one) => one.id === id)?.name);
    case 'node':
      return named(engagement.journeys.find((one) => one.id === within)?.name);
    case 'message':
      return named(engagement.messages.find((one) => one.id === id)?.name);
    case 'point': {
      const point = engagement.checklist.points.find((one) => one.id === id);
      const label = catalogue?.checklist.points.find((one) => one.id === id)?.label ?? point?.own?.question ?? { en: id };
      const vendor = engagement.checklist.vendors.find((one) => one.id === within);
      return point && { name: vendor ? labelWith(label, vendor.name) : label };
    }
    case 'vendor': {
      const vendor = engagement.checklist.vendors.find((one) => one.id === id);
      return vendor && { name: { en: vendor.name } };
    }
    case 'volumes':
    case 'planned-send':
    case 'languages':
      return { name: { en: id } };
  }
}

/** A point with the vendor that was asked about it. */
function labelWith(label: Text, vendor: string): Text {
  return Object.fromEntries(Object.entries(label).map(([language, words]) => [language, `${words} · \u2068${vendor}\u2069`]));
}
