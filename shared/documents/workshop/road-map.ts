/** What comes when: the phases drawn side by side, then each phase with what its journeys wait for, then journeys in no phase. */
import { journeyResultWords } from '../../business-case/report/headlines';
import type { BriefSetting } from '../../journey/brief-setting';
import type { Block, Diagram, Inline, Line, Row } from '../../report';
import { day, journeyTitle, missing, type PlanSetting, phaseTitle, small, title, user } from '../plan-setting';
import { waitsFor } from './journeys';

export function roadMapBlocks(setting: PlanSetting): Block[] {
  const { engagement, translate, briefs, phaseOf } = setting;
  const { phases } = engagement;
  const unplaced = briefs.filter(({ journey }) => !phaseOf.has(journey.id));
  if (phases.length === 0 && unplaced.length === 0) return missing(translate('workshop.no-road-map'));
  const drawn = phases.some((_, index) => inPhase(index, setting).length > 0);
  return [
    ...(phases.length === 0 ? missing(translate('workshop.no-phases')) : []),
    ...(drawn ? [{ kind: 'diagram' as const, diagram: phasesDrawn(setting), caption: translate('workshop.road-map-caption') }] : []),
    ...phases.flatMap((phase, index): Block[] => {
      const inside = inPhase(index, setting);
      return [
        {
          kind: 'heading',
          level: 2,
          text: [
            user(phaseTitle(phase, index, setting)),
            ...(phase.start ? [` · ${translate('workshop.from-day', { date: day(phase.start, setting) })}`] : []),
          ],
        },
        ...(phase.note ? [{ kind: 'paragraph' as const, text: user(phase.note) }] : []),
        ...(inside.length > 0 ? [journeysTable(inside, setting)] : [small(translate('workshop.phase-empty'))]),
      ];
    }),
    ...(unplaced.length > 0 ? [title(translate('case.unplaced', { count: unplaced.length }).replace(/:\s*$/, '')), journeysTable(unplaced, setting)] : []),
  ];
}

/** A journey that two phases name is introduced with the first. */
function inPhase(index: number, { briefs, phaseOf, engagement }: PlanSetting): BriefSetting[] {
  const order = engagement.phases[index]?.journeys ?? [];
  return briefs.filter(({ journey }) => phaseOf.get(journey.id)?.index === index).sort((a, b) => order.indexOf(a.journey.id) - order.indexOf(b.journey.id));
}

function journeysTable(briefs: readonly BriefSetting[], setting: PlanSetting): Block {
  const { translate, way } = setting;
  const blocked = new Set(way.blocked.map(({ journey }) => journey));
  return {
    kind: 'table',
    columns: [
      { title: translate('workshop.journey'), width: 120 },
      { title: translate('brief.state'), width: 66 },
      { title: translate('workshop.waits-for'), width: '*' },
      { title: translate('workshop.result'), width: 110 },
    ],
    legend: { blocking: translate('legend.journey-blocked') },
    rows: briefs.map((brief): Row => {
      const waits = waitsFor(brief, setting);
      return {
        ...(blocked.has(brief.journey.id) && { tone: 'blocking' as const }),
        cells: [
          user(journeyTitle(brief.journey, setting)),
          translate(`journey-status.${brief.journey.status}`),
          waits.length > 0 ? lines(waits) : { text: translate('workshop.waits-for-nothing'), tone: 'good' },
          journeyResultWords(brief.journey.id, setting),
        ],
      };
    }),
  };
}

/** One under the other. */
export function lines(parts: readonly Line[]): Line {
  return parts.flatMap((part, i): Inline[] => [...(i > 0 ? ['\n'] : []), ...(Array.isArray(part) ? part : [part])]);
}

const [box, gap, pad, header] = [{ width: 190, height: 54 }, 8, 10, 30] as const;
const [pine, saffron, pomegranate] = ['#2C8A66', '#BC7A00', '#C9304B'];

/** A frame for each phase, in it its journeys: ready, waiting, or blocked. */
function phasesDrawn(setting: PlanSetting): Diagram {
  const { engagement, translate, way } = setting;
  const blocked = new Set(way.blocked.map(({ journey }) => journey));
  const columns = engagement.phases.map((phase, index) => ({ phase, index, inside: inPhase(index, setting) })).filter(({ inside }) => inside.length > 0);
  const height = header + Math.max(...columns.map(({ inside }) => inside.length)) * (box.height + gap) + pad - gap;
  const step = box.width + 2 * pad + 28;
  return {
    width: columns.length * step - 28,
    height,
    groups: columns.map(({ phase, index }, i) => ({
      x: i * step,
      y: 0,
      width: box.width + 2 * pad,
      height,
      title: `${phaseTitle(phase, index, setting)}${phase.start ? ` · ${day(phase.start, setting)}` : ''}`,
    })),
    nodes: columns.flatMap(({ inside }, i) =>
      inside.map((brief, place) => {
        const isBlocked = blocked.has(brief.journey.id);
        const isReady = waitsFor(brief, setting).length === 0;
        return {
          id: brief.journey.id,
          kind: isReady ? 'task' : 'wait',
          x: i * step + pad,
          y: header + place * (box.height + gap),
          ...box,
          title: journeyTitle(brief.journey, setting),
          caption: translate(isBlocked ? 'journey-status.blocked' : `journey-status.${brief.journey.status}`),
          color: isBlocked ? pomegranate : isReady ? pine : saffron,
          ...(isBlocked && { problem: true }),
        };
      }),
    ),
    edges: columns.slice(1).map((_, i) => ({
      points: [
        { x: i * step + box.width + 2 * pad, y: header / 2 },
        { x: (i + 1) * step, y: header / 2 },
      ],
      color: '#8A90A0',
    })),
  };
}
