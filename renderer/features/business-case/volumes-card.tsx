import { Link, useParams } from 'react-router';
import { editVolumes, type VolumesPatch } from '../../../shared/engagement/edit-plan';
import { channelsOf } from '../../../shared/engagement/progress';
import { channels } from '../../../shared/journey/schema';
import { useCatalogue } from '../../store/derived';
import { run, useEngagement } from '../../store/session';
import { ChannelIcon } from '../../ui/channel-icon';
import { Code } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './business-case-page.module.css';
import { NumberField } from './number-field';

const change = (what: string, name: string, volumes: VolumesPatch) =>
  run({ key: 'case.step.volume', params: { what } }, (e) => editVolumes(e, { volumes }), `volume:${name}`);

/** Sizes and rates of the client's business. */
export function VolumesCard() {
  const { t } = useWords();
  const volumes = useEngagement((e) => e.volumes);
  const currency = useEngagement((e) => e.client.currency);
  const field = (name: 'contacts' | 'customers' | 'ordersPerMonth' | 'growthPerYear' | 'averageOrderValue' | 'margin', key: string, rest = {}) => (
    <NumberField key={name} label={t(key)} value={volumes[name]} onChange={(value) => change(t(key), name, { [name]: value })} {...rest} />
  );
  return (
    <section className={classes.card}>
      <h2>{t('case.volumes')}</h2>
      <div className={classes.fields}>
        {field('contacts', 'case.contacts')}
        {field('customers', 'case.customers')}
        {field('ordersPerMonth', 'case.orders-per-month')}
        {field('growthPerYear', 'case.growth', { measure: 'share', min: -100, max: 1000 })}
        {field('averageOrderValue', 'case.average-order', { measure: 'money', currency })}
        {field('margin', 'case.margin', { measure: 'share', max: 100 })}
      </div>
    </section>
  );
}

/** How often the events that start journeys happen. */
export function EventsCard() {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const catalogue = useCatalogue();
  const journeys = useEngagement((e) => e.journeys);
  const perMonth = useEngagement((e) => e.volumes.eventsPerMonth);
  const starts = new Map<string, typeof journeys>();
  for (const journey of journeys)
    for (const node of journey.nodes)
      if (node.kind === 'trigger' && node.trigger.kind === 'event' && journey.status !== 'retired') {
        const known = starts.get(node.trigger.event) ?? [];
        if (!known.includes(journey)) starts.set(node.trigger.event, [...known, journey]);
      }
  return (
    <section className={classes.card}>
      <h2>{t('case.events')}</h2>
      {starts.size === 0 && <p className={classes.quiet}>{t('case.no-events')}</p>}
      <ul className={classes.lines}>
        {[...starts].map(([id, started]) => {
          const event = catalogue?.events.events.find((one) => one.id === id);
          const label = text(event?.label) || id;
          return (
            <li key={id}>
              <div className={classes.lineName}>
                <span>
                  {label} {event && <Code>{event.name}</Code>}
                </span>
                <span className={classes.quiet}>
                  {started.map((journey, i) => (
                    <span key={journey.id}>
                      {i > 0 && ' · '}
                      <Link to={`/e/${engagementId}/journeys/${journey.id}`}>{text(journey.name)}</Link>
                    </span>
                  ))}
                </span>
              </div>
              <NumberField
                label={t('case.per-month', { what: label })}
                hideLabel
                value={perMonth[id]}
                onChange={(value) => change(label, id, { eventsPerMonth: { [id]: value } })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What one message costs, for the channels in use and those already priced. */
export function PricesCard() {
  const { t } = useWords();
  const engagement = useEngagement();
  const { messagePrices } = engagement.volumes;
  const used = channelsOf(engagement);
  const shown = channels.filter((channel) => used.has(channel) || messagePrices[channel] !== undefined || ['email', 'sms', 'whatsapp'].includes(channel));
  return (
    <section className={classes.card}>
      <h2>{t('case.prices')}</h2>
      <ul className={classes.lines}>
        {shown.map((channel) => (
          <li key={channel}>
            <span className={classes.channel}>
              <ChannelIcon channel={channel} />
              {t(`channel.${channel}`)}
              {!used.has(channel) && <span className={classes.quiet}>{t('case.not-used')}</span>}
            </span>
            <NumberField
              label={t('case.price-of', { channel: t(`channel.${channel}`) })}
              hideLabel
              measure="money"
              currency={engagement.client.currency}
              value={messagePrices[channel]}
              onChange={(value) => change(t(`channel.${channel}`), channel, { messagePrices: { [channel]: value } })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
