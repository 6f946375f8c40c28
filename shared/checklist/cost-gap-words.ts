/** What stands between a vendor's sum and the true one, in words: for the page, the business case and the report alike. */
import type { Translate } from '../i18n/translator';
import type { CostGap } from './cost-gaps';
import type { Vendor } from './schema';

export function costGapWords(gap: CostGap, vendor: Pick<Vendor, 'costs'>, translate: Translate, pointName: (id: string) => string): string {
  const words = (params?: Parameters<Translate>[1]) => translate(`gap.cost.gap.${gap.kind}`, params);
  switch (gap.kind) {
    case 'no-message-price':
    case 'taken-as-included':
    case 'uncounted-messages':
      return words({ channel: translate(`channel.${gap.channel}`) });
    case 'beyond-steps':
      return words({ year: gap.year, volume: Math.round(gap.volume) });
    case 'no-add-on-price':
      return words({ name: vendor.costs?.addOns?.find(({ id }) => id === gap.addOn)?.name ?? gap.addOn });
    case 'no-price':
      return words({ part: translate(`gap.cost.part.${gap.part}`) });
    case 'no-volume':
      return words({ by: translate(`gap.cost.tier.${gap.by}`) });
    case 'short-plan':
      return words({ count: gap.months });
    case 'no-fallback-price':
    case 'twice':
      return words({ point: pointName(gap.point) });
    case 'no-licence':
    case 'no-steps':
    case 'customers-for-contacts':
    case 'no-growth':
      return words();
  }
}
