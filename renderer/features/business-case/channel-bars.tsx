import { ChannelIcon } from '../../ui/channel-icon';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

/** What each channel brings and what its messages cost, a month. */
export function ChannelBars({ of }: { of: Case }) {
  const { t } = useWords();
  const { money, count, times } = useAmounts();
  const { channels } = of.range.expected;
  if (channels.length === 0) return null;
  const most = Math.max(...channels.flatMap(({ margin, messages }) => [margin, messages]), Number.EPSILON);
  const width = (value: number) => ({ inlineSize: `${(value / most) * 100}%` });
  return (
    <section className={classes.card}>
      <h2>{t('case.channels.title')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('case.channels.channel')}</th>
            <th scope="col">{t('case.channels.count')}</th>
            <th scope="col">{t('case.channels.brings')}</th>
            <th scope="col">{t('case.channels.return')}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map(({ channel, count: sent, margin, messages }) => (
            <tr key={channel}>
              <th scope="row">
                <span className={classes.channel}>
                  <ChannelIcon channel={channel} />
                  {t(`channel.${channel}`)}
                </span>
              </th>
              <td className={classes.number}>
                <bdi>{count(sent)}</bdi>
              </td>
              <td className={classes.barCell}>
                <span className={classes.bar} data-kind="margin" style={width(margin)} aria-hidden />
                <span className={classes.barWords}>{money(margin)}</span>
                <span className={classes.bar} data-kind="cost" style={width(messages)} aria-hidden />
                <span className={classes.barWords}>{t('case.channels.cost', { cost: money(messages) })}</span>
              </td>
              <td className={classes.number}>
                {messages > 0 ? <bdi dir="ltr">{t('case.channels.ratio', { ratio: times(margin / messages) })}</bdi> : t('case.channels.free')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.quiet}>{t('case.channels.hint')}</p>
    </section>
  );
}
