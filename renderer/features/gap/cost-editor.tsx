import { channelsOfPlan } from '../../../shared/checklist/cost-volumes';
import type { Vendor } from '../../../shared/checklist/schema';
import { channels } from '../../../shared/journey/schema';
import { useEngagement, useReadOnly } from '../../store/session';
import { Inspector, InspectorFields, InspectorHead, InspectorRow, InspectorSection } from '../../ui/inspector';
import { UserText } from '../../ui/isolate';
import { NumberField } from '../../ui/number-field';
import { Private } from '../../ui/private';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { AddOnFields } from './add-on-fields';
import { setCosts, setPrice } from './cost-commands';
import classes from './cost-editor.module.css';
import { useMoney } from './cost-words';
import { TierFields } from './tier-fields';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; vendor: Vendor; onClose: () => void };

/** One vendor's offer, part by part, with what it comes to on top. An empty field is "not known", and never a zero. */
export function CostEditor({ model, vendor, onClose }: Props) {
  const { t } = useWords();
  const readOnly = useReadOnly();
  const money = useMoney();
  const currency = useEngagement((e) => e.client.currency);
  const cost = model.vendors.find((one) => one.vendor.id === vendor.id)?.cost;
  const { costs } = vendor;
  const amount = (part: 'perMonth' | 'implementation' | 'migration' | 'training' | 'exit', label: string) => (
    <NumberField label={label} value={costs?.[part]} onChange={(value) => setCosts(vendor, part, value)} measure="money" currency={currency} max={1e12} />
  );
  const used = channelsOfPlan(model.volumes);
  const priced = channels.filter((channel) => used.includes(channel) || costs?.messages?.[channel]);
  return (
    <Inspector of={vendor.id}>
      <InspectorHead
        title={<UserText>{vendor.name}</UserText>}
        facts={cost ? t('gap.cost.comes-to', { amount: money.whole(cost.total), years: cost.years }) : t('gap.cost.no-price-yet')}
        onClose={onClose}
      />
      <Quiet>{t('gap.cost.empty-means')}</Quiet>
      <InspectorFields disabled={readOnly}>
        <InspectorSection title={t('gap.cost.part.licence')}>
          {amount('perMonth', t('gap.cost.licence-month'))}
          <InspectorRow>
            {/* What is still being bargained for stays between the two who bargain. */}
            <Private silent>
              <NumberField
                label={t('gap.cost.discount')}
                value={costs?.discount}
                onChange={(value) => setCosts(vendor, 'discount', value)}
                measure="share"
                max={100}
              />
            </Private>
            <NumberField
              label={t('gap.cost.increase')}
              value={costs?.yearlyIncrease}
              onChange={(value) => setCosts(vendor, 'yearlyIncrease', value)}
              measure="share"
              min={-50}
              max={200}
            />
          </InspectorRow>
        </InspectorSection>
        <InspectorSection title={t('gap.cost.part.volume')}>
          <TierFields vendor={vendor} currency={currency} />
        </InspectorSection>
        <InspectorSection title={t('gap.cost.part.messages')}>
          {priced.length === 0 && <Quiet>{t('gap.cost.no-channels')}</Quiet>}
          {priced.map((channel) => {
            const price = costs?.messages?.[channel];
            const name = t(`channel.${channel}`);
            return (
              <div key={channel} role="group" aria-label={name} className={classes.row3}>
                <NumberField
                  label={name}
                  value={price?.price}
                  onChange={(value) => setPrice(vendor, channel, 'price', value)}
                  measure="money"
                  currency={currency}
                  placeholder={t('gap.cost.each')}
                />
                <NumberField
                  label={t('gap.cost.included')}
                  value={price?.included}
                  onChange={(value) => setPrice(vendor, channel, 'included', value)}
                  disabled={!price}
                />
                <NumberField
                  label={t('gap.cost.minimum')}
                  value={price?.minimumPerMonth}
                  onChange={(value) => setPrice(vendor, channel, 'minimumPerMonth', value)}
                  disabled={!price}
                />
              </div>
            );
          })}
        </InspectorSection>
        <InspectorSection title={t('gap.cost.part.add-ons')}>
          <AddOnFields model={model} vendor={vendor} currency={currency} />
        </InspectorSection>
        <InspectorSection title={t('gap.cost.once')}>
          <div className={classes.row2}>
            {amount('implementation', t('gap.cost.part.implementation'))}
            {amount('migration', t('gap.cost.part.migration'))}
            {amount('training', t('gap.cost.part.training'))}
            {amount('exit', t('gap.cost.part.exit'))}
          </div>
          <Quiet>{t('gap.cost.fallbacks-where')}</Quiet>
        </InspectorSection>
      </InspectorFields>
    </Inspector>
  );
}
