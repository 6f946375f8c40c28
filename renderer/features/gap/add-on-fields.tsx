import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Vendor } from '../../../shared/checklist/schema';
import { InspectorRow } from '../../ui/inspector';
import { NumberField } from '../../ui/number-field';
import { Quiet } from '../../ui/quiet';
import { TypedInput } from '../../ui/typed-input';
import { useWords } from '../../ui/words';
import { changeAddOn, dropAddOn, nameAddOn } from './cost-commands';
import classes from './cost-editor.module.css';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; vendor: Vendor; currency: string };

/** What is bought on top of the licence, each with the point that makes it necessary. */
export function AddOnFields({ model, vendor, currency }: Props) {
  const { t, text } = useWords();
  const [name, setName] = useState('');
  const addOns = vendor.costs?.addOns ?? [];
  const points = model.groups.flatMap((group) => group.points);
  function add() {
    if (!name.trim()) return;
    nameAddOn(vendor, name);
    setName('');
  }
  return (
    <>
      {addOns.map((addOn) => {
        const point = points.find((one) => one.point.id === addOn.point)?.point;
        return (
          <div key={addOn.id} className={classes.addOn} role="group" aria-label={addOn.name}>
            <div className={classes.addOnHead}>
              <TypedInput
                aria-label={t('gap.cost.add-on-name')}
                value={addOn.name}
                onType={(next) => changeAddOn(vendor, addOn.id, { name: next }, 'name')}
                maxLength={200}
              />
              <ActionIcon aria-label={t('gap.cost.remove-add-on', { name: addOn.name })} onClick={() => dropAddOn(vendor, addOn.id)}>
                <IconTrash size={15} />
              </ActionIcon>
            </div>
            <InspectorRow>
              <NumberField
                label={t('gap.cost.once')}
                value={addOn.once}
                onChange={(once) => changeAddOn(vendor, addOn.id, { once }, 'once')}
                measure="money"
                currency={currency}
              />
              <NumberField
                label={t('gap.cost.month')}
                value={addOn.perMonth}
                onChange={(perMonth) => changeAddOn(vendor, addOn.id, { perMonth }, 'month')}
                measure="money"
                currency={currency}
              />
            </InspectorRow>
            <Select
              label={t('gap.cost.add-on-point')}
              value={addOn.point ?? null}
              onChange={(next) => changeAddOn(vendor, addOn.id, { point: next ?? undefined }, 'point')}
              data={points.map((known) => ({ value: known.point.id, label: text(known.label) }))}
              searchable
              clearable
            />
            {point?.switchedOff !== undefined && <Quiet>{t('gap.cost.point-off')}</Quiet>}
          </div>
        );
      })}
      <div className={classes.addOnHead}>
        <TextInput
          label={t('gap.cost.new-add-on')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && add()}
          dir="auto"
          maxLength={200}
        />
        <ActionIcon aria-label={t('gap.cost.add-add-on')} title={t('gap.cost.add-add-on')} variant="light" color="lapis" disabled={!name.trim()} onClick={add}>
          <IconPlus size={15} />
        </ActionIcon>
      </div>
    </>
  );
}
