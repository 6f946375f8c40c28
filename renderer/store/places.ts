/** The page a problem, a note or a search hit leads to. */
import type { Catalogue } from '../../shared/catalogue/schema';
import type { Cause } from '../../shared/checklist/requirements';
import type { Engagement, Note } from '../../shared/engagement/schema';
import { isAboutSender } from '../../shared/journey/check-sender';
import type { Problem } from '../../shared/problem';
import { fieldsById } from '../../shared/sources/find';
import type { Text } from '../../shared/text';

/** `technical`: the name is a native one, always written left to right. */
export type Place = { path: string; name: Text; technical?: boolean };

/** Where it is said who writes to customers. */
export const senderPath = 'settings#sender';

/** Where it is said how documents look. */
export const stylePath = 'documents/style';

/** Paths of problems hold ids, so they stay true while things are added and moved. */
export function placeOfProblem({ path, code }: Pick<Problem, 'path' | 'code'>, engagement: Engagement): Place | undefined {
  const [station, id, part, partId] = path.map(String);
  switch (station) {
    case 'sources': {
      const source = engagement.sources.find((s) => s.id === id);
      const field = path.map(String).find((p, i) => i > 0 && path[i - 1] === 'fields' && p);
      return source && { path: `sources/${source.id}${field ? `/${field}` : ''}`, name: source.name };
    }
    case 'record': {
      const attribute = engagement.record.attributes.find((a) => path.includes(a.id));
      return attribute && { path: `record/${attribute.id}`, name: attribute.label };
    }
    case 'identity': {
      const attribute = engagement.record.attributes.find((a) => path.includes(a.id));
      return { path: `record/~identity${attribute ? `/${attribute.id}` : ''}`, name: attribute?.label ?? {} };
    }
    case 'segments': {
      const segment = engagement.segments.find((s) => s.id === id);
      return segment && { path: `segments/${segment.id}`, name: segment.name };
    }
    case 'journeys': {
      const journey = engagement.journeys.find((j) => j.id === id);
      if (journey && isAboutSender({ code })) return { path: senderPath, name: journey.name };
      return journey && { path: `journeys/${journey.id}${part === 'nodes' && partId ? `/${partId}` : ''}`, name: journey.name };
    }
    case 'documents':
      return { path: stylePath, name: {} };
    default:
      return undefined;
  }
}

type Thing = { kind: NonNullable<Note['about']>['kind'] | Cause['kind']; id: string; within?: string | undefined };

/** The page of a thing that a note, a requirement or a use speaks of; undefined when it is gone. */
export function placeOfThing({ kind, id, within }: Thing, engagement: Engagement, catalogue?: Pick<Catalogue, 'checklist'>): Place | undefined {
  switch (kind) {
    case 'source': {
      const source = engagement.sources.find((one) => one.id === id);
      return source && { path: `sources/${id}`, name: source.name };
    }
    case 'object': {
      const source = engagement.sources.find((one) => one.objects.some((object) => object.id === id));
      const object = source?.objects.find((one) => one.id === id);
      return source && object && { path: `sources/${source.id}`, name: { en: object.nativeName }, technical: true };
    }
    case 'field': {
      const place = fieldsById(engagement).get(id);
      return place && { path: `sources/${place.source.id}/${id}`, name: { en: place.field.nativeName }, technical: true };
    }
    case 'attribute': {
      const attribute = engagement.record.attributes.find((one) => one.id === id);
      return attribute && { path: `record/${id}`, name: attribute.label };
    }
    case 'segment': {
      const segment = engagement.segments.find((one) => one.id === id);
      return segment && { path: `segments/${id}`, name: segment.name };
    }
    case 'journey': {
      const journey = engagement.journeys.find((one) => one.id === id);
      return journey && { path: `journeys/${id}`, name: journey.name };
    }
    case 'node': {
      const journey = engagement.journeys.find((one) => one.id === within);
      return journey && { path: `journeys/${journey.id}/${id}`, name: journey.name };
    }
    case 'message': {
      const sends = engagement.journeys.flatMap((journey) => journey.nodes.map((node) => ({ journey, node })));
      const sent = sends.find(({ node }) => node.kind === 'send' && node.message === id);
      const message = engagement.messages.find((one) => one.id === id);
      return sent && message && { path: `journeys/${sent.journey.id}/${sent.node.id}`, name: message.name };
    }
    case 'point': {
      const point = engagement.checklist.points.find((one) => one.id === id);
      const label = catalogue?.checklist.points.find((one) => one.id === id)?.label ?? point?.own?.question;
      const vendor = engagement.checklist.vendors.find((one) => one.id === within);
      const name = vendor ? labelWith(label ?? { en: id }, vendor.name) : (label ?? { en: id });
      return point && { path: `gap/${id}${vendor ? `?vendor=${vendor.id}` : ''}`, name };
    }
    case 'vendor': {
      const vendor = engagement.checklist.vendors.find((one) => one.id === id);
      return vendor && { path: `gap?vendor=${id}`, name: { en: vendor.name } };
    }
    case 'volumes':
    case 'planned-send':
      return { path: 'business-case', name: { en: id } };
    case 'languages':
      return { path: 'settings', name: { en: id } };
  }
}

/** A point with the vendor that was asked about it. */
function labelWith(label: Text, vendor: string): Text {
  return Object.fromEntries(Object.entries(label).map(([language, words]) => [language, `${words} · \u2068${vendor}\u2069`]));
}

/** The thing a note is about; undefined when it is about the whole engagement. */
export function placeOfNote({ about }: Pick<Note, 'about'>, engagement: Engagement, catalogue?: Pick<Catalogue, 'checklist'>): Place | undefined {
  return about && placeOfThing(about, engagement, catalogue);
}
