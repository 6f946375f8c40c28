import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Vendor } from '../../../shared/checklist/schema';
import { tierBases, type VolumeTiers } from '../../../shared/checklist/vendor-costs-schema';
import { NumberField } from '../../ui/number-field';
import { useWords } from '../../ui/words';
import { setTiers } from './cost-commands';
import classes from './cost-editor.module.css';

type Step = VolumeTiers['steps'][number];

/** The price list by volume. A step is written when its price is there; the list keeps its own order. */
export function TierFields({ vendor, currency }: { vendor: Vendor; currency: string }) {
  const { t } = useWords();
  const tiers = vendor.costs?.tiers;
  const [draft, setDraft] = useState<Partial<Step>>({});
  if (!tiers)
    return (
      <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setTiers(vendor, { by: 'contacts', steps: [] })} w="fit-content">
        {t('gap.cost.add-tiers')}
      </Button>
    );
  const change = (patch: Partial<VolumeTiers>, part?: string) => setTiers(vendor, { ...tiers, ...patch }, part);
  const changeStep = (at: number, step: Step, part?: string) => change({ steps: tiers.steps.map((old, i) => (i === at ? step : old)) }, part);
  const { perMonth } = draft;
  return (
    <>
      <Select
        label={t('gap.cost.tier-by')}
        value={tiers.by}
        onChange={(by) => by && change({ by: by as VolumeTiers['by'] })}
        data={tierBases.map((by) => ({ value: by, label: t(`gap.cost.tier.${by}`) }))}
        allowDeselect={false}
      />
      {tiers.steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
        <div className={classes.step} key={at} role="group" aria-label={t('gap.cost.step', { n: at + 1 })}>
          <LeftNumber
            key={step.upTo}
            label={t('gap.cost.up-to')}
            value={step.upTo}
            placeholder={t('gap.cost.and-above')}
            onLeave={(upTo) => changeStep(at, upTo ? { ...step, upTo } : { perMonth: step.perMonth })}
          />
          <NumberField
            label={t('gap.cost.month')}
            value={step.perMonth}
            onChange={(value) => value !== undefined && changeStep(at, { ...step, perMonth: value }, `step:${at}`)}
            measure="money"
            currency={currency}
          />
          <ActionIcon aria-label={t('gap.cost.remove-step', { n: at + 1 })} onClick={() => change({ steps: tiers.steps.filter((_, i) => i !== at) })}>
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.step} role="group" aria-label={t('gap.cost.new-step')}>
        <NumberField
          label={t('gap.cost.up-to')}
          value={draft.upTo}
          placeholder={t('gap.cost.and-above')}
          onChange={(upTo) => setDraft(upTo ? { ...draft, upTo } : perMonth === undefined ? {} : { perMonth })}
        />
        <NumberField
          label={t('gap.cost.month')}
          value={perMonth}
          onChange={(value) => setDraft({ ...(draft.upTo ? { upTo: draft.upTo } : {}), ...(value === undefined ? {} : { perMonth: value }) })}
          measure="money"
          currency={currency}
        />
        <ActionIcon
          aria-label={t('gap.cost.add-step')}
          title={t('gap.cost.add-step')}
          variant="light"
          color="lapis"
          disabled={perMonth === undefined || tiers.steps.length >= 30}
          onClick={() => {
            if (perMonth === undefined) return;
            change({ steps: [...tiers.steps, { ...draft, perMonth }] });
            setDraft({});
          }}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </div>
      <NumberField
        label={t('gap.cost.per-thousand')}
        description={t('gap.cost.per-thousand-text')}
        value={tiers.perThousandAbove}
        onChange={(perThousandAbove) => {
          const { perThousandAbove: _old, ...rest } = tiers;
          setTiers(vendor, perThousandAbove === undefined ? rest : { ...rest, perThousandAbove }, 'above');
        }}
        measure="money"
        currency={currency}
      />
      <Button variant="subtle" size="compact-xs" leftSection={<IconTrash size={14} />} onClick={() => setTiers(vendor, undefined)} w="fit-content">
        {t('gap.cost.remove-tiers')}
      </Button>
    </>
  );
}

type LeftProps = { label: string; value: number | undefined; placeholder: string; onLeave: (value: number | undefined) => void };

/** Written when the field is left: the list is kept in order, and a row must not jump away under one's fingers. */
function LeftNumber({ label, value, placeholder, onLeave }: LeftProps) {
  const [typed, setTyped] = useState(value);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears only that the field inside was left
    <div onBlur={() => typed !== value && onLeave(typed)}>
      <NumberField label={label} value={typed} onChange={setTyped} placeholder={placeholder} />
    </div>
  );
}
