import { UnstyledButton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { costParts, type TotalCost } from '../../../shared/checklist/total-cost';
import { Badge } from '../../ui/badge';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './cost-view.module.css';
import { type Money, useMoney } from './cost-words';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; byYear: boolean; onEdit: (vendor: string) => void };

/** One bar per vendor, or one per year and what is paid once, all on the same scale. The table below is its twin. */
export function CostBars({ model, byYear, onEdit }: Props) {
  const { t } = useWords();
  const money = useMoney();
  const priced = model.vendors.flatMap((one) => (one.cost ? [{ ...one, cost: one.cost }] : []));
  const bars = priced.map((one) => ({ ...one, bars: byYear ? yearBars(one.cost, t) : [{ id: 'total', label: undefined, parts: partsOf(one.cost, totalOf) }] }));
  const largest = Math.max(Number.EPSILON, ...bars.flatMap((one) => one.bars.map(({ parts }) => sum(parts))));
  return (
    <ul className={classes.bars}>
      {bars.map(({ vendor, cost, bars: own }) => (
        <li key={vendor.id} data-pale={vendor.role === 'current'}>
          <div className={classes.barHead}>
            <UnstyledButton className={classes.barName} onClick={() => onEdit(vendor.id)} aria-label={t('gap.cost.edit-offer', { vendor: vendor.name })}>
              <UserText>{vendor.name}</UserText> <IconPencil size={13} aria-hidden />
            </UnstyledButton>
            {vendor.role === 'current' && <Badge tone="quiet">{t('gap.today')}</Badge>}
            <Incomplete cost={cost} />
          </div>
          <div className={classes.barLines}>
            {own.map(({ id, label, parts }) => (
              <div key={id} className={classes.barLine} data-labelled={label !== undefined}>
                {label && <span className={classes.barLabel}>{label}</span>}
                <Bar parts={parts} largest={largest} money={money} />
                <strong className={classes.barSum}>
                  <bdi>{money.whole(sum(parts))}</bdi>
                </strong>
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Incomplete({ cost }: { cost: TotalCost }) {
  const { t } = useWords();
  return cost.gaps.length === 0 ? null : <Badge tone="waiting">{t('gap.cost.incomplete', { count: cost.gaps.length })}</Badge>;
}

type Part = { part: (typeof costParts)[number]; amount: number };

function Bar({ parts, largest, money }: { parts: Part[]; largest: number; money: Money }) {
  const { t } = useWords();
  return (
    <span className={classes.track} aria-hidden>
      {parts.map(({ part, amount }) => (
        <span
          key={part}
          className={classes.part}
          data-part={part}
          style={{ inlineSize: `${(amount / largest) * 100}%` }}
          title={`${t(`gap.cost.part.${part}`)}: ${money.whole(amount)}`}
        >
          {amount / largest > 0.12 && <bdi>{t(`gap.cost.part.${part}`)}</bdi>}
        </span>
      ))}
    </span>
  );
}

const totalOf = (line: TotalCost['lines'][number]) => line.total;

function yearBars(cost: TotalCost, t: ReturnType<typeof useWords>['t']) {
  const years = cost.perYear.map((_, year) => ({
    id: `year-${year}`,
    label: t('gap.cost.year', { year: year + 1 }),
    parts: partsOf(cost, (line) => line.perYear[year] ?? 0),
  }));
  return [...(cost.once > 0 ? [{ id: 'once', label: t('gap.cost.once'), parts: partsOf(cost, ({ once }) => once) }] : []), ...years];
}

function partsOf({ lines }: TotalCost, amountOf: (line: TotalCost['lines'][number]) => number): Part[] {
  return costParts
    .map((part) => ({ part, amount: lines.filter((line) => line.part === part).reduce((all, line) => all + amountOf(line), 0) }))
    .filter(({ amount }) => amount > 0);
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((all, { amount }) => all + amount, 0);
}
