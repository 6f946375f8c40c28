import { consentSenders } from '../../journey/consent-senders';
import { consentAttributes } from '../../journey/deployment-attributes';
import { eventName, listed } from '../../journey/node-label';
import { type Channel, channels } from '../../journey/schema';
import type { Block, Inline, Line } from '../../report';
import { textIn } from '../../text';
import { isGranted, isWithdrawn } from '../event-attributes';
import { forbids } from '../lasting';
import type { Attribute, Mapping } from '../schema';
import { attributeLink, type SpecSetting, stateOf } from './spec-setting';

const rules = ['only-granted', 'withdrawn', 'newest', 'undated', 'not-asked', 'merged', 'address', 'asked-again'] as const;

/** Who may be written to on which channel, what counts as taken back, and whose word about it wins. */
export function consentBlocks(setting: SpecSetting): Block[] {
  const { engagement, translate, context } = setting;
  const known = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const kept = channels.flatMap((channel) => {
    const attribute = known.get(consentAttributes[channel] ?? '');
    return attribute ? [{ channel, attribute }] : [];
  });
  const advertised = consentSenders(
    engagement.journeys.filter(({ status }) => status !== 'retired'),
    context,
  );
  // That of push permissions only where the event plan asks for it too.
  const events = ['consent-granted', 'consent-withdrawn', ...(advertised.some(({ channel }) => channel === 'push') ? ['push-permission-changed'] : [])].filter(
    (id) => context.events.has(id),
  );
  const status = known.get('email-status');
  return [
    { kind: 'paragraph', text: translate('record-spec.consents-lead') },
    { kind: 'list', ordered: true, items: rules.map((rule) => translate(`record-spec.consent-rule.${rule}`)) },
    ...(kept.length > 0 ? [] : [{ kind: 'callout' as const, tone: 'waiting' as const, text: translate('record-spec.no-consents') }]),
    ...kept.flatMap(({ channel, attribute }) => channelBlocks(channel, attribute, setting)),
    { kind: 'heading', level: 3, text: translate('record-spec.consents-besides') },
    {
      kind: 'facts',
      rows: [
        ...(events.length > 0
          ? [
              {
                label: translate('record-spec.consent-events'),
                value: events.flatMap((id, index): Inline[] => [
                  ...(index > 0 ? [' · '] : []),
                  eventName(id, setting),
                  ' ',
                  { text: id.replaceAll('-', '_'), code: true },
                ]),
              },
            ]
          : []),
        ...(status ? [{ label: translate('record-spec.bad-address'), value: [attributeLink(status, setting), ': ', badStates(status, setting)] as Line }] : []),
      ],
    },
  ];
}

/** The fields that say it, most trusted first, and how the values of each are read. */
function channelBlocks(channel: Channel, attribute: Attribute, setting: SpecSetting): Block[] {
  const { translate, language, lineage } = setting;
  const found = lineage.attributes.get(attribute.id) ?? { attribute, fields: [], uses: [] };
  const mappings = new Map(attribute.sources.map((mapping) => [mapping.field, mapping]));
  const { words, tone } = stateOf(found, setting);
  return [
    { kind: 'heading', level: 3, text: [translate(`channel.${channel}`), '  ', { text: attribute.id, code: true }], id: `consent-${channel}` },
    {
      kind: 'facts',
      rows: [
        { label: translate('record-spec.state'), value: [{ text: words, ...(tone === 'plain' ? {} : { tone }) }, ' · ', attributeLink(attribute, setting)] },
        ...found.fields.map((place) => ({
          label: textIn(place.source.name, language),
          value: [
            { text: `${place.object.nativeName}.${place.field.nativeName}`, code: true },
            '\n',
            valuesWords(attribute, mappings.get(place.field.id), place.field.type === 'boolean', setting),
          ] as Line,
        })),
      ],
    },
  ];
}

/** What each value of the field means for the consent, as the mapping says it; without one, what is understood as it comes. */
function valuesWords({ values = [] }: Attribute, mapping: Mapping | undefined, isBoolean: boolean, { translate, language }: SpecSetting): string {
  const map = mapping?.transforms?.find((step) => step.kind === 'value-map');
  if (map?.kind !== 'value-map') {
    if (isBoolean) return translate('record-spec.as-boolean');
    const [yes, no] = [values.filter(({ id }) => isGranted(id)), values.filter(({ id }) => isWithdrawn(id))];
    return translate('record-spec.as-it-comes', {
      granted: yes.map(({ id }) => id).join(', ') || 'granted',
      withdrawn: no.map(({ id }) => id).join(', ') || 'withdrawn',
    });
  }
  const labels = new Map(values.map(({ id, label }) => [id, textIn(label, language)]));
  const said = map.values.map(({ from, to }) => translate('record-spec.reads', { from, to: labels.get(to) || to }));
  return [listed(said, language, ';'), translate(`record-spec.others-${map.otherwise}`)].join(' · ');
}

/** States of an address that nothing is sent to, by their labels. */
function badStates({ values = [] }: Attribute, { language }: SpecSetting): string {
  return listed(
    values.filter(({ id }) => forbids('email-status', id)).map(({ label, id }) => textIn(label, language) || id),
    language,
  );
}
