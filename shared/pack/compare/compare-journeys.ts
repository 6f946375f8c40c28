/** Journeys and the rules around them told apart by the functions that tell versions of a journey apart. */
import { createConditionNames } from '../../condition/sentence';
import type { Engagement } from '../../engagement/schema';
import { diffVersions } from '../../journey/diff';
import { type DiffEntry, diffEntries, type Sides } from '../../journey/diff-words';
import { journeyContext } from '../../journey/journey-context';
import type { Journey } from '../../journey/schema';
import { type JourneyVersion, journeyVersion } from '../../journey/to-bundle';
import { textIn } from '../../text';
import type { ChangeEntry } from './changes';
import { compareOrder } from './compare-things';
import type { Reader, Speaker, TwoStates } from './speaker';

/** A version of nothing: around it stand the rules that belong to no single journey. */
const noJourney: Journey = {
  schemaVersion: '1.0',
  id: '0'.repeat(26),
  key: 'none',
  name: {},
  version: 1,
  status: 'draft',
  entry: { reentry: { mode: 'never' } },
  policies: {
    timeZone: { source: 'customer', fallback: 'UTC' },
    priority: 0,
    exits: [],
    suppressions: [],
    own: [],
    onRepublish: { default: 'finish-on-old' },
  },
  nodes: [],
  edges: [],
  kpis: [],
  layout: {},
  annotations: { storyboard: [], touchpoints: {}, optional: [] },
};
const noRecord = { groups: [], attributes: [] };

/** Segments, rules about sending, calendars, and who writes; identity is told setting by setting elsewhere. */
export function compareRules(states: TwoStates, speaker: Speaker): ChangeEntry[] {
  const version = ({ segments, suppressions, caps, calendars, sender }: Engagement): JourneyVersion => ({
    ...{ journey: noJourney, messages: [], record: noRecord, segments, suppressions, caps, calendars, identity: { rules: [] } },
    ...(sender && { sender }),
  });
  const { before, after } = states;
  const orders = (['segments', 'suppressions', 'caps', 'calendars'] as const).flatMap((list) =>
    compareOrder(
      list,
      before[list].map(({ id }) => id),
      after[list].map(({ id }) => id),
      speaker,
    ),
  );
  // Who writes stands with a version of a journey as if it were the journey's.
  const ofNoJourney = (entry: ChangeEntry) => (entry.id === 'sender' ? { ...entry, kind: speaker.translate('pack.kind.settings') } : entry);
  return [...told(states, version(before), version(after), speaker).map(ofNoJourney), ...orders];
}

/** What is new or gone as a whole, then step by step what became of the others. */
export function compareJourneys(states: TwoStates, reader: Speaker): ChangeEntry[] {
  const { before, after } = states;
  const kind = reader.translate('canvas.whole-journey');
  const nameOf = (journey: Journey) => textIn(journey.name, reader.language) || journey.key;
  const whole = (journey: Journey, sign: ChangeEntry['sign']): ChangeEntry => ({ id: journey.id, sign, kind, title: nameOf(journey), lines: [] });
  return [
    ...after.journeys.flatMap((journey) => {
      const [was, is] = [before, after].map((state) => ownVersion(state, journey.id));
      if (!was || !is) return [whole(journey, 'added')];
      // Which journey a step is of is not to be seen from its name.
      return told(states, was, is, reader).map((entry) => ({
        ...entry,
        id: `${journey.id} ${entry.id}`,
        title: entry.title === nameOf(journey) ? entry.title : reader.translate('pack.step-of', { journey: nameOf(journey), step: entry.title }),
      }));
    }),
    ...before.journeys.filter(({ id }) => !after.journeys.some((one) => one.id === id)).map((journey) => whole(journey, 'removed')),
    ...compareOrder(
      'journeys',
      before.journeys.map(({ id }) => id),
      after.journeys.map(({ id }) => id),
      reader,
    ),
  ];
}

/** The journey with its messages; the rules around it are told once for all. */
function ownVersion(engagement: Engagement, id: string): JourneyVersion | undefined {
  const version = journeyVersion(engagement, id);
  return (
    version && {
      journey: version.journey,
      messages: version.messages,
      segments: [],
      suppressions: [],
      caps: [],
      calendars: [],
      record: noRecord,
      identity: { rules: [] },
    }
  );
}

function told({ before, after, catalogue }: TwoStates, was: JourneyVersion, is: JourneyVersion, reader: Reader): ChangeEntry[] {
  const side = (engagement: Engagement, version: JourneyVersion): Sides['after'] => ({
    version,
    journey: version.journey,
    speaker: { ...reader, context: journeyContext(engagement, catalogue) },
    names: (event) => createConditionNames(engagement, catalogue.events, event),
  });
  const changes = diffVersions(was, is);
  return changes.length === 0 ? [] : diffEntries(changes, { before: side(before, was), after: side(after, is) }).map((entry) => plain(entry, reader));
}

/** An id inside a value, such as the seed of a draw, or a piece of the data as it is written: it says nothing to anybody. */
const unreadable = /[0-9A-HJKMNP-TV-Z]{26}|^[[{].*[\]}]$/;

function plain({ id, sign, kind, title, lines }: DiffEntry, { translate }: Reader): ChangeEntry {
  return {
    ...{ id, sign, kind, title },
    lines: lines.map(({ label, before, after }) =>
      [before, after].some((value) => value !== undefined && unreadable.test(value))
        ? { label: translate('pack.setting-is', { setting: label, sign: translate('diff.sign.changed') }) }
        : { label, ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
    ),
  };
}
