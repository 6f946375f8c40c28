/** The page a problem, a note or a search hit leads to. */
import type { Catalogue } from '../../shared/catalogue/schema';
import type { Engagement, Note } from '../../shared/engagement/schema';
import { type Thing, type ThingName, thingName } from '../../shared/engagement/thing-name';
import { isAboutSender } from '../../shared/journey/check-sender';
import type { Problem } from '../../shared/problem';
import { fieldsById } from '../../shared/sources/find';

export type Place = ThingName & { path: string };

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

/** The page of a thing that a note, a requirement or a use speaks of; undefined when it is gone. */
export function placeOfThing(thing: Thing, engagement: Engagement, catalogue?: Pick<Catalogue, 'checklist'>): Place | undefined {
  const named = thingName(thing, engagement, catalogue);
  const path = pathOfThing(thing, engagement);
  return named && path !== undefined ? { path, ...named } : undefined;
}

function pathOfThing({ kind, id, within }: Thing, engagement: Engagement): string | undefined {
  switch (kind) {
    case 'source':
      return `sources/${id}`;
    case 'object': {
      const source = engagement.sources.find((one) => one.objects.some((object) => object.id === id));
      return source && `sources/${source.id}`;
    }
    case 'field': {
      const place = fieldsById(engagement).get(id);
      return place && `sources/${place.source.id}/${id}`;
    }
    case 'attribute':
      return `record/${id}`;
    case 'segment':
      return `segments/${id}`;
    case 'journey':
      return `journeys/${id}`;
    case 'node':
      return `journeys/${within}/${id}`;
    case 'message': {
      const sends = engagement.journeys.flatMap((journey) => journey.nodes.map((node) => ({ journey, node })));
      const sent = sends.find(({ node }) => node.kind === 'send' && node.message === id);
      return sent && `journeys/${sent.journey.id}/${sent.node.id}`;
    }
    case 'point': {
      const vendor = engagement.checklist.vendors.find((one) => one.id === within);
      return `gap/${id}${vendor ? `?vendor=${vendor.id}` : ''}`;
    }
    case 'vendor':
      return `gap?vendor=${id}`;
    case 'volumes':
    case 'planned-send':
      return 'business-case';
    case 'languages':
      return 'settings';
  }
}

/** The thing a note is about; undefined when it is about the whole engagement. */
export function placeOfNote({ about }: Pick<Note, 'about'>, engagement: Engagement, catalogue?: Pick<Catalogue, 'checklist'>): Place | undefined {
  return about && placeOfThing(about, engagement, catalogue);
}
