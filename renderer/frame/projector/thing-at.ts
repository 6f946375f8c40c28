import type { Note } from '../../../shared/engagement/schema';

/** What the page at an address inside an engagement is about, for a note that is taken there; undefined: no one thing. */
export function thingAt(pathname: string, search: string): Note['about'] {
  const [, , , station, id = '', part] = pathname.split('/').map(decodeURIComponent);
  if (id === '' || id.startsWith('~')) return undefined;
  switch (station) {
    case 'sources':
      return part ? { kind: 'field', id: part } : { kind: 'source', id };
    case 'record':
      return { kind: 'attribute', id };
    case 'journeys':
      return part ? { kind: 'node', id: part, within: id } : { kind: 'journey', id };
    case 'segments':
      return { kind: 'segment', id };
    case 'gap': {
      const vendor = new URLSearchParams(search).get('vendor');
      return { kind: 'point', id, ...(vendor && { within: vendor }) };
    }
    default:
      return undefined;
  }
}
