import { UnstyledButton } from '@mantine/core';
import type { JourneyModel } from '../../../shared/business-case/journey-case';
import type { JourneyMonth } from '../../../shared/business-case/total-case';
import { useEngagement } from '../../store/session';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { OriginBadge } from './origin-badge';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

type Props = { of: Case; selected: string | undefined; onSelect: (journey: string) => void };

/** What each journey brings in a month, with how far that may be off; a row opens what it is made of. */
export function JourneysView({ of, selected, onSelect }: Props) {
  const { t, text } = useWords();
  const { money } = useAmounts();
  const journeys = useEngagement((e) => e.journeys);
  const { range, model } = of;
  const nameOf = (id: string) => text(journeys.find((journey) => journey.id === id)?.name);
  const ends = [...range.low.journeys, ...range.high.journeys].flatMap(({ contribution }) => contribution ?? []);
  const scale: Scale = { from: Math.min(0, ...ends), to: Math.max(0, ...ends) };
  const rows = model.journeys.map((journey, i) => ({ journey, now: range.expected.journeys[i], low: range.low.journeys[i], high: range.high.journeys[i] }));
  rows.sort((a, b) => (b.now?.contribution ?? -Infinity) - (a.now?.contribution ?? -Infinity));
  const sum = (side: 'low' | 'expected' | 'high') => range[side].journeys.reduce((all, { contribution = 0 }) => all + contribution, 0);
  const stopped = model.gaps.flatMap((gap) => (gap.kind === 'stopped' ? [gap.journey] : []));
  return (
    <section className={classes.card}>
      <h2>{t('case.journeys.title')}</h2>
      <p className={classes.quiet}>{t('case.journeys.hint')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('case.journeys.journey')}</th>
              <th scope="col">{t('case.journeys.contribution')}</th>
              <th scope="col">{t('case.journeys.span')}</th>
              <th scope="col">{t('case.journeys.people')}</th>
              <th scope="col">{t('case.journeys.conversion')}</th>
              <th scope="col">{t('case.journeys.value')}</th>
              <th scope="col">{t('case.journeys.messages')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ journey, now, low, high }) => (
              <tr key={journey.journey} data-selected={selected === journey.journey}>
                <th scope="row">
                  <UnstyledButton className={classes.name} onClick={() => onSelect(journey.journey)} aria-expanded={selected === journey.journey}>
                    {nameOf(journey.journey)}
                  </UnstyledButton>
                </th>
                {now?.contribution === undefined ? (
                  <td colSpan={2} className={classes.quiet}>
                    {t('case.journeys.unknown', { what: journey.missing.map((one) => t(`case.figure.${one}`)).join(' · ') })}
                  </td>
                ) : (
                  <>
                    <td className={classes.number}>
                      <strong>
                        <bdi>{money(now.contribution)}</bdi>
                      </strong>
                    </td>
                    <td className={classes.spanCell}>
                      <SpanBar low={low} now={now} high={high} scale={scale} />
                    </td>
                  </>
                )}
                <FigureCell journey={journey} name="perMonth" />
                <FigureCell journey={journey} name="conversion" />
                <FigureCell journey={journey} name="value" />
                <td className={classes.number}>{now && journey.figures.perMonth ? <bdi>{money(now.messages)}</bdi> : '–'}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('case.journeys.sum')}</th>
              <td className={classes.number}>
                <bdi>{money(sum('expected'))}</bdi>
              </td>
              <td className={classes.quiet} colSpan={5}>
                {sum('low') === sum('high') ? t('case.no-span') : t('case.from-to', { from: money(sum('low')), to: money(sum('high')) })}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {stopped.length > 0 && <p className={classes.quiet}>{t('case.journeys.stopped', { journeys: stopped.map(nameOf).join(' · ') })}</p>}
    </section>
  );
}

function FigureCell({ journey, name }: { journey: JourneyModel; name: 'perMonth' | 'conversion' | 'value' }) {
  const amounts = useAmounts();
  const figure = journey.figures[name];
  return (
    <td className={classes.number}>
      {figure ? (
        <span className={classes.withOrigin}>
          <bdi>{amounts.of(figure.measure, figure.expected)}</bdi>
          <OriginBadge origin={figure.origin} />
        </span>
      ) : (
        '–'
      )}
    </td>
  );
}

type Scale = { from: number; to: number };

function SpanBar({ low, now, high, scale }: { low: JourneyMonth | undefined; now: JourneyMonth | undefined; high: JourneyMonth | undefined; scale: Scale }) {
  const { t } = useWords();
  const { money } = useAmounts();
  const [from, at, to] = [low?.contribution, now?.contribution, high?.contribution];
  if (from === undefined || at === undefined || to === undefined) return null;
  const width = Math.max(scale.to - scale.from, Number.EPSILON);
  const place = (value: number) => `${((value - scale.from) / width) * 100}%`;
  const words = t('case.from-to', { from: money(from), to: money(to) });
  return (
    <span className={classes.spanBar} role="img" aria-label={words} title={words}>
      <span className={classes.zero} style={{ insetInlineStart: place(0) }} />
      <span className={classes.reach} style={{ insetInlineStart: place(from), inlineSize: `${((to - from) / width) * 100}%` }} />
      <span className={classes.middle} style={{ insetInlineStart: place(at) }} />
    </span>
  );
}
