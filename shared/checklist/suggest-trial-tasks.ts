/** What a person could try to do in each product: tasks drawn from the client's own plan, so that nobody shows a prepared demo. */
import type { Engagement } from '../engagement/schema';
import type { Channel, Journey } from '../journey/schema';
import { usesOfSegments } from '../segments/segment-uses';
import { directionOf, type Language, type Text } from '../text';

/** `trial.task.<kind>` says it, with `params`; the text that is added is the consultant's own from then on. */
export type TrialSuggestion = {
  id: string;
  kind:
    | 'segment'
    | 'journey'
    | 'running-change'
    | 'mail-rtl'
    | 'mail'
    | 'text-message'
    | 'why-not'
    | 'new-field'
    | 'late-file'
    | 'consent'
    | 'result'
    | 'erase';
  /** Languages are told as `language`, to be put into words by whoever shows it. */
  params: Record<string, Text | number>;
  language?: Language;
  weight: number;
  /** For somebody who knows the product. */
  minutes: number;
  /** The part of the plan it is drawn from. */
  cause?: { kind: 'segment' | 'journey' | 'attribute' | 'source'; id: string };
};

/** How many steps are drawn by hand: enough to see how it is done, few enough for a demo. */
const drawnSteps = 3;
const mostSegments = 2;

/** The most telling first. A plan that has no segment, journey or mail suggests no task about one. */
export function suggestTrialTasks(engagement: Engagement): TrialSuggestion[] {
  const journeys = engagement.journeys.filter(({ status, nodes }) => status !== 'retired' && nodes.length > 1);
  const largest = [...journeys].sort((a, b) => stepsOf(b) - stepsOf(a))[0];
  return [...ofSegments(engagement), ...ofJourney(engagement, largest), ...ofMessages(engagement, journeys), ...ofData(engagement), erase];
}

const erase: TrialSuggestion = { id: 'erase', kind: 'erase', params: {}, weight: 2, minutes: 5 };

/** Those that most rests on: a segment nobody uses proves nothing. */
function ofSegments(engagement: Engagement): TrialSuggestion[] {
  const uses = usesOfSegments(engagement);
  return engagement.segments
    .filter(({ id, administrative }) => !administrative && uses.has(id))
    .sort((a, b) => (uses.get(b.id)?.length ?? 0) - (uses.get(a.id)?.length ?? 0))
    .slice(0, mostSegments)
    .map(({ id, name }) => ({ id: `segment:${id}`, kind: 'segment', params: { segment: name }, weight: 4, minutes: 10, cause: { kind: 'segment', id } }));
}

function ofJourney({ messages }: Engagement, journey: Journey | undefined): TrialSuggestion[] {
  if (!journey) return [];
  const about = { params: { journey: journey.name }, cause: { kind: 'journey', id: journey.id } } as const;
  const send = journey.nodes.find((node) => node.kind === 'send');
  const message = send && messages.find(({ id }) => id === send.message);
  return [
    {
      id: `journey:${journey.id}`,
      kind: 'journey',
      ...about,
      params: { ...about.params, count: Math.min(drawnSteps, stepsOf(journey)) },
      weight: 5,
      minutes: 15,
    },
    ...(journey.nodes.some(({ kind }) => kind === 'wait')
      ? [{ id: `running-change:${journey.id}`, kind: 'running-change' as const, ...about, weight: 3, minutes: 5 }]
      : []),
    ...(message ? [{ id: `why-not:${message.id}`, kind: 'why-not' as const, ...about, params: { message: message.name }, weight: 5, minutes: 5 }] : []),
    ...(journey.policies.goal ? [{ id: `result:${journey.id}`, kind: 'result' as const, ...about, weight: 3, minutes: 5 }] : []),
  ];
}

/** A mail in each language that is written from the right, else one in the first; a text message in the first language. */
function ofMessages({ languages, plannedSends }: Engagement, journeys: readonly Journey[]): TrialSuggestion[] {
  const sent = new Set<Channel>([
    ...journeys.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'send' ? [node.channel] : []))),
    ...plannedSends.map(({ channel }) => channel),
  ]);
  const fromRight = languages.customers.filter((language) => directionOf(language) === 'rtl');
  const [first] = languages.customers;
  const mails = fromRight.length > 0 ? fromRight : first ? [first] : [];
  const mail = (language: Language): TrialSuggestion => ({
    id: `mail:${language}`,
    kind: directionOf(language) === 'rtl' ? 'mail-rtl' : 'mail',
    params: {},
    language,
    weight: 4,
    minutes: 5,
  });
  return [
    ...(sent.has('email') ? mails.map(mail) : []),
    ...(sent.has('sms') && first ? [{ id: 'text-message', kind: 'text-message' as const, params: {}, language: first, weight: 3, minutes: 3 }] : []),
    ...(sent.size > 0 ? [{ id: 'consent', kind: 'consent' as const, params: {}, weight: 4, minutes: 5 }] : []),
  ];
}

/** What comes from the client's systems: a field that is mapped, and a file with faults from the system that sends files. */
function ofData({ record, sources }: Engagement): TrialSuggestion[] {
  const attribute = record.attributes.find((one) => one.sources.length > 0 && one.pii === 'none') ?? record.attributes.find((one) => one.sources.length > 0);
  const source = sources.find(({ transports }) => transports.some((transport) => transport === 'sftp-file' || transport === 'csv-export')) ?? sources[0];
  return [
    ...(attribute
      ? [
          {
            id: `new-field:${attribute.id}`,
            kind: 'new-field' as const,
            params: { field: attribute.label },
            weight: 3,
            minutes: 10,
            cause: { kind: 'attribute' as const, id: attribute.id },
          },
        ]
      : []),
    ...(source
      ? [
          {
            id: `late-file:${source.id}`,
            kind: 'late-file' as const,
            params: { source: source.name },
            weight: 3,
            minutes: 10,
            cause: { kind: 'source' as const, id: source.id },
          },
        ]
      : []),
  ];
}

/** What one would draw: triggers, ways out and the goal come with the first step. */
function stepsOf({ nodes }: Journey): number {
  return nodes.filter(({ kind }) => kind !== 'trigger' && kind !== 'exit' && kind !== 'goal').length;
}
