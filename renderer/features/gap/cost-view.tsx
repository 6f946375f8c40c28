import { Button, SegmentedControl } from '@mantine/core';
import { IconCoin, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { CostBars } from './cost-bars';
import { CostComparisonCard } from './cost-comparison';
import { CostMissing } from './cost-missing';
import { CostTable } from './cost-table';
import classes from './cost-view.module.css';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; onSelect: (place: Place) => void; onEdit: (vendor: string) => void };

/** What each vendor costs over three years, what that was reckoned from, and what it costs to do without. */
export function CostView({ model, onSelect, onEdit }: Props) {
  const { t } = useWords();
  const [split, setSplit] = useState<'total' | 'years'>('total');
  const priced = model.vendors.filter(({ cost }) => cost !== undefined);
  const bare = model.vendors.filter(({ cost }) => cost === undefined);
  if (model.vendors.length === 0) return <EmptyState icon={<IconCoin size={30} />} title={t('gap.no-vendors')} />;
  return (
    <div className={classes.page}>
      {priced.length > 0 && (
        <>
          <div className={classes.head}>
            <h2>{t('gap.cost.title')}</h2>
            <Quiet>{t('gap.cost.basis')}</Quiet>
            <SegmentedControl
              value={split}
              onChange={(next) => setSplit(next === 'years' ? 'years' : 'total')}
              aria-label={t('gap.cost.split')}
              data={[
                { value: 'total', label: t('gap.cost.split.total') },
                { value: 'years', label: t('gap.cost.split.years') },
              ]}
            />
          </div>
          <CostBars model={model} byYear={split === 'years'} onEdit={onEdit} />
          <CostTable model={model} onSelect={onSelect} onEdit={onEdit} />
        </>
      )}
      {bare.length > 0 && (
        <section className={classes.card}>
          <h2>{t('gap.cost.no-offer')}</h2>
          <Quiet>{t('gap.cost.no-offer-text')}</Quiet>
          <div className={classes.buttons}>
            {bare.map(({ vendor }) => (
              <Button key={vendor.id} variant="default" leftSection={<IconPencil size={15} />} onClick={() => onEdit(vendor.id)}>
                {t('gap.cost.enter-offer', { vendor: vendor.name })}
              </Button>
            ))}
          </div>
        </section>
      )}
      {priced.length > 0 && <CostMissing model={model} onSelect={onSelect} onEdit={onEdit} />}
      {priced.length > 1 && <CostComparisonCard model={model} onSelect={onSelect} />}
    </div>
  );
}
