/** A journey to fill from a file that is not ours: parts with ids of their own, drafts for the messages it sends. */
import { freeKey, partIdSchema } from '../ids';
import { tidy } from '../journey/layout';
import type { Channel, Edge, Journey, Message, Node } from '../journey/schema';
import type { Text } from '../text';

export type Begun = {
  /** An id for something that was called `id` over there. */
  partId(id: string): string;
  /** A draft message of this name, and its id. */
  message(name: string, channel: Channel): string;
  nodes: Node[];
  /** From a port of one node to another; a node can be named before it is there. */
  join(from: string, port: string, to: string): void;
  /** Without the parts that turned out to be no nodes of their own, and without edges whose ends are not there. */
  finish(gone?: ReadonlySet<string>, places?: Journey['layout']): { journey: Journey; messages: Message[] };
};

export function beginJourney({ id, name, timeZone }: { id: string; name: string; timeZone: string }): Begun {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const messages: Message[] = [];
  const messageIds = new Set<string>();
  const nodes: Node[] = [];
  const edges: Edge[] = [];

  return {
    nodes,
    partId(original) {
      const known = ids.get(original);
      if (known !== undefined) return known;
      const wished = original.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
      const made = freeKey(partIdSchema.safeParse(wished.slice(0, 56)).success ? wished.slice(0, 56) : 'part', taken);
      taken.add(made);
      ids.set(original, made);
      return made;
    },
    message(title, channel) {
      const made = freeKey(keyOf(title, 'message'), messageIds);
      messageIds.add(made);
      messages.push({ id: made, name: nameOf(title), channel, class: 'marketing', subject: {}, body: {}, status: 'draft' });
      return made;
    },
    join: (from, port, to) => {
      edges.push({ id: `e${edges.length + 1}`, from, port, to });
    },
    finish(gone = new Set(), places = {}) {
      const here = nodes.filter((node) => !gone.has(node.id));
      const known = new Set(here.map((node) => node.id));
      const partIds = new Set(known);
      const drawn = edges
        .filter((edge) => known.has(edge.from) && known.has(edge.to))
        .map((edge) => {
          const free = freeKey(edge.id, partIds);
          partIds.add(free);
          return { ...edge, id: free };
        });
      const journey: Journey = {
        schemaVersion: '1.0',
        id,
        key: keyOf(name, 'journey'),
        name: nameOf(name),
        version: 1,
        status: 'draft',
        entry: { reentry: { mode: 'after-exit' } },
        policies: {
          timeZone: { source: 'customer', fallback: timeZone },
          priority: 50,
          exits: [],
          suppressions: [],
          own: [],
          onRepublish: { default: 'finish-on-old' },
        },
        nodes: here,
        edges: drawn,
        kpis: [],
        layout: {},
        annotations: { storyboard: [], touchpoints: {}, optional: [] },
      };
      const isPlaced = here.every((node) => places[node.id]);
      return { journey: { ...journey, layout: isPlaced ? places : tidy(journey) }, messages };
    },
  };
}

/** A catalogue id out of somebody's words. */
export function keyOf(words: string, otherwise: string): string {
  const key = words
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return key || otherwise;
}

/** A name under the language it is written in. */
export function nameOf(words: string): Text {
  const text = words.replace(/\s+/g, ' ').trim().slice(0, 200);
  if (!text) return {};
  return /\p{Script=Hebrew}/u.test(text) ? { he: text } : /\p{Script=Arabic}/u.test(text) ? { fa: text } : { en: text };
}

/** The channel a name speaks of. */
export function channelIn(words: string): Channel | undefined {
  const text = words.toLowerCase();
  if (/whats\s?app|וואטסאפ|ווטסאפ|واتساپ/.test(text)) return 'whatsapp';
  if (/\bsms\b|סמס|מסרון|پیامک/.test(text)) return 'sms';
  if (/\bpush\b|פוש|پوش|اعلان/.test(text)) return 'push';
  if (/e-?mail|\bmail\b|מייל|דוא"ל|ایمیل|رایانامه/.test(text)) return 'email';
  return undefined;
}
