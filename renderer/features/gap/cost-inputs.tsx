import { Button, UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { VolumeShare } from '../../../shared/checklist/cost-volumes';
import type { Vendor } from '../../../shared/checklist/schema';
import type { CostLine } from '../../../shared/checklist/total-cost';
import { useProjecting } from '../../store/projector';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './cost-view.module.css';
import { pointName, useLineName, useMoney } from './cost-words';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; vendor: Vendor; line: CostLine; onSelect: (place: Place) => void; onEdit: (vendor: string) => void };

/** How one amount came about: price × months × what changes it, year by year, and where the volume comes from. */
export function CostInputs({ model, vendor, line, onSelect, onEdit }: Props) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const money = useMoney();
  const name = useLineName(model)(line, vendor);
  const growth = useEngagement((e) => e.volumes.growthPerYear);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const { inputs } = line;
  const monthly = inputs.years.some(({ perMonth }) => perMonth > 0);
  const hasVolume = inputs.years.some(({ volume }) => volume !== undefined);
  const isProjecting = useProjecting();
  const discount = isProjecting ? undefined : line.part === 'licence' || line.part === 'volume' ? vendor.costs?.discount : undefined;
  const increase = line.part === 'fallbacks' ? undefined : vendor.costs?.yearlyIncrease;
  const point = line.part === 'fallbacks' ? line.of : vendor.costs?.addOns?.find(({ id }) => id === line.of)?.point;
  return (
    <div className={classes.inputs}>
      <strong>{[t(`gap.cost.part.${line.part}`), name].filter(Boolean).join(' · ')}</strong>
      {line.once > 0 && <p>{t('gap.cost.paid-once', { amount: money.whole(line.once) })}</p>}
      {monthly && (
        <table>
          <thead>
            <tr>
              <th scope="col" aria-label={t('gap.cost.year-column')} />
              {hasVolume && <th scope="col">{t(inputs.price ? 'gap.cost.messages-month' : `gap.cost.tier.${inputs.tier?.from ?? 'contacts'}`)}</th>}
              <th scope="col">{t('gap.cost.month')}</th>
              <th scope="col">{t('gap.cost.twelve-months')}</th>
            </tr>
          </thead>
          <tbody>
            {inputs.years.map(({ perMonth, factor, volume }, year) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a year is its place
              <tr key={year}>
                <th scope="row">{t('gap.cost.year', { year: year + 1 })}</th>
                {hasVolume && <td>{volume === undefined ? '' : number.format(volume)}</td>}
                <td>
                  <bdi>{money.exact(Math.round(perMonth * factor * 100) / 100)}</bdi>
                </td>
                <td>
                  <bdi>{money.whole(line.perYear[year] ?? 0)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {inputs.price && (
        <p>
          {[
            t('gap.cost.price-each', { amount: money.exact(inputs.price.price) }),
            inputs.price.included ? t('gap.cost.included-month', { count: inputs.price.included }) : undefined,
            inputs.price.minimumPerMonth ? t('gap.cost.at-least', { amount: money.exact(inputs.price.minimumPerMonth) }) : undefined,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {(discount || increase) && (
        <p>
          {[
            discount ? t('gap.cost.with-discount', { share: percent.format(discount) }) : undefined,
            increase ? t('gap.cost.with-increase', { share: percent.format(increase) }) : undefined,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {hasVolume && growth !== undefined && <Quiet>{t('gap.cost.with-growth', { share: percent.format(growth) })}</Quiet>}
      {inputs.shares && inputs.shares.length > 0 && <Shares shares={inputs.shares} />}
      {inputs.tier && <Link to={`/e/${engagementId}/business-case`}>{t(`gap.cost.tier-from.${inputs.tier.from}`, { count: inputs.tier.perMonth })}</Link>}
      <div className={classes.buttons}>
        {point && (
          <UnstyledButton className={classes.link} onClick={() => onSelect({ point, vendor: vendor.id })}>
            {pointName(model, point, text)}
          </UnstyledButton>
        )}
        {line.part !== 'fallbacks' && (
          <Button size="compact-xs" variant="light" leftSection={<IconPencil size={13} />} onClick={() => onEdit(vendor.id)}>
            {t('gap.cost.change-offer')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Journeys and planned sends that make the volume, with the way to each. */
function Shares({ shares }: { shares: readonly VolumeShare[] }) {
  const { t, text, locale } = useWords();
  const { engagementId } = useParams();
  const journeys = useEngagement((e) => e.journeys);
  const sends = useEngagement((e) => e.plannedSends);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return (
    <>
      <span className={classes.sub}>{t('gap.cost.messages-from')}</span>
      <ul className={classes.shares}>
        {shares.map((share) => (
          <li key={share.from === 'regular' ? share.from : share.id}>
            {share.from === 'journey' ? (
              <Link to={`/e/${engagementId}/journeys/${share.id}`}>{text(journeys.find((one) => one.id === share.id)?.name)}</Link>
            ) : (
              <Link to={`/e/${engagementId}/business-case`}>
                {share.from === 'regular' ? t('gap.cost.regular-sends') : <UserText>{sends.find((one) => one.id === share.id)?.name}</UserText>}
              </Link>
            )}
            <span>{number.format(share.perMonth)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
