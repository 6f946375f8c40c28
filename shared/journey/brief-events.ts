/** What each event the journey listens to has to carry, for whoever sends it. */
import { toWire } from '../ids';
import type { Block, Line } from '../report';
import { textIn } from '../text';
import type { BriefSetting } from './brief-setting';
import { journeyNeeds } from './journey-needs';
import { lookedProperties } from './looked-properties';
import { eventName } from './node-label';
import { platformEvents } from './platform-events';

const common = ['uid', 'occurred-at', 'source-system', 'is-test'] as const;

/**
 * One row per property that has to be there, always or for this journey: what the event plan and the checklist ask of the same event. An
 * event that carries nothing by necessity has one row without.
 */
export function payloadBlocks(setting: BriefSetting): Block[] {
  const { journey, context, catalogue, translate, language } = setting;
  const looked = lookedProperties(journey, context);
  const required = new Map(catalogue.events.events.map((event) => [event.id, new Set(event.properties.filter((one) => one.required).map(({ id }) => id))]));
  const own = new Set<string>(platformEvents);
  const rows = journeyNeeds(journey, context).events.flatMap((event) => {
    const name: Line = [eventName(event, setting), '\n', { text: toWire(event), code: true }];
    const known = context.events.get(event)?.properties;
    const needed = new Set([...(required.get(event) ?? []), ...(looked.get(event) ?? [])]);
    const properties = [...needed].filter((id) => !common.some((one) => one === id));
    if (properties.length === 0) return [{ cells: [name, translate('brief.payload-none'), '', ''] }];
    return properties.map((id, i) => {
      const property = known?.get(id);
      return {
        cells: [
          i === 0 ? name : '',
          [textIn(property?.label, language) || id, '\n', { text: toWire(id), code: true }] satisfies Line,
          property ? translate(`type.${property.type}`) : translate('brief.payload-unknown'),
          translate(required.get(event)?.has(id) ? 'brief.payload-always' : own.has(event) ? 'brief.by-platform' : 'brief.payload-wanted'),
        ],
        ...(property ? {} : { tone: 'waiting' as const }),
      };
    });
  });
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: translate('brief.payload') },
    { kind: 'paragraph', text: translate('brief.payload-common'), size: 'small', tone: 'quiet' },
    {
      kind: 'table',
      columns: [
        { title: translate('brief.event'), width: 130 },
        { title: translate('brief.property'), width: '*' },
        { title: translate('brief.property-type'), width: 84 },
        { title: translate('brief.property-given'), width: 92 },
      ],
      rows,
    },
  ];
}
