/**
 * What a room is shown, one thing after the other: on each screen its views in the order in which they are talked about, and
 * in each view its parts. A page names its parts (`data-stop`), a panel has `work` and `inspector`.
 */
import type { MessageKey } from '../../../shared/i18n/translator';
import { atHand, method } from '../../ui/stations';

export type Stop = {
  /** As the address says it; absent: the view a page opens with. */
  view?: string;
  part: string;
  name: MessageKey;
  /** Comes into focus by itself when something is chosen whose details stand there. */
  follows?: true;
  /** There is nothing to see before something is chosen. */
  ofChosen?: true;
};

const details = (view?: string): Stop => ({ ...(view && { view }), part: 'inspector', name: 'projector.details', follows: true, ofChosen: true });
const work = (name: MessageKey, view?: string): Stop => ({ ...(view && { view }), part: 'work', name });

export const stops = {
  overview: [
    { part: 'road', name: 'frame.the-method' },
    { part: 'blocked', name: 'overview.blocked' },
    { part: 'questions', name: 'overview.questions' },
    { part: 'deliverables', name: 'overview.deliverables' },
  ],
  sources: [
    work('sources.view.fields'),
    work('sources.view.matrix', 'matrix'),
    work('sources.view.flows', 'flows'),
    work('sources.view.questions', 'questions'),
    work('sources.view.coverage', 'coverage'),
  ],
  record: [work('record.view.mapping'), { part: 'inspector', name: 'projector.details' }],
  identity: [work('record.view.identity'), details()],
  'dry-run': [work('record.view.dry-run'), details()],
  journeys: [work('station.journeys'), work('journeys.starts', 'starts')],
  journey: [
    work('journeys.canvas'),
    { part: 'checks', name: 'canvas.checks' },
    { part: 'inspector', name: 'projector.details' },
    work('journeys.storyboard', 'storyboard'),
    work('journeys.list', 'list'),
  ],
  walk: [work('walk.open')],
  population: [work('simulation.view.population')],
  replay: [work('simulation.view.replay')],
  segments: [work('station.segments'), details()],
  gap: [
    work('gap.heat-map'),
    { part: 'inspector', name: 'gap.decision.title', follows: true },
    work('gap.cost.view', 'cost'),
    details('cost'),
    work('gap.profile.view', 'profile'),
    work('gap.trial.view', 'trial'),
    work('gap.answers', 'answers'),
    details('answers'),
  ],
  'business-case': [
    work('case.numbers'),
    work('case.journeys', 'journeys'),
    details('journeys'),
    work('case.total', 'total'),
    work('case.claims', 'claims'),
    work('case.plan', 'plan'),
  ],
  documents: [work('station.handoff')],
  executor: [work('station.executor'), details()],
  questions: [work('station.questions')],
  settings: [work('station.settings')],
} as const satisfies Record<string, readonly Stop[]>;

export type Screen = keyof typeof stops;

/** The screen an address inside an engagement leads to (`/e/<id>/…`). */
export function screenAt(pathname: string): Screen {
  const [, , , station = 'overview', thing = ''] = pathname.split('/');
  if (station === 'record' && thing.startsWith('~')) return thing === '~identity' ? 'identity' : 'dry-run';
  if (station === 'journeys' && thing !== '') return thing.startsWith('~') ? (thing.slice(1) as Screen) : 'journey';
  return station in stops ? (station as Screen) : 'overview';
}

/** The stations in the order they are walked through before a room, by path. */
const road: readonly Screen[] = [
  'overview',
  ...method.map(({ path }) => path),
  ...atHand.flatMap(({ path }) => (path === 'questions' ? [path] : [])),
] as Screen[];

/** The station before (`by` −1) or after (1) the one a screen belongs to; undefined at the ends of the road. */
export function stationBeside(screen: Screen, by: 1 | -1): Screen | undefined {
  const within: Partial<Record<Screen, Screen>> = {
    identity: 'record',
    'dry-run': 'record',
    journey: 'journeys',
    walk: 'journeys',
    population: 'journeys',
    replay: 'journeys',
  };
  const at = road.indexOf(within[screen] ?? screen);
  return at < 0 ? undefined : road[at + by];
}

type At = { screen: Screen; view: string | undefined; part: string };

/** Where the road goes from here: to another stop of this screen, or on to another station. `isThere`: whether the page shows this now. */
export function stopBeside({ screen, view, part }: At, by: 1 | -1, isThere: (stop: Stop) => boolean): { stop: Stop } | { station: Screen } | undefined {
  const here: readonly Stop[] = stops[screen];
  const at = here.findIndex((stop) => stop.view === view && stop.part === part);
  for (let i = at + by; i >= 0 && i < here.length; i += by) {
    const stop = here[i];
    if (!stop) break;
    // Of another view only the work is sure to be there; what stands beside it, one sees on the way.
    if (stop.view === view ? isThere(stop) : stop.part === 'work') return { stop };
  }
  const station = stationBeside(screen, by);
  return station && { station };
}
